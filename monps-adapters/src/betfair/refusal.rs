//! What Betfair's errors mean, and what to do.

use monps_core::adapter::{Response, TransportFailure};
use monps_core::error::adapter::{Fault, FaultCode};

use super::wire::{ApingError, Envelope, Readable, read};
use crate::kit;

/// The result of an answer, or the fault that it stands for.
pub(super) fn result<'a, T: Readable<'a>>(response: &'a Response) -> Result<T, Fault> {
    if let Some(fault) = by_status(response.status) {
        return Err(fault);
    }
    let envelope: Envelope<T> = read(&response.body)?;
    match (envelope.error, envelope.result) {
        (Some(error), _) => Err(of(&error)),
        (None, Some(result)) => Ok(result),
        (None, None) => {
            let message = "Betfair's answer holds neither a result nor an error";
            Err(Fault::new(FaultCode::SchemaDrift, message).at("/result"))
        }
    }
}

/// A status that says it all; errors of the API come with 200.
pub(super) fn by_status(status: u16) -> Option<Fault> {
    let (code, message) = match status {
        200..300 => return None,
        403 => (
            FaultCode::Forbidden,
            "Betfair does not serve the country that this machine is in (403)".to_owned(),
        ),
        404 => (FaultCode::NotFound, "Betfair has nothing at this address (404)".to_owned()),
        429 => (FaultCode::RateLimited, "Betfair asks for fewer requests (429): wait".to_owned()),
        400..500 => (FaultCode::Internal, format!("Betfair refused the request ({status})")),
        _ => (FaultCode::Upstream, format!("Betfair is failing ({status}): try again later")),
    };
    Some(Fault::new(code, message))
}

/// The fault of an error of the betting or account API.
pub(super) fn of(error: &ApingError) -> Fault {
    let word: String = error.code().chars().take(64).collect();
    let (code, advice) = meaning(&word);
    Fault::new(code, format!("Betfair refused the request ({word}): {advice}"))
}

/// The documented codes of the betting, account and stream APIs.
pub(super) fn meaning(code: &str) -> (FaultCode, &'static str) {
    use FaultCode::{AuthExpired, BadConfig, Forbidden, Internal, RateLimited, Upstream};
    match code {
        "INVALID_SESSION_INFORMATION" | "NO_SESSION" => {
            (AuthExpired, "the session is over: log in again")
        }
        "NO_APP_KEY" | "INVALID_APP_KEY" | "APP_KEY_CREATION_FAILED" => {
            (Forbidden, "the application key is not accepted: check betfair_app_key")
        }
        "ACCESS_DENIED"
        | "NOT_AUTHORIZED"
        | "SUBSCRIPTION_EXPIRED"
        | "INVALID_SUBSCRIPTION_TOKEN" => {
            (Forbidden, "the account may not do this: check the rights of the application key")
        }
        "TOO_MANY_REQUESTS" => (RateLimited, "too many requests at once: wait"),
        "MAX_CONNECTION_LIMIT_EXCEEDED" => {
            (RateLimited, "too many streams are open: close one, or ask for a higher limit")
        }
        "SUBSCRIPTION_LIMIT_EXCEEDED" => {
            (BadConfig, "the stream covers more markets than the account may: ask for fewer")
        }
        "TOO_MUCH_DATA" | "REQUEST_SIZE_EXCEEDS_LIMIT" => {
            (BadConfig, "too much was asked for at once: ask for fewer markets")
        }
        "SERVICE_BUSY" | "TIMEOUT_ERROR" | "TIMEOUT" | "UNEXPECTED_ERROR" | "CONNECTION_FAILED" => {
            (Upstream, "Betfair is busy or failing: try again later")
        }
        "INVALID_CLOCK" => (Upstream, "the stream cannot be taken up where it stopped"),
        "INVALID_INPUT_DATA" | "INVALID_INPUT" | "INVALID_REQUEST" | "INVALID_PARAMETERS"
        | "DSC-0008" | "DSC-0009" | "DSC-0015" | "DSC-0018" | "DSC-0019" | "DSC-0021"
        | "DSC-0022" | "DSC-0023" | "DSC-0024" | "DSC-0028" | "DSC-0033" | "DSC-0034"
        | "DSC-0035" | "DSC-0036" | "DSC-0037" => {
            (Internal, "the request is not of the documented shape: check the configuration")
        }
        "CUSTOMER_ACCOUNT_CLOSED" => (Forbidden, "the account is closed"),
        "DUPLICATE_APP_NAME" | "INVALID_CLIENT_REF" | "WALLET_TRANSFER_ERROR" => {
            (Forbidden, "the account refused it: see the site")
        }
        _ => (Upstream, "the code is not documented: try again later"),
    }
}

/// Why there was no answer at all.
pub(super) fn unanswered(failure: &TransportFailure) -> Fault {
    let fault = kit::unanswered(failure.clone());
    Fault { message: format!("Betfair did not answer: {}", fault.message), ..fault }
}
