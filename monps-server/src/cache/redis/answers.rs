//! Answers in Redis: one string each, its `ETag` before its bytes.

use std::time::Duration;

use ::redis::Pipeline;
use async_trait::async_trait;
use bytes::{Bytes, BytesMut};

use super::Redis;
use crate::cache::CacheError;
use crate::cache::answers::{ANSWERS_AT_ONCE_MAX, Answers, KeptAnswer, check_size};

const ROOM: &str = "answer";
/// In the place of a length: there is no `ETag`.
const NO_ETAG: u32 = u32::MAX;

#[async_trait]
impl Answers for Redis {
    async fn answers(&self, keys: &[String]) -> Result<Vec<Option<KeptAnswer>>, CacheError> {
        let mut all = Vec::with_capacity(keys.len());
        for some in keys.chunks(ANSWERS_AT_ONCE_MAX) {
            let mut command = ::redis::cmd("MGET");
            for key in some {
                command.arg(self.link.key(ROOM, key));
            }
            let work = |mut connection| async move { command.query_async(&mut connection).await };
            let found: Vec<Option<Vec<u8>>> = self.link.with("read answers", work).await?;
            all.extend(found.into_iter().map(|found| found.and_then(decode)));
        }
        Ok(all)
    }

    async fn keep(
        &self,
        answers: &[(String, KeptAnswer)],
        for_at_most: Duration,
    ) -> Result<(), CacheError> {
        for some in answers.chunks(ANSWERS_AT_ONCE_MAX) {
            let mut pipeline = Pipeline::with_capacity(some.len());
            for (key, answer) in some {
                check_size(answer)?;
                let key = self.link.key(ROOM, key);
                pipeline.cmd("SET").arg(key).arg(encode(answer)).arg("PX").arg(ms(for_at_most));
                pipeline.ignore();
            }
            let work = |mut connection| async move { pipeline.query_async(&mut connection).await };
            self.link.with::<(), _>("keep answers", work).await?;
        }
        Ok(())
    }

    async fn forget(&self, key: &str) -> Result<(), CacheError> {
        let mut command = ::redis::cmd("DEL");
        command.arg(self.link.key(ROOM, key));
        let work = |mut connection| async move { command.query_async(&mut connection).await };
        self.link.with("forget an answer", work).await
    }
}

/// Whole milliseconds, at least one: Redis takes no nought.
pub(super) fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX).clamp(1, 1 << 50)
}

fn encode(answer: &KeptAnswer) -> Vec<u8> {
    let etag = answer.etag.as_deref().unwrap_or_default();
    let length = match &answer.etag {
        Some(etag) => u32::try_from(etag.len()).unwrap_or(NO_ETAG),
        None => NO_ETAG,
    };
    let mut bytes = BytesMut::with_capacity(4 + etag.len() + answer.body.len());
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(etag.as_bytes());
    bytes.extend_from_slice(&answer.body);
    bytes.into()
}

/// None for what nobody wrote like this: it counts as not there.
fn decode(bytes: Vec<u8>) -> Option<KeptAnswer> {
    let mut rest = Bytes::from(bytes);
    let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
    let _ = rest.split_to(4);
    if length == NO_ETAG {
        return Some(KeptAnswer { etag: None, body: rest });
    }
    let length = usize::try_from(length).ok().filter(|length| *length <= rest.len())?;
    let etag = String::from_utf8(rest.split_to(length).into()).ok()?;
    Some(KeptAnswer { etag: Some(etag), body: rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_written_here_is_not_there() {
        for etag in [None, Some(String::new()), Some("\"7\"".to_owned())] {
            let answer = KeptAnswer { etag, body: Bytes::from_static(b"[1, 2]") };
            assert_eq!(decode(encode(&answer)), Some(answer));
        }
        for foreign in [&b""[..], b"abc", b"\0\0\0\x09short", b"\0\0\0\x02\xff\xfebody"] {
            assert_eq!(decode(foreign.to_vec()), None, "{foreign:?}");
        }
    }
}
