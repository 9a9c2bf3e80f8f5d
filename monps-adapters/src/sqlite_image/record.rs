//! One row: a header of types, then the values.

use super::ImageError;
use super::page::varint;

/// Columns of one row.
const COLUMNS_MAX: usize = 200;

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'r> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number in binary floating point.
    Real(f64),
    /// Text.
    Text(&'r str),
    /// Bytes: how many.
    Blob(usize),
}

impl<'r> Value<'r> {
    /// The text, where it is one.
    pub(crate) const fn text(&self) -> Option<&'r str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, where it is one.
    pub(crate) const fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }
}

/// The values of a row. The column that is another name of the row's key is stored as nothing.
pub(super) fn values(
    payload: &[u8],
    rowid_alias: Option<usize>,
    rowid: i64,
) -> Result<Vec<Value<'_>>, ImageError> {
    let damaged = |why| ImageError::DamagedRow { why };
    let short = || damaged("it ends before its header does");
    let (header_len, mut at) = varint(payload, 0).ok_or_else(short)?;
    let header_end = usize::try_from(header_len).ok().filter(|end| *end <= payload.len());
    let header_end = header_end.ok_or_else(short)?;
    let mut body = header_end;
    let mut values = Vec::new();
    while at < header_end {
        let (kind, next) = varint(payload, at).ok_or_else(short)?;
        if next > header_end || values.len() >= COLUMNS_MAX {
            return Err(damaged("its header has more columns than it may"));
        }
        at = next;
        let (value, end) = value(payload, body, kind)?;
        body = end;
        let is_key = rowid_alias == Some(values.len()) && value == Value::Null;
        values.push(if is_key { Value::Integer(rowid) } else { value });
    }
    Ok(values)
}

/// One value, and where the next begins.
fn value(payload: &[u8], at: usize, kind: u64) -> Result<(Value<'_>, usize), ImageError> {
    let damaged = |why| ImageError::DamagedRow { why };
    let bytes = |len: usize| {
        let end = at.checked_add(len).ok_or_else(|| damaged("a value is too long"))?;
        let found = payload.get(at..end).ok_or_else(|| damaged("it ends before its values do"))?;
        Ok((found, end))
    };
    let integer = |len: usize| -> Result<(Value<'_>, usize), ImageError> {
        let (found, end) = bytes(len)?;
        // The first byte carries the sign.
        let negative = found.first().is_some_and(|first| first & 0x80 != 0);
        let start = if negative { -1_i64 } else { 0 };
        let number = found.iter().fold(start, |number, byte| number << 8 | i64::from(*byte));
        Ok((Value::Integer(number), end))
    };
    match kind {
        0 => Ok((Value::Null, at)),
        1 => integer(1),
        2 => integer(2),
        3 => integer(3),
        4 => integer(4),
        5 => integer(6),
        6 => integer(8),
        7 => {
            let (found, end) = bytes(8)?;
            let bits = found.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            Ok((Value::Real(f64::from_bits(bits)), end))
        }
        8 => Ok((Value::Integer(0), at)),
        9 => Ok((Value::Integer(1), at)),
        10 | 11 => Err(damaged("a value has a type that the format reserves")),
        _ => {
            let len =
                usize::try_from((kind - 12) / 2).map_err(|_| damaged("a value is too long"))?;
            let (found, end) = bytes(len)?;
            if kind.is_multiple_of(2) {
                return Ok((Value::Blob(len), end));
            }
            let text = std::str::from_utf8(found).map_err(|_| damaged("a text is not UTF-8"))?;
            Ok((Value::Text(text), end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_read() {
        // NULL, -2, 0x010203, 1.5, 0, 1, "ab", a blob of one byte.
        let mut row = vec![9, 0, 1, 3, 7, 8, 9, 17, 14];
        row.extend([0xfe, 1, 2, 3]);
        row.extend(1.5_f64.to_be_bytes());
        row.extend(b"ab\xff");
        let expected = [
            Value::Null,
            Value::Integer(-2),
            Value::Integer(66_051),
            Value::Real(1.5),
            Value::Integer(0),
            Value::Integer(1),
            Value::Text("ab"),
            Value::Blob(1),
        ];
        assert_eq!(values(&row, None, 7).unwrap(), expected);
        assert_eq!(values(&row, Some(0), 7).unwrap()[0], Value::Integer(7));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for row in [&[][..], &[200], &[2, 1], &[2, 10], &[2, 15, 0xff], &[3, 0x81], &[2, 0xff]] {
            assert!(values(row, None, 1).is_err(), "{row:?}");
        }
        let mut many = vec![0x82, 0x00];
        many.extend([0_u8; 254]);
        assert!(values(&many, None, 1).is_err(), "more columns than read");
    }
}
