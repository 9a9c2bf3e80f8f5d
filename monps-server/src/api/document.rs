//! The OpenAPI document, made to say what the server does.
//!
//! `poem-openapi` writes the document from the code, with two omissions: it drops trailing slashes from
//! paths, and it does not say that a field which may be left out may also be `null`.

use serde_json::{Map, Value, json};

use crate::edge::slash;

/// Puts right what the generated document leaves out. `documented` are the paths in the form that is
/// promised, such as `/bets/bets/`.
pub fn complete(document: &mut Value, documented: &[&str]) {
    slash::restore_in_document(document, documented);
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for schema in schemas.into_iter().flat_map(Map::values_mut) {
        mark_nullable(schema);
    }
}

/// Says of every field that is not required that it may be `null`: on the way in, that is how it is
/// read; on the way out, an undefined ratio is `null`.
fn mark_nullable(schema: &mut Value) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| {
        let names = required.as_array().into_iter().flatten();
        names.into_iter().any(|required| required == name)
    };
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        if is_required(name) {
            continue;
        }
        // Nothing counts beside a reference: it has to be wrapped.
        if property.get("$ref").is_some() {
            *property = json!({"allOf": [property.take()]});
        }
        if let Some(values) = property.get_mut("enum").and_then(Value::as_array_mut) {
            values.push(Value::Null);
        }
        if let Some(property) = property.as_object_mut() {
            property.insert("nullable".to_owned(), Value::Bool(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use poem_openapi::types::{ParseFromJSON, ToJSON};
    use poem_openapi::{Enum, Object, OpenApi, OpenApiService, payload::Json};

    use super::*;

    #[derive(Debug, Clone, Enum)]
    enum Side {
        Back,
        Lay,
    }

    #[derive(Debug, Clone, Object)]
    struct Leg {
        side: Option<Side>,
    }

    #[derive(Debug, Clone, Object)]
    struct Slip {
        id: i32,
        leg: Option<Leg>,
        note: Option<String>,
    }

    struct Api;

    #[OpenApi]
    impl Api {
        #[oai(path = "/slips/", method = "get")]
        async fn list(&self) -> Json<Slip> {
            Json(Slip::parse_from_json(Some(json!({"id": 1}))).unwrap())
        }
    }

    #[test]
    fn what_may_be_left_out_may_be_null() {
        let spec = OpenApiService::new(Api, "test", "1").spec();
        let mut document: Value = serde_json::from_str(&spec).unwrap();
        complete(&mut document, &["/slips/"]);
        let slip = &document["components"]["schemas"]["Slip"]["properties"];
        assert_eq!(slip["id"].get("nullable"), None);
        assert_eq!(slip["note"]["nullable"], true);
        let reference = json!([{"$ref": "#/components/schemas/Leg"}]);
        assert_eq!((&slip["leg"]["allOf"], &slip["leg"]["nullable"]), (&reference, &json!(true)));
        assert!(document["paths"]["/slips/"]["get"].is_object());
    }

    #[test]
    fn null_is_read_as_left_out() {
        let null = json!({"id": 1, "leg": null, "note": null});
        let slip = Slip::parse_from_json(Some(null)).unwrap();
        assert!(slip.leg.is_none() && slip.note.is_none());
        assert_eq!(Slip::parse_from_json(slip.to_json()).unwrap().id, 1);
        assert!(matches!(Side::parse_from_json(Some("Lay".into())), Ok(Side::Lay)));
        assert!(matches!(Side::parse_from_json(Some("Back".into())), Ok(Side::Back)));
    }
}
