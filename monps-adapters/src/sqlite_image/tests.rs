//! A database that SQLite wrote, and what becomes of it when bytes change.

use proptest::prelude::*;

use super::{Image, ImageError, Value};

const DEEP: &[u8] = include_bytes!("../../testdata/sqlite_image/deep.image");
const TABLE: &str = "measure, all";

/// A row as it was written, by the formula of the file's maker.
fn written(id: i64) -> (Option<i64>, f64, String, usize) {
    let sign = if id % 2 == 0 { 1 } else { -1 };
    let number = (id % 7 != 0).then(|| sign * id.pow(4));
    let words = if id % 100 == 0 {
        "long ".repeat(600)
    } else {
        "é".repeat(usize::try_from(id % 40).unwrap())
    };
    let eighths = f64::from(i32::try_from(id).unwrap()) / 8.0;
    (number, eighths, words, usize::try_from(id % 3).unwrap())
}

#[test]
fn every_row_is_read_as_it_was_written() {
    let image = Image::open(DEEP).unwrap();
    let table = image.table("MEASURE, ALL").unwrap();
    let [id, n, r, s, b] = ["id", "N", "r (x)", "s", "b"].map(|name| table.column(name).unwrap());
    let mut ids = Vec::new();
    image
        .rows(&table, |row| {
            let key = row.get(id).integer().unwrap();
            let (number, eighths, words, blob) = written(key);
            assert_eq!(row.get(n).integer(), number, "{key}");
            // A whole number in a column of reals is stored as the integer that it is.
            match row.get(r) {
                Value::Real(found) => assert!((found - eighths).abs() < f64::EPSILON, "{key}"),
                found => assert_eq!(found, Value::Integer(key / 8), "{key}"),
            }
            assert_eq!(row.get(s).text(), Some(words.as_str()), "{key}");
            assert_eq!(row.get(b), Value::Blob(blob), "{key}");
            ids.push(key);
            Ok(())
        })
        .unwrap();
    let expected: Vec<i64> = (1..=500).filter(|id| id % 5 != 0 || id % 100 == 0).collect();
    assert_eq!(ids, expected);
}

#[test]
fn what_is_not_there_or_not_read_is_named() {
    let image = Image::open(DEEP).unwrap();
    let missing = image.table("half").unwrap_err().to_string();
    assert!(missing.contains("measure, all, keyless"), "{missing}");
    let keyless = image.table("keyless").unwrap_err().to_string();
    assert!(keyless.contains("without row ids"), "{keyless}");
    let column = image.table(TABLE).unwrap().column("price").unwrap_err().to_string();
    assert!(column.contains("it has id, n, r (x), s, b"), "{column}");
    assert_eq!(Image::open(b"<html>").unwrap_err(), ImageError::NotADatabase);
    let mut other = DEEP[..512].to_vec();
    other[59] = 2;
    assert!(Image::open(&other).unwrap_err().to_string().contains("not UTF-8"));
}

#[test]
fn a_tree_that_leads_back_to_itself_ends() {
    let image = Image::open(DEEP).unwrap();
    let root = usize::try_from(image.table(TABLE).unwrap().root).unwrap();
    let mut looped = DEEP.to_vec();
    // The rightmost child of the root is the root.
    let at = (root - 1) * 512 + 8;
    looped[at..at + 4].copy_from_slice(&u32::try_from(root).unwrap().to_be_bytes());
    let refused = read_all(&looped).unwrap_err().to_string();
    assert!(refused.contains("two places lead to it"), "{refused}");
}

/// Reads the table; how many rows.
fn read_all(bytes: &[u8]) -> Result<usize, ImageError> {
    let image = Image::open(bytes)?;
    let table = image.table(TABLE)?;
    let mut count = 0;
    image.rows(&table, |_| {
        count += 1;
        Ok(())
    })?;
    Ok(count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn changed_bytes_end_in_rows_or_in_a_reason(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        near in proptest::collection::vec((0_usize..184, 0_usize..16, any::<u8>()), 0..20),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let mut bytes = DEEP.to_vec();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        // Where pages keep their pointers.
        for (page, offset, byte) in near {
            bytes[page * 512 + offset] = byte;
        }
        bytes[..16].copy_from_slice(&DEEP[..16]);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(count) = read_all(&bytes) {
            // A page holds at most so many rows, and each is visited once.
            prop_assert!(count <= 184 * 256);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let mut image = DEEP[..100].to_vec();
        image.extend(bytes);
        let _ = read_all(&image);
    }
}
