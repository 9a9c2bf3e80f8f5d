//! Settings, their history and their secrets.

use std::sync::Arc;

use monps_server::store::{SecretChange, SettingChange, SettingValue, Store, StoreError};
use serde_json::json;

use super::ground::{noon, seconds};

fn change(key: &str, value: &serde_json::Value, version: Option<i64>) -> SettingChange {
    SettingChange {
        key: key.to_owned(),
        value: value.as_object().cloned().unwrap_or_else(SettingValue::new),
        description: None,
        secrets: Vec::new(),
        expected_version: version,
        changed_by: "a test".to_owned(),
        changed_at: noon() + seconds(version.unwrap_or(0)),
    }
}

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    known_ones_are_made_without_a_value(store).await;
    of_two_writers_one_is_told(store).await;
    digits_and_letters_come_back(store).await;
    secrets_come_and_go(store).await;
}

async fn known_ones_are_made_without_a_value(store: &Arc<dyn Store>) {
    let before = store.setting_count().await.unwrap();
    store.ensure_settings(&["known_b", "known_a"], noon()).await.unwrap();
    store.ensure_settings(&["known_a", "known_b"], noon() + seconds(9)).await.unwrap();
    assert_eq!(store.setting_count().await.unwrap(), before + 2);
    let row = store.setting("known_a").await.unwrap().unwrap();
    assert_eq!((row.value, row.version, row.created_at), (None, 0, noon()));
    assert_eq!(store.setting("unknown").await.unwrap(), None);
    let keys: Vec<_> = store.settings(100).await.unwrap().into_iter().map(|row| row.key).collect();
    assert!(keys.is_sorted() && keys.contains(&"known_b".to_owned()));
    assert_eq!(store.settings(1).await.unwrap().len(), 1);
}

async fn of_two_writers_one_is_told(store: &Arc<dyn Store>) {
    let row = store.put_setting(&change("known_a", &json!({"a": 1}), Some(0))).await.unwrap();
    assert_eq!(row.version, 1);
    let late = store.put_setting(&change("known_a", &json!({"a": 2}), Some(0))).await;
    assert!(matches!(late, Err(StoreError::Conflict { .. })), "{late:?}");
    // Two make the same new one at the same moment.
    let one = change("custom_made", &json!({"who": "one"}), None);
    let two = change("custom_made", &json!({"who": "two"}), None);
    let (one, two) =
        futures_util::future::join(store.put_setting(&one), store.put_setting(&two)).await;
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let history = store.setting_history("custom_made", None, 10).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].old_value, None);
}

async fn digits_and_letters_come_back(store: &Arc<dyn Store>) {
    let value = json!({"z": "é\"\\😀", "a": [null, true, {"deep": {}}]});
    let mut value = value.as_object().cloned().unwrap();
    value.insert("digits".to_owned(), serde_json::from_str("12.50").unwrap());
    let written = SettingChange {
        description: Some("words".to_owned()),
        ..change("known_b", &serde_json::Value::Object(value.clone()), Some(0))
    };
    store.put_setting(&written).await.unwrap();
    let row = store.put_setting(&change("known_b", &json!({}), Some(1))).await.unwrap();
    assert_eq!(row.description.as_deref(), Some("words"), "kept where none is given");
    let history = store.setting_history("known_b", None, 10).await.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].old_value.as_ref(), Some(&value));
    assert_eq!(history[1].new_value["digits"].to_string(), "12.50");
    let older = store.setting_history("known_b", Some(history[0].id), 10).await.unwrap();
    assert_eq!(older, history[1..]);
}

async fn secrets_come_and_go(store: &Arc<dyn Store>) {
    let name = "known_a.key".to_owned();
    let sealed = vec![0, 159, 146, 150];
    let secret = |version, secret| SettingChange {
        secrets: vec![(name.clone(), secret)],
        ..change("known_a", &json!({"key": "••••"}), Some(version))
    };
    store.put_setting(&secret(1, SecretChange::Set(vec![1]))).await.unwrap();
    store.put_setting(&secret(2, SecretChange::Set(sealed.clone()))).await.unwrap();
    assert_eq!(store.setting_secret(&name).await.unwrap(), Some(sealed));
    store.put_setting(&secret(3, SecretChange::Removed)).await.unwrap();
    assert_eq!(store.setting_secret(&name).await.unwrap(), None);
}
