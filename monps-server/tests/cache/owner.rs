//! Somebody else's Redis is recognised before anything in it is changed.

use monps_server::cache::{CacheError, Mark, Redis, RedisOptions, Shared};
use monps_server::clock::Clock;
use monps_server::secret::Secret;
use redis::AsyncCommands;

use crate::redis_server::RedisServer;

async fn refusal(options: &RedisOptions) -> String {
    let error = Shared::in_redis(options, Clock::system()).await.unwrap_err();
    assert!(!error.is_retryable(), "{error}");
    error.to_string()
}

#[tokio::test]
async fn keys_of_another_program_are_left_alone() {
    let Some(server) = RedisServer::start("keys_of_another_program") else { return };
    let mut stranger = server.stranger().await;
    stranger.set::<_, _, ()>("monps:feed:7", "mine").await.unwrap();
    let said = refusal(&server.options()).await;
    assert!(said.contains("another program") && said.contains("redis.prefix"), "{said}");
    let keys: Vec<String> = stranger.keys("*").await.unwrap();
    assert_eq!(keys, ["monps:feed:7"], "nothing was written");
    // Beside them, under another prefix, there is room.
    let beside = RedisOptions { prefix: "monps-2".to_owned(), ..server.options() };
    Shared::in_redis(&beside, Clock::system()).await.unwrap();
}

#[tokio::test]
async fn another_installation_and_another_layout_are_told_apart() {
    let Some(server) = RedisServer::start("another_installation") else { return };
    drop(server.shared().await);
    let other = RedisOptions { installation: "elsewhere".to_owned(), ..server.options() };
    let said = refusal(&other).await;
    assert!(said.contains("installation (tested)") && said.contains("elsewhere"), "{said}");
    let mut stranger = server.stranger().await;
    let mark = "monps:installation:mark";
    stranger.set::<_, _, ()>(mark, "monps 2 tested").await.unwrap();
    let said = refusal(&server.options()).await;
    assert!(said.contains("layout 2"), "{said}");
    stranger.set::<_, _, ()>(mark, "shopping list").await.unwrap();
    assert!(refusal(&server.options()).await.contains("another program"));
    assert_eq!(stranger.get::<_, String>(mark).await.unwrap(), "shopping list");
}

#[tokio::test]
async fn a_wrong_password_is_no_absence() {
    let Some(server) = RedisServer::start("a_wrong_password") else { return };
    let mut stranger = server.stranger().await;
    let mut config = redis::cmd("CONFIG");
    config.arg("SET").arg("requirepass").arg("open sesame");
    config.query_async::<()>(&mut stranger).await.unwrap();
    for password in [None, Some(Secret::new("guessed"))] {
        let said = refusal(&RedisOptions { password, ..server.options() }).await;
        assert!(said.contains("MONPS_REDIS_PASSWORD"), "{said}");
        assert!(!said.contains("guessed"), "{said}");
    }
    let password = Some(Secret::new("open sesame"));
    let options = RedisOptions { password, ..server.options() };
    let shared = Shared::in_redis(&options, Clock::system()).await.unwrap();
    assert_eq!(shared.away(), None);
}

#[tokio::test]
async fn an_address_that_cannot_be_used_says_what_would_be_right() {
    let options = |url: &str| RedisOptions {
        url: url.to_owned(),
        password: None,
        prefix: "monps".to_owned(),
        installation: "tested".to_owned(),
    };
    for (url, hint) in [
        ("http://127.0.0.1:6379", "redis://127.0.0.1:6379/0"),
        ("127.0.0.1", "redis://127.0.0.1:6379/0"),
        ("redis://:hush@127.0.0.1", "MONPS_REDIS_PASSWORD"),
    ] {
        let error = Shared::in_redis(&options(url), Clock::system()).await.unwrap_err();
        let said = error.to_string();
        assert!(matches!(error, CacheError::Address { .. }), "{error:?}");
        assert!(said.contains(hint) && !said.contains("hush"), "{said}");
    }
}

#[tokio::test]
async fn looking_changes_nothing() {
    let Some(mut server) = RedisServer::start("looking_changes_nothing") else { return };
    let mut stranger = server.stranger().await;
    assert_eq!(Redis::look(&server.options()).await.unwrap(), Mark::Nothing);
    let keys: Vec<String> = stranger.keys("*").await.unwrap();
    assert!(keys.is_empty(), "{keys:?}");
    drop(server.shared().await);
    let tested = Mark::Installation("tested".to_owned());
    assert_eq!(Redis::look(&server.options()).await.unwrap(), tested);
    stranger.set::<_, _, ()>("beside:1", "mine").await.unwrap();
    let beside = RedisOptions { prefix: "beside".to_owned(), ..server.options() };
    assert_eq!(Redis::look(&beside).await.unwrap(), Mark::Strange);
    server.kill();
    let away = Redis::look(&server.options()).await.unwrap_err();
    assert!(matches!(away, CacheError::Away { .. }), "{away}");
}
