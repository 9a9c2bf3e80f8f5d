//! What a test says when something it needs is not on this machine.

/// Prints one line that a test did not run; with `CI=true` that is a failure.
#[expect(clippy::print_stdout, reason = "a test that did not run says so")]
pub(crate) fn absent(test: &str, what: &str) {
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "{test} needs {what}: `make setup` installs it"
    );
    println!("{test} did not run: no {what} (`make setup` installs it)");
}
