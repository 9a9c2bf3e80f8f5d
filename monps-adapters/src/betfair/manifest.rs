//! The facts: where Betfair is reached, how one logs in, how often it may be asked.

use std::sync::LazyLock;

use monps_core::adapter::{
    AuthPart, AuthRecipe, Capability, Capture, ConfigKey, Endpoint, KeepAlive, Login, LoginRefusal,
    LoginStatus, Manifest, ManifestVenue, Method, RateLimit, Request, SessionOver,
};
use monps_core::catalog::VenueKind;
use monps_core::error::adapter::FaultCode;
use monps_core::odds::{Charge, Commission};
use rust_decimal::dec;

/// Reads: betting and account.
pub(super) const API: &str = "api";
/// Orders: the same host, marked as moving money.
pub(super) const ORDERS: &str = "orders";
/// The stream of changes.
pub(super) const STREAM: &str = "stream";
/// The login with a certificate.
const CERT_LOGIN: &str = "cert-login";
/// The interactive login, and what keeps a session alive.
const IDENTITY: &str = "identity";
/// The slot of the session.
pub(super) const SESSION: &str = "betfair_session";
/// The application key.
pub(super) const APP_KEY: &str = "betfair_app_key";

const SESSION_RECIPE: &str = "session";
const CERT_RECIPE: &str = "certificate";
const PASSWORD_RECIPE: &str = "password";
const KEEP_RECIPE: &str = "keep-alive";

/// Sessions last twelve hours at least where this adapter reaches.
const SESSION_TTL_S: u32 = 12 * 3600;
/// A session is kept alive well before.
const KEEP_ALIVE_AFTER_S: u32 = 3 * 3600;

pub(super) static MANIFEST: LazyLock<Manifest> = LazyLock::new(|| Manifest {
    summary: "Prices and amounts of Betfair Exchange, asked for or as a stream, the account, and \
              placing bets; an account and an application key are needed"
        .into(),
    capabilities: vec![
        Capability::Catalogue,
        Capability::Odds,
        Capability::Stream,
        Capability::Account,
        Capability::Trading,
    ],
    venues: vec![ManifestVenue {
        // The base rate of most markets; each market tells its own.
        charge: Commission::new(dec!(0.05)).ok().map(Charge::NetMarket),
        rule_set: Some("betfair_exchange".into()),
        ..ManifestVenue::new("betfair", "Betfair Exchange", VenueKind::Exchange)
    }],
    endpoints: endpoints(),
    auth: recipes(),
    logins: logins(),
    config: config_keys(),
    fresh_for_s: 60,
    ..Manifest::new("betfair", "Betfair Exchange", "1.0.0")
});

fn endpoints() -> Vec<Endpoint> {
    // Five calls a second for the books of one market; a little less for all.
    let reads = RateLimit { burst: 5, per_minute: 240, concurrent: 3 };
    let orders = RateLimit { burst: 20, per_minute: 80, concurrent: 4 };
    let logins = RateLimit { burst: 2, per_minute: 2, concurrent: 1 };
    let post = &[Method::Post];
    vec![
        Endpoint::new(API, "https://api.betfair.com")
            .methods(post)
            .proving(SESSION_RECIPE)
            .limited(reads),
        Endpoint::new(ORDERS, "https://api.betfair.com")
            .methods(post)
            .proving(SESSION_RECIPE)
            .limited(orders)
            .trading(),
        Endpoint::new(STREAM, "tls://stream-api.betfair.com:443")
            .proving(SESSION_RECIPE)
            .limited(RateLimit { burst: 2, per_minute: 6, concurrent: 2 }),
        Endpoint::new(CERT_LOGIN, "https://identitysso-cert.betfair.com")
            .methods(post)
            .proving(CERT_RECIPE)
            .limited(logins),
        Endpoint::new(IDENTITY, "https://identitysso.betfair.com")
            .methods(post)
            .proving(PASSWORD_RECIPE)
            .limited(logins),
    ]
}

fn recipes() -> Vec<AuthRecipe> {
    let app_key = || AuthPart::header_key("X-Application", APP_KEY);
    let user = || AuthPart::Form {
        fields: vec![
            ("username".into(), "betfair_username".into()),
            ("password".into(), "betfair_password".into()),
        ],
    };
    let certificate = AuthPart::ClientCertificate {
        certificate: "betfair_certificate".into(),
        key: "betfair_certificate_key".into(),
    };
    let session = || AuthPart::header_key("X-Authentication", SESSION);
    let frames = AuthPart::Frames { slots: vec![APP_KEY.into(), SESSION.into()] };
    vec![
        AuthRecipe::new(SESSION_RECIPE, API, app_key())
            .also_for(ORDERS)
            .also_for(STREAM)
            .and(session())
            .and(frames),
        AuthRecipe::new(CERT_RECIPE, CERT_LOGIN, app_key()).and(user()).and(certificate),
        AuthRecipe::new(PASSWORD_RECIPE, IDENTITY, app_key()).and(user()),
        AuthRecipe::new(KEEP_RECIPE, IDENTITY, app_key()).and(session()),
    ]
}

/// With a certificate where there is one, else as a person does.
fn logins() -> Vec<Login> {
    let keep_alive = || {
        let request = Request::post(0, IDENTITY, "/api/keepAlive", "")
            .header("accept", "application/json")
            .proving(KEEP_RECIPE)
            .capture(Capture::json("/token", SESSION).good_for(SESSION_TTL_S));
        Some(KeepAlive { request, after_s: KEEP_ALIVE_AFTER_S })
    };
    let over = || {
        ["INVALID_SESSION_INFORMATION", "\"NO_SESSION\""]
            .map(|word| SessionOver::Body(word.into()))
            .to_vec()
    };
    let login = |endpoint: &'static str, path: &str, token: &'static str, word: &'static str| {
        let request = Request::post(0, endpoint, path, "")
            .header("accept", "application/json")
            .capture(Capture::json(token, SESSION).good_for(SESSION_TTL_S));
        Login {
            slot: SESSION.into(),
            request,
            status: Some(LoginStatus {
                word: word.into(),
                reason: Some("/error".into()),
                good: vec!["SUCCESS".into(), "LIMITED_ACCESS".into()],
                refusals: refusals(),
            }),
            keep_alive: keep_alive(),
            over: over(),
        }
    };
    vec![
        login(CERT_LOGIN, "/api/certlogin", "/sessionToken", "/loginStatus"),
        login(IDENTITY, "/api/login", "/token", "/status"),
    ]
}

/// The words that mean something else than a wrong user or password.
fn refusals() -> Vec<LoginRefusal> {
    let refusal = |word: &'static str, code, advice: &'static str| LoginRefusal {
        word: word.into(),
        code,
        advice: advice.into(),
    };
    use FaultCode::{AuthExpired, Forbidden, RateLimited};
    vec![
        refusal(
            "INVALID_USERNAME_OR_PASSWORD",
            AuthExpired,
            "the user or the password is wrong; with two factors, the code follows the password",
        ),
        refusal("INPUT_VALIDATION_ERROR", AuthExpired, "the user or the password is incomplete"),
        refusal("ACCOUNT_NOW_LOCKED", Forbidden, "the account was locked just now: unlock it"),
        refusal("ACCOUNT_ALREADY_LOCKED", Forbidden, "the account is locked: unlock it"),
        refusal("PENDING_AUTH", Forbidden, "the account waits for a confirmation"),
        refusal("CERT_AUTH_REQUIRED", Forbidden, "upload the certificate in the account first"),
        refusal("SELF_EXCLUDED", Forbidden, "the account is self-excluded"),
        refusal("CLOSED", Forbidden, "the account is closed"),
        refusal("SUSPENDED", Forbidden, "the account is suspended"),
        refusal("ACTIONS_REQUIRED", Forbidden, "log in on the site and do what it asks for"),
        refusal("CHANGE_PASSWORD_REQUIRED", Forbidden, "change the password on the site"),
        refusal("KYC_SUSPEND", Forbidden, "prove the identity on the site"),
        refusal("LOGIN_RESTRICTED", Forbidden, "the account may not log in"),
        refusal(
            "BETTING_RESTRICTED_LOCATION",
            Forbidden,
            "Betfair does not serve the country that this machine is in",
        ),
        refusal(
            "SECURITY_RESTRICTED_LOCATION",
            Forbidden,
            "Betfair does not serve the country that this machine is in",
        ),
        refusal(
            "TEMPORARY_BAN_TOO_MANY_REQUESTS",
            RateLimited,
            "too many logins: wait twenty minutes",
        ),
    ]
}

fn config_keys() -> Vec<ConfigKey> {
    vec![
        ConfigKey::new(
            "event_types",
            "Sports by Betfair's number, comma-separated: 1 football, 2 tennis, 7522 basketball …",
        )
        .with_default("1"),
        ConfigKey::new("competitions", "Competitions by Betfair's number; all when not set."),
        ConfigKey::new("countries", "Countries of the events, by two letters; all when not set."),
        ConfigKey::new("market_types", "Betfair's types of market.")
            .with_default("MATCH_ODDS,OVER_UNDER_25,BOTH_TEAMS_TO_SCORE"),
        ConfigKey::new("days", "How many days ahead events may start, from 1 to 30.")
            .with_default("7"),
        ConfigKey::new("markets_max", "How many markets are asked for at most, up to 200.")
            .with_default("200"),
        ConfigKey::new("currency", "The currency of the account.").with_default("GBP"),
        ConfigKey::new("stake_min", "The least stake, in the currency of the account.")
            .with_default("1"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fits_together_and_one_login_is_enough() {
        MANIFEST.check().unwrap();
        let with =
            |names: &'static [&'static str]| MANIFEST.missing(&move |name| names.contains(&name));
        assert_eq!(with(&[]), ["betfair_app_key", "betfair_password", "betfair_username"]);
        assert!(with(&["betfair_app_key", "betfair_password", "betfair_username"]).is_empty());
    }
}
