//! A request that changed something says so, whoever sent it.

use std::sync::Arc;

use poem::http::Method;
use poem::{Endpoint, Request, Response};

use crate::cache::{Changes, Topic};

/// What a successful change under a path changes.
fn topics(path: &str) -> &'static [Topic] {
    match path.split('/').find(|segment| !segment.is_empty()) {
        Some("bets") => &[Topic::Bets, Topic::Bankroll],
        Some("ledger") => &[Topic::Bankroll],
        Some("settings") => &[Topic::Settings, Topic::Bankroll],
        Some("venues") => &[Topic::Venues, Topic::Opportunities],
        Some("quotes") => &[Topic::Odds, Topic::Opportunities],
        Some("opportunities") => &[Topic::Odds, Topic::Opportunities, Topic::Feeds],
        Some("feeds") => &[Topic::Feeds],
        _ => &[],
    }
}

/// The API, announcing what its callers change.
pub struct Announcing<E> {
    endpoint: E,
    changes: Arc<Changes>,
}

impl<E> std::fmt::Debug for Announcing<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Announcing").finish_non_exhaustive()
    }
}

impl<E> Announcing<E> {
    /// Around an API whose paths carry no prefix.
    pub const fn new(endpoint: E, changes: Arc<Changes>) -> Self {
        Self { endpoint, changes }
    }
}

impl<E: Endpoint<Output = Response>> Endpoint for Announcing<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let is_change = !matches!(*request.method(), Method::GET | Method::HEAD);
        let topics = if is_change { topics(request.uri().path()) } else { &[] };
        let response = self.endpoint.call(request).await?;
        if response.status().is_success() {
            self.changes.announce(topics);
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use poem::endpoint::make_sync;
    use poem::http::StatusCode;

    use super::*;

    async fn announced(method: Method, path: &str, status: StatusCode) -> Vec<Topic> {
        let changes = Arc::new(Changes::default());
        let mut listener = changes.listen(None);
        let endpoint = make_sync(move |_| Response::builder().status(status).finish());
        let request = Request::builder().method(method).uri_str(path).finish();
        Announcing::new(endpoint, Arc::clone(&changes)).call(request).await.unwrap();
        // Something to wake it in any case.
        changes.announce(&[Topic::Feeds]);
        let topics = listener.next().await.unwrap().topics;
        topics.into_iter().filter(|topic| *topic != Topic::Feeds).collect()
    }

    #[tokio::test]
    async fn only_what_succeeded_is_announced() {
        let bets = [Topic::Bets, Topic::Bankroll];
        let (post, path) = (Method::POST, "/bets/bets/");
        assert_eq!(announced(post.clone(), path, StatusCode::CREATED).await, bets);
        assert_eq!(announced(Method::DELETE, "/bets/bets/7", StatusCode::NO_CONTENT).await, bets);
        assert_eq!(announced(post, path, StatusCode::UNPROCESSABLE_ENTITY).await, []);
        assert_eq!(announced(Method::GET, path, StatusCode::OK).await, []);
    }
}
