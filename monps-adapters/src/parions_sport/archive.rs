//! What kind of file the offer is, told by its first bytes, and how large it may become.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use monps_core::error::adapter::{Fault, FaultCode};
use zip::ZipArchive;

use super::wire::Offer;
use super::{tables, wire};

/// The database once it is unpacked, in bytes: a small file may claim to be a huge one.
const UNPACKED_BYTES_MAX: u64 = 128 * 1024 * 1024;
/// Files in the archive.
const FILES_MAX: usize = 16;

/// Reads the offer, whichever form it has.
pub(super) fn offer(body: &[u8]) -> Result<Offer, Fault> {
    if body.starts_with(b"PK\x03\x04") {
        return tables::offer(&unpacked(body)?);
    }
    if body.starts_with(b"SQLite format 3\0") {
        return tables::offer(body);
    }
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => wire::offer(body),
        _ => Err(drifted(
            "it is neither a zip archive, nor an SQLite database, nor a JSON array: correct address, \
             or the host answers with a page of its own",
        )),
    }
}

/// The one database of an archive.
fn unpacked(body: &[u8]) -> Result<Vec<u8>, Fault> {
    let damaged = |error: &dyn std::fmt::Display| {
        drifted(format!("its zip archive is damaged: {error}; fetch it again"))
    };
    let mut archive = ZipArchive::new(Cursor::new(body)).map_err(|error| damaged(&error))?;
    if archive.len() > FILES_MAX {
        return Err(drifted(format!("its zip archive has more than {FILES_MAX} files")));
    }
    let readable = archive.file_names().filter_map(Result::ok);
    let names: Vec<String> =
        readable.filter(|name| name.ends_with(".sqlite")).map(Cow::into_owned).collect();
    let [name] = names.as_slice() else {
        let count = names.len();
        return Err(drifted(format!(
            "its zip archive has {count} .sqlite files where one is expected"
        )));
    };
    let file = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    let mut within = file.take(UNPACKED_BYTES_MAX + 1);
    within.read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    if bytes.len() as u64 > UNPACKED_BYTES_MAX {
        return Err(drifted(format!("its database is larger than {UNPACKED_BYTES_MAX} bytes")));
    }
    Ok(bytes)
}

fn drifted(why: impl std::fmt::Display) -> Fault {
    Fault::new(FaultCode::SchemaDrift, format!("the offer cannot be read: {why}")).at("/")
}
