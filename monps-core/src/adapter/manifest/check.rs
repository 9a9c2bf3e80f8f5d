//! Whether the parts of a manifest fit together.

use std::collections::BTreeSet;

use super::{AuthPart, AuthRecipe, Endpoint, Login, Manifest};
use crate::adapter::Request;
use crate::error::adapter::ManifestError;

/// Schemes of addresses on the network, and of this very machine.
const SCHEMES: [&str; 6] = ["https://", "wss://", "tls://", "http://", "ws://", "tcp://"];
/// Characters of an id or a name.
const NAME_CHARS_MAX: usize = 64;

impl Manifest {
    /// Checks that names are unique and well formed, and that everything named is there. The driver and
    /// whoever reads a manifest at run time call it before anything else.
    ///
    /// # Errors
    /// [`ManifestError`]: the first thing that does not fit, where it stands, and what to do.
    pub fn check(&self) -> Result<(), ManifestError> {
        named("id", &self.id)?;
        unique("endpoint", self.endpoints.iter().map(|endpoint| endpoint.name.as_ref()))?;
        unique("auth recipe", self.auth.iter().map(|recipe| recipe.name.as_ref()))?;
        unique("configuration key", self.config.iter().map(|key| key.key.as_ref()))?;
        for endpoint in &self.endpoints {
            self.check_endpoint(endpoint)?;
        }
        for recipe in &self.auth {
            self.check_recipe(recipe)?;
        }
        for login in &self.logins {
            self.check_login(login)?;
        }
        Ok(())
    }

    fn check_endpoint(&self, endpoint: &Endpoint) -> Result<(), ManifestError> {
        let at = format!("endpoint \"{}\"", endpoint.name);
        if !SCHEMES.iter().any(|scheme| endpoint.base_url.starts_with(scheme)) {
            return Err(wrong(&at, "its base address must begin with https://, wss:// or tls://"));
        }
        match endpoint.auth.as_deref() {
            Some(recipe) => self.check_bound(&at, recipe, &endpoint.name),
            None => Ok(()),
        }
    }

    fn check_recipe(&self, recipe: &AuthRecipe) -> Result<(), ManifestError> {
        let at = format!("auth recipe \"{}\"", recipe.name);
        if let Some(unknown) = recipe.endpoints.iter().find(|name| self.endpoint(name).is_none()) {
            return Err(wrong(
                &at,
                format!("there is no endpoint \"{unknown}\": list one or drop it"),
            ));
        }
        for part in &recipe.parts {
            if let AuthPart::HeaderKey { template, .. } = part
                && template.matches("{}").count() != 1
            {
                return Err(wrong(&at, "its template must hold {} exactly once"));
            }
        }
        Ok(())
    }

    fn check_login(&self, login: &Login) -> Result<(), ManifestError> {
        let at = format!("login for \"{}\"", login.slot);
        if !login.request.captures.iter().any(|capture| capture.slot == login.slot) {
            return Err(wrong(&at, "no capture of its request fills the slot: add one"));
        }
        let keeping = login.keep_alive.iter().map(|keep| &keep.request);
        for request in std::iter::once(&login.request).chain(keeping) {
            self.check_request(&at, request)?;
        }
        Ok(())
    }

    fn check_request(&self, at: &str, request: &Request) -> Result<(), ManifestError> {
        if self.endpoint(&request.endpoint).is_none() {
            return Err(wrong(at, format!("there is no endpoint \"{}\"", request.endpoint)));
        }
        match request.auth.as_deref() {
            Some(recipe) => self.check_bound(at, recipe, &request.endpoint),
            None => Ok(()),
        }
    }

    /// A recipe is there and may go to an endpoint.
    fn check_bound(&self, at: &str, recipe: &str, endpoint: &str) -> Result<(), ManifestError> {
        let Some(found) = self.recipe(recipe) else {
            return Err(wrong(at, format!("there is no auth recipe \"{recipe}\": add it")));
        };
        if found.endpoints.iter().any(|bound| bound == endpoint) {
            return Ok(());
        }
        let problem = format!("the auth recipe \"{recipe}\" is not bound to it: list it there");
        Err(wrong(at, problem))
    }
}

fn unique<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Result<(), ManifestError> {
    let mut seen = BTreeSet::new();
    for name in names {
        named(what, name)?;
        if !seen.insert(name) {
            return Err(wrong(what, format!("\"{name}\" is listed twice")));
        }
    }
    Ok(())
}

fn named(what: &str, name: &str) -> Result<(), ManifestError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !name.is_empty() && name.len() <= NAME_CHARS_MAX && name.chars().all(fits) {
        return Ok(());
    }
    let shown: String = name.chars().take(NAME_CHARS_MAX).collect();
    let problem = format!("{shown:?} is not a name: 1 to 64 letters, digits, hyphens, underscores");
    Err(wrong(what, problem))
}

fn wrong(at: &str, problem: impl Into<String>) -> ManifestError {
    ManifestError { at: at.to_owned(), problem: problem.into() }
}

#[cfg(test)]
mod tests {
    use crate::adapter::{
        AuthPart, AuthRecipe, Capture, Endpoint, Login, Manifest, Method, Request,
    };

    fn sound() -> Manifest {
        let user = AuthPart::Form { fields: vec![("username".into(), "user".into())] };
        let request =
            Request::post(0, "identity", "/login", "").capture(Capture::json("/token", "session"));
        Manifest {
            endpoints: vec![
                Endpoint::new("identity", "https://identity.example")
                    .methods(&[Method::Post])
                    .proving("user"),
                Endpoint::new("api", "https://api.example").proving("session"),
            ],
            auth: vec![
                AuthRecipe::new("user", "identity", user),
                AuthRecipe::new("session", "api", AuthPart::Bearer { slot: "session".into() }),
            ],
            logins: vec![Login {
                slot: "session".into(),
                request,
                status: None,
                keep_alive: None,
                over: Vec::new(),
            }],
            ..Manifest::new("example", "Example", "1")
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        sound().check().unwrap();
        type Break = fn(&mut Manifest);
        let breaks: [(Break, &str); 8] = [
            (|m| m.id = "two words".into(), "not a name"),
            (|m| m.endpoints[1].name = "identity".into(), "listed twice"),
            (|m| m.endpoints[1].base_url = "ftp://api.example".into(), "base address"),
            (|m| m.endpoints[1].auth = Some("nobody".into()), "no auth recipe"),
            (|m| m.endpoints[1].auth = Some("user".into()), "not bound"),
            (|m| m.auth[0].endpoints.push("elsewhere".into()), "no endpoint \"elsewhere\""),
            (|m| m.logins[0].request.captures.clear(), "fills the slot"),
            (
                |m| {
                    m.auth[1].parts[0] = AuthPart::HeaderKey {
                        header: "x".into(),
                        template: "Token".into(),
                        slot: "session".into(),
                    };
                },
                "exactly once",
            ),
        ];
        for (broken, says) in breaks {
            let mut manifest = sound();
            broken(&mut manifest);
            let error = manifest.check().unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }

    #[test]
    fn of_several_ways_to_log_in_one_is_enough() {
        let mut manifest = sound();
        let certificate =
            AuthPart::ClientCertificate { certificate: "cert".into(), key: "key".into() };
        manifest.auth.push(AuthRecipe::new("cert", "identity", certificate));
        let mut other = manifest.logins[0].clone();
        other.request.auth = Some("cert".into());
        manifest.logins.insert(0, other);
        manifest.check().unwrap();
        assert_eq!(manifest.secrets(), ["cert", "key", "user"]);
        assert_eq!(manifest.missing(&|_| false), ["user"], "the way that lacks the least");
        assert!(manifest.missing(&|name| name != "user").is_empty());
        assert!(manifest.missing(&|name| name == "user").is_empty());
    }
}
