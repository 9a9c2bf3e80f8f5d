//! A tiny API that breaks its own OpenAPI document, to show that the harness notices.

use std::net::SocketAddr;

use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::{IntoResponse, Route, Server};
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object, OpenApi, OpenApiService};

/// The faults, as Schemathesis names them.
pub(crate) const FAULTS: [&str; 2] = ["ServerError", "UndefinedStatusCode"];

struct Api;

#[derive(Object)]
struct Price {
    odds: f64,
}

#[derive(ApiResponse)]
enum Answer {
    #[oai(status = 200)]
    Price(Json<Price>),
}

#[OpenApi]
impl Api {
    /// Fails on every even number, and answers large odd ones with a status that it does not name.
    #[oai(path = "/prices/:id", method = "get")]
    async fn price(&self, id: Path<u32>) -> poem::Result<Answer> {
        if id.0.is_multiple_of(2) {
            return Err(poem::Error::from_status(StatusCode::INTERNAL_SERVER_ERROR));
        }
        if id.0 > 100 {
            return Err(poem::Error::from_response(StatusCode::GONE.into_response()));
        }
        Ok(Answer::Price(Json(Price { odds: 2.5 })))
    }
}

/// Serves it until the test ends.
pub(crate) async fn serve() -> SocketAddr {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = *acceptor.local_addr()[0].as_socket_addr().unwrap();
    let service = OpenApiService::new(Api, "planted faults", "1");
    let document = service.spec_endpoint();
    let app = Route::new().nest("/", service).at("/openapi.json", document);
    tokio::spawn(Server::new_with_acceptor(acceptor).run(app));
    address
}
