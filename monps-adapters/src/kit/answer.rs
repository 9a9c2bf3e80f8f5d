//! What an answer, or none, means whichever venue it is.

use monps_core::adapter::{Response, TransportFailure, TransportFailureKind};
use monps_core::error::adapter::{Fault, FaultCode};
use monps_core::time::TimeDelta;

/// What no answer means.
pub(crate) fn unanswered(failure: TransportFailure) -> Fault {
    let code = match failure.kind {
        TransportFailureKind::Budget => FaultCode::QuotaExhausted,
        TransportFailureKind::Blocked => FaultCode::BadConfig,
        // A login that was refused is a fault of its own: here it only got no answer.
        _ => FaultCode::Upstream,
    };
    Fault::new(code, failure.message)
}

/// How long the answer asks to be left alone, where it says so in `Retry-After`.
pub(crate) fn asked_wait(response: &Response) -> Option<TimeDelta> {
    let wait = crate::driver::retry_after(response, response.received_at)?;
    TimeDelta::from_std(wait).ok()
}

/// A whole number in a header.
pub(crate) fn header_number(response: &Response, name: &str) -> Option<u32> {
    response.header(name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_says_who_must_act() {
        for (kind, code) in [
            (TransportFailureKind::Budget, FaultCode::QuotaExhausted),
            (TransportFailureKind::Blocked, FaultCode::BadConfig),
            (TransportFailureKind::LoginFailed, FaultCode::Upstream),
            (TransportFailureKind::Timeout, FaultCode::Upstream),
        ] {
            let failure = TransportFailure { id: 0, kind, message: "as it was".to_owned() };
            let fault = unanswered(failure);
            assert_eq!((fault.code, fault.message.as_str()), (code, "as it was"));
        }
    }
}
