//! Digits in are digits out, through the whole server.

use proptest::prelude::*;
use serde_json::Value;

use crate::support::start;

#[tokio::test]
async fn digits_survive_the_server() {
    let server = start().await;
    for sent in ["2.10", "0.1", "1e2", "\"2.50\"", "123456789012.12345", "0.00"] {
        let body = format!(r#"{{"name":"a","price":{sent}}}"#);
        let answer = server.post("/things/", body).await.text().await.unwrap();
        let plain = match sent {
            "1e2" => "100",
            other => other.trim_matches('"'),
        };
        assert_eq!(answer, format!(r#"{{"id":1,"price":{plain}}}"#));
    }
}

#[tokio::test]
async fn whole_numbers_are_taken_in_every_form() {
    let server = start().await;
    for limit in ["3", "3.0", "3e0", "30e-1"] {
        let page: Vec<Value> =
            server.get(&format!("/things/?limit={limit}")).await.json().await.unwrap();
        assert_eq!(page.len(), 3, "{limit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_in_a_query_is_our_fault(limit in "\\PC{0,12}", name in any::<String>(), edge in "[-+0-9.eEnNaAiIfF]{0,12}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let status = runtime.block_on(async {
            let server = start().await;
            let query = [("limit", &limit), ("name", &name), ("edge", &edge)];
            let answer = server.client.get(server.url("/things/")).query(&query).send().await.unwrap();
            answer.status().as_u16()
        });
        prop_assert!(matches!(status, 200 | 422), "{status}");
    }
}
