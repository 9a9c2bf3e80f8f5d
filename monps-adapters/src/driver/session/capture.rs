//! Taking values out of answers.

use std::time::Duration;

use monps_core::adapter::{Capture, CaptureFrom, Response};
use serde_json::Value;

use super::super::secret::Secret;

/// A value taken out of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Captured {
    pub(crate) slot: String,
    pub(crate) value: Secret,
    pub(crate) ttl: Option<Duration>,
}

/// Takes what the captures name. What is not there, or cannot be a credential, is not taken. Cookies
/// leave the answer in any case: they are credentials.
pub(crate) fn take(captures: &[Capture], response: &mut Response) -> Vec<Captured> {
    let in_body = captures.iter().any(|capture| matches!(capture.from, CaptureFrom::Json(_)));
    let body: Option<Value> =
        in_body.then(|| serde_json::from_slice(&response.body).ok()).flatten();
    let taken = captures.iter().filter_map(|capture| {
        let text = match &capture.from {
            CaptureFrom::Json(pointer) => match body.as_ref()?.pointer(pointer)? {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => return None,
            },
            CaptureFrom::Header(name) => response.header(name)?.to_owned(),
            CaptureFrom::Cookie(name) => cookie(response, name)?,
            _ => return None,
        };
        let value = Secret::new(&capture.slot, &text).ok()?;
        let ttl = capture.ttl_s.map(|seconds| Duration::from_secs(u64::from(seconds)));
        Some(Captured { slot: capture.slot.to_string(), value, ttl })
    });
    let taken = taken.collect();
    response.headers.retain(|(name, _)| name != "set-cookie");
    taken
}

fn cookie(response: &Response, wanted: &str) -> Option<String> {
    let cookies = response.headers.iter().filter(|(name, _)| name == "set-cookie");
    cookies
        .filter_map(|(_, cookie)| cookie.split(';').next()?.split_once('='))
        .find(|(name, _)| name.trim() == wanted)
        .map(|(_, value)| value.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use monps_core::time::Timestamp;

    use super::*;

    #[test]
    fn values_are_taken_where_they_stand() {
        let mut response = Response {
            id: 1,
            status: 200,
            headers: vec![
                ("x-token".to_owned(), "header-0123456".to_owned()),
                ("set-cookie".to_owned(), "sid=cookie-0123456; Secure".to_owned()),
            ],
            body: br#"{"a": {"token": "body-012345678"}, "short": "x"}"#.to_vec(),
            received_at: Timestamp::default(),
            from_cache: false,
        };
        let captures = [
            Capture::json("/a/token", "body").good_for(60),
            Capture { from: CaptureFrom::Header("x-token".into()), ..Capture::json("", "header") },
            Capture { from: CaptureFrom::Cookie("sid".into()), ..Capture::json("", "cookie") },
            Capture::json("/short", "too-short"),
            Capture::json("/nowhere", "nothing"),
        ];
        let taken = take(&captures, &mut response);
        let told: Vec<(&str, &str)> =
            taken.iter().map(|one| (one.slot.as_str(), one.value.expose())).collect();
        assert_eq!(
            told,
            [
                ("body", "body-012345678"),
                ("header", "header-0123456"),
                ("cookie", "cookie-0123456")
            ]
        );
        assert_eq!(taken[0].ttl, Some(Duration::from_secs(60)));
        assert_eq!(response.header("set-cookie"), None);
    }
}
