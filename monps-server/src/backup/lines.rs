//! A row as a line of JSON, in one spelling.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Number, Value};

use crate::store::transfer::{Cell, Column, Kind, Row, Table};

/// A stored value that cannot be written down.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} holds {value:?}, which is no {wanted}")]
pub(super) struct Unwritable {
    table: &'static str,
    column: &'static str,
    value: String,
    wanted: &'static str,
}

/// The lines of some rows.
pub(super) fn write(table: &'static Table, rows: &[Row]) -> Result<Vec<u8>, Unwritable> {
    let mut lines = Vec::with_capacity(rows.len() * 160);
    for row in rows {
        lines.push(b'{');
        for (place, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            if place > 0 {
                lines.push(b',');
            }
            lines.extend_from_slice(b"\"");
            lines.extend_from_slice(column.name.as_bytes());
            lines.extend_from_slice(b"\":");
            let value = value(table, column, cell)?;
            lines.extend_from_slice(value.to_string().as_bytes());
        }
        lines.extend_from_slice(b"}\n");
    }
    Ok(lines)
}

fn value(table: &'static Table, column: &Column, cell: &Cell) -> Result<Value, Unwritable> {
    let unwritable = |text: &str, wanted| Unwritable {
        table: table.name,
        column: column.name,
        value: text.chars().take(80).collect(),
        wanted,
    };
    Ok(match (cell, column.kind) {
        (Cell::Null, _) => Value::Null,
        (Cell::Int(number), _) => Value::from(*number),
        (Cell::Bool(yes), _) => Value::Bool(*yes),
        (Cell::Bytes(bytes), _) => Value::String(STANDARD.encode(bytes)),
        (Cell::Text(text), Kind::Json | Kind::Words) => {
            let json = serde_json::from_str(text).map_err(|_| unwritable(text, "JSON"))?;
            sorted(json)
        }
        (Cell::Text(text), Kind::Real) => {
            // One spelling for one number, whatever the engine prints.
            let number: f64 = text.trim().parse().map_err(|_| unwritable(text, "number"))?;
            Number::from_f64(number)
                .map_or_else(|| Value::String(number.to_string()), Value::Number)
        }
        (Cell::Text(text), _) => Value::String(text.clone()),
    })
}

/// Keys of objects in one order; digits of numbers as they are.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> =
                fields.into_iter().map(|(name, value)| (name, sorted(value))).collect();
            fields.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(fields.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Reads a line back; an error says what is wrong with it.
///
/// A column that the line does not have is empty: an older version made it before there was one.
pub(super) fn read(table: &'static Table, line: &str) -> Result<Row, String> {
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| error.to_string())?;
    let row = table
        .columns
        .iter()
        .map(|column| {
            let value = fields.remove(column.name).unwrap_or(Value::Null);
            cell(column, value).ok_or_else(|| format!("{} is not as it should be", column.name))
        })
        .collect::<Result<Row, String>>()?;
    match fields.keys().next() {
        Some(unknown) => Err(format!("{unknown} is not a column of {}", table.name)),
        None => Ok(row),
    }
}

fn cell(column: &Column, value: Value) -> Option<Cell> {
    Some(match (column.kind, value) {
        (_, Value::Null) => Cell::Null,
        (Kind::Int | Kind::Instant, Value::Number(number)) => Cell::Int(number.as_i64()?),
        (Kind::Bool, Value::Bool(yes)) => Cell::Bool(yes),
        (Kind::Bytes, Value::String(text)) => Cell::Bytes(STANDARD.decode(text).ok()?),
        (Kind::Json | Kind::Words, value) => Cell::Text(value.to_string()),
        (Kind::Real, Value::Number(number)) => Cell::Text(number.to_string()),
        (Kind::Real | Kind::Text | Kind::Decimal | Kind::Day, Value::String(text)) => {
            Cell::Text(text)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::transfer::table;

    fn settings(value: &str) -> Row {
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![
            Cell::Int(1),
            text("key"),
            text(value),
            Cell::Null,
            Cell::Int(0),
            Cell::Int(5),
            Cell::Int(i64::MAX),
        ]
    }

    #[test]
    fn a_row_comes_back_and_json_has_one_spelling() {
        let table = table("settings").unwrap();
        let row = settings(r#"{ "b": 1.10, "a": ["é\n"] }"#);
        let line = String::from_utf8(write(table, &[row]).unwrap()).unwrap();
        assert_eq!(
            line,
            "{\"id\":1,\"key\":\"key\",\"value\":{\"a\":[\"é\\n\"],\"b\":1.10},\"description\":null,\
             \"version\":0,\"created_at\":5,\"updated_at\":9223372036854775807}\n"
        );
        assert_eq!(read(table, line.trim()).unwrap(), settings(r#"{"a":["é\n"],"b":1.10}"#));
    }

    #[test]
    fn floats_have_one_spelling() {
        let table = table("prometheus_metrics").unwrap();
        let row = |value: &str| {
            let text = |text: &str| Cell::Text(text.to_owned());
            vec![text("m"), text("{}"), Cell::Int(1), text(value)]
        };
        let line = |value| String::from_utf8(write(table, &[row(value)]).unwrap()).unwrap();
        assert_eq!(line("0.10000000000000001"), line("0.1"));
        assert_eq!(line("3"), line("3.0"));
        assert!(line("nan").contains("\"NaN\""));
    }

    #[test]
    fn what_is_no_row_is_refused() {
        let table = table("sources").unwrap();
        assert!(read(table, r#"{"id":1,"key":"a"}"#).is_ok());
        for (line, reason) in [
            (r#"{"id":1,"key":"a""#, "EOF"),
            (r#"{"id":"1","key":"a"}"#, "id is not"),
            (r#"{"id":1.5,"key":"a"}"#, "id is not"),
            (r#"{"id":1,"key":"a","more":2}"#, "more is not a column of sources"),
        ] {
            let error = read(table, line).unwrap_err();
            assert!(error.contains(reason), "{line}: {error}");
        }
    }
}
