//! What a page of the dashboard may load and run: its own files, and the scripts that were in it when
//! it was built.
//!
//! An exported page carries small inline scripts. Each is named by its hash, so that a script which
//! somebody smuggles into a page is not run. Styles may be inline: charts set them as attributes, which
//! cannot be named.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use poem::http::HeaderValue;
use sha2::{Digest, Sha256};

/// The policy of a page.
pub(super) fn of(page: &str) -> HeaderValue {
    let hashes: String = inline_scripts(page)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; \
         connect-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// What stands between the tags of the scripts that are not files.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_by_their_hashes() {
        let page = "<script src=\"/a.js\" async=\"\"></script><script>alert(1)</script>\
                    <script id=\"b\">alert(1 > 0)</script>";
        let scripts: Vec<&str> = inline_scripts(page).collect();
        assert_eq!(scripts, ["alert(1)", "alert(1 > 0)"]);
        let policy = of(page);
        let policy = policy.to_str().unwrap();
        // Of `alert(1)`, from the command line: openssl dgst -sha256 -binary | base64.
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert!(policy.contains(&format!("script-src 'self' {hash} 'sha256-")), "{policy}");
    }

    #[test]
    fn a_page_without_scripts_runs_only_files() {
        assert!(of("<p>nothing</p>").to_str().unwrap().contains("script-src 'self'; style-src"));
    }
}
