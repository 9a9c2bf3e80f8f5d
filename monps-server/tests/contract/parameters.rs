//! Refusals name the parameter of a path as the document does.

use serde_json::Value;

use super::running::Running;

#[tokio::test]
async fn a_parameter_of_a_path_is_named_as_documented() {
    let data = tempfile::tempdir().unwrap();
    let server = Running::start(data.path()).await;
    let (_, document) = server.get("/openapi.json").await;
    let long = "x".repeat(300);
    let mut named = Vec::new();
    for (template, item) in document["paths"].as_object().unwrap() {
        let names: Vec<&str> = template
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
            .collect();
        for (wrong, name) in names.iter().enumerate() {
            let path = names.iter().enumerate().fold(template.clone(), |path, (number, name)| {
                let value = if number == wrong { &long } else { "1" };
                path.replace(&format!("{{{name}}}"), value)
            });
            let get = item.get("get").is_some();
            let delete = item.get("delete").is_some();
            let (status, body) = match (get, delete) {
                (true, _) => server.get(&path).await,
                (false, true) => server.send("DELETE", &path, &Value::Null).await,
                _ => continue,
            };
            if status == 422 {
                assert_eq!(body["errors"][0]["field"], **name, "{template}: {body}");
                named.push(template.clone());
            }
            assert!(!body.to_string().contains("param0"), "{template}: {body}");
        }
    }
    println!("{named:?}");
    for expected in ["/bets/{id}", "/plugins/{id}"] {
        let found = named.iter().any(|template| template.ends_with(expected));
        assert!(found, "{expected} refused nothing: {named:?}");
    }
}
