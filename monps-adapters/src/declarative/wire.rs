//! JSON as it was written. A number stays the digits it came as, so that nothing passes through a
//! float; the size of what is built is bounded, whatever the body holds.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de::DeserializeSeed};
use serde_json::value::RawValue;

/// Values of one body.
const NODES_MAX: usize = 2_000_000;
/// Lists and objects within one another.
const DEPTH_MAX: usize = 32;
/// Values of a JSON text inside a JSON text.
const INNER_NODES_MAX: usize = 1_000;

/// A value of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'a> {
    Null,
    Bool(bool),
    /// The digits as they were written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    /// By key, in alphabetical order; every key once.
    Map(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// Reads a whole body.
    pub(super) fn parse(body: &'a [u8]) -> Result<Self, String> {
        let raw: &RawValue = serde_json::from_slice(body)
            .map_err(|error| format!("the answer is not JSON: {error}"))?;
        build(raw, &mut NODES_MAX.clone(), 0)
    }

    /// Reads a JSON text that is a text of another.
    pub(super) fn parse_inner(text: &'a str) -> Option<Self> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        build(raw, &mut INNER_NODES_MAX.clone(), DEPTH_MAX - 4).ok()
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        let at = entries.binary_search_by(|(held, _)| held.as_ref().cmp(key)).ok()?;
        Some(&entries[at].1)
    }

    /// A scalar as text; nothing for null, lists and objects.
    pub(super) fn scalar(&self) -> Option<&str> {
        match self {
            Self::Bool(true) => Some("true"),
            Self::Bool(false) => Some("false"),
            Self::Number(digits) => Some(digits),
            Self::Text(text) => Some(text),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// What it is, for a message.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }
}

fn build<'a>(raw: &'a RawValue, left: &mut usize, depth: usize) -> Result<Node<'a>, String> {
    let text = raw.get();
    let unreadable = |error: serde_json::Error| format!("the answer is not JSON: {error}");
    if depth > DEPTH_MAX {
        return Err(format!("the answer is nested more than {DEPTH_MAX} deep"));
    }
    match text.as_bytes().first() {
        Some(b'{') => {
            let mut reader = serde_json::Deserializer::from_str(text);
            let entries = Entries(left).deserialize(&mut reader).map_err(unreadable)?;
            let mut built = Vec::with_capacity(entries.len());
            for (key, value) in entries {
                built.push((key, build(value, left, depth + 1)?));
            }
            built.sort_by(|(a, _), (b, _)| a.cmp(b));
            match built.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                Some(pair) => Err(format!("the key {:?} stands twice in an object", pair[0].0)),
                None => Ok(Node::Map(built)),
            }
        }
        Some(b'[') => {
            let mut reader = serde_json::Deserializer::from_str(text);
            let items = Items(left).deserialize(&mut reader).map_err(unreadable)?;
            let items = items.into_iter().map(|item| build(item, left, depth + 1));
            Ok(Node::List(items.collect::<Result<_, _>>()?))
        }
        Some(b'"') => serde_json::from_str::<Word<'_>>(text)
            .map(|word| Node::Text(word.0))
            .map_err(unreadable),
        Some(b't') => Ok(Node::Bool(true)),
        Some(b'f') => Ok(Node::Bool(false)),
        Some(b'n') => Ok(Node::Null),
        _ => Ok(Node::Number(text)),
    }
}

/// A text, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// Takes one value out of what is left.
fn take<E: serde::de::Error>(left: &mut usize) -> Result<(), E> {
    *left = left
        .checked_sub(1)
        .ok_or_else(|| E::custom(format!("there are more than {NODES_MAX} values")))?;
    Ok(())
}

/// Reads the entries of an object while there is room.
struct Entries<'l>(&'l mut usize);

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((Word(key), value)) = map.next_entry::<Word<'de>, &'de RawValue>()? {
            take::<A::Error>(self.0)?;
            entries.push((key, value));
        }
        Ok(entries)
    }
}

/// Reads the items of a list while there is room.
struct Items<'l>(&'l mut usize);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = Vec<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Self::Value, D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element::<&'de RawValue>()? {
            take(self.0).map_err(|error: A::Error| A::Error::custom(error))?;
            items.push(item);
        }
        Ok(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_as_they_were_written() {
        let body = br#"{"b":[1.10,-0,1e3,9007199254740993],"a":"x\u0041","c":null}"#;
        let node = Node::parse(body).unwrap();
        let list = node.get("b").unwrap();
        let Node::List(items) = list else { panic!("{list:?}") };
        let digits: Vec<_> = items.iter().filter_map(Node::scalar).collect();
        assert_eq!(digits, ["1.10", "-0", "1e3", "9007199254740993"]);
        assert_eq!(node.get("a").and_then(Node::scalar), Some("xA"));
        assert_eq!(node.get("c").and_then(Node::scalar), None);
        assert_eq!(node.get("d"), None);
    }

    #[test]
    fn what_is_not_sound_is_refused() {
        for (body, said) in [
            ("", "not JSON"),
            ("{\"a\":1,\"a\":2}", "stands twice"),
            ("[1,]", "not JSON"),
            ("{} x", "not JSON"),
        ] {
            let refused = Node::parse(body.as_bytes()).unwrap_err();
            assert!(refused.contains(said), "{body}: {refused}");
        }
        let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
        assert!(Node::parse(deep.as_bytes()).unwrap_err().contains("nested"));
        let wide = format!("[{}0]", "0,".repeat(NODES_MAX));
        assert!(Node::parse(wide.as_bytes()).unwrap_err().contains("more than 2000000 values"));
        let inner = format!("[{}0]", "0,".repeat(INNER_NODES_MAX));
        assert_eq!(Node::parse_inner(&inner), None);
    }
}
