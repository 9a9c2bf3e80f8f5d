//! The sections of a component, as far as the manifest needs them.

use crate::component::error::ComponentError;

/// The name of the custom section that holds the manifest.
const MANIFEST: &str = "monps:manifest";
/// A manifest is a page of text.
const MANIFEST_BYTES_MAX: usize = 64 * 1024;
const MAGIC: &[u8] = b"\0asm";
const COMPONENT: &[u8] = &[0x0d, 0x00, 0x01, 0x00];
const MODULE: &[u8] = &[0x01, 0x00, 0x00, 0x00];
const CUSTOM: u8 = 0;

/// The manifest that a component carries.
///
/// # Errors
/// [`ComponentError::NotAComponent`] for other files, [`ComponentError::Manifest`] when there is none,
/// more than one, or one that is not text.
pub fn manifest_text(bytes: &[u8]) -> Result<&str, ComponentError> {
    let mut found = Sections::new(bytes)?.filter_map(|section| match section {
        Ok((CUSTOM, content)) => named(content, MANIFEST).map(Ok),
        Ok(_) => None,
        Err(error) => Some(Err(error)),
    });
    let Some(first) = found.next().transpose()? else {
        return Err(ComponentError::manifest(
            "the component carries none: build it with `monps plugin build`, which puts plugin.toml in",
        ));
    };
    if found.next().is_some() {
        return Err(ComponentError::manifest("the component carries more than one"));
    }
    if first.len() > MANIFEST_BYTES_MAX {
        return Err(ComponentError::manifest("it is longer than 64 KiB: shorten it"));
    }
    std::str::from_utf8(first).map_err(|_| ComponentError::manifest("it is not UTF-8 text"))
}

/// The component with this manifest in the place of whatever it carried.
///
/// # Errors
/// [`ComponentError::NotAComponent`] for other files.
pub fn with_manifest(bytes: &[u8], manifest: &str) -> Result<Vec<u8>, ComponentError> {
    let mut out = bytes[..bytes.len().min(8)].to_vec();
    for section in Sections::new(bytes)? {
        let (id, content) = section?;
        if id != CUSTOM || named(content, MANIFEST).is_none() {
            write_section(&mut out, id, content);
        }
    }
    let mut content = Vec::with_capacity(manifest.len() + MANIFEST.len() + 1);
    write_length(&mut content, MANIFEST.len());
    content.extend_from_slice(MANIFEST.as_bytes());
    content.extend_from_slice(manifest.as_bytes());
    write_section(&mut out, CUSTOM, &content);
    Ok(out)
}

/// The sections of a component: their kind and content.
struct Sections<'a> {
    rest: &'a [u8],
}

impl<'a> Sections<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, ComponentError> {
        let not = |problem| Err(ComponentError::NotAComponent { problem });
        let Some(version) = bytes.strip_prefix(MAGIC) else {
            return not("it is not WebAssembly at all");
        };
        if version.starts_with(MODULE) {
            return not("it is a core module; `monps plugin build` makes a component of it");
        }
        match version.strip_prefix(COMPONENT) {
            Some(rest) => Ok(Self { rest }),
            None => not("it is of a version of WebAssembly that this host does not know"),
        }
    }
}

impl<'a> Iterator for Sections<'a> {
    type Item = Result<(u8, &'a [u8]), ComponentError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (&id, rest) = self.rest.split_first()?;
        let read = read_length(rest).and_then(|(length, rest)| rest.split_at_checked(length));
        Some(match read {
            Some((content, rest)) => {
                self.rest = rest;
                Ok((id, content))
            }
            None => {
                self.rest = &[];
                Err(ComponentError::NotAComponent { problem: "it ends in the middle of a section" })
            }
        })
    }
}

/// What follows the name of a custom section of that name.
fn named<'a>(content: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let (length, rest) = read_length(content)?;
    let (found, value) = rest.split_at_checked(length)?;
    (found == name.as_bytes()).then_some(value)
}

/// A length as WebAssembly writes it: seven bits a byte, the lowest first.
fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_u32;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        let shift = u32::try_from(index).ok()? * 7;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, &bytes[index + 1..]));
        }
    }
    None
}

fn write_length(out: &mut Vec<u8>, mut length: usize) {
    loop {
        let low = u8::try_from(length & 0x7f).unwrap_or(0);
        length >>= 7;
        out.push(if length == 0 { low } else { low | 0x80 });
        if length == 0 {
            return;
        }
    }
}

fn write_section(out: &mut Vec<u8>, id: u8, content: &[u8]) {
    out.push(id);
    write_length(out, content.len());
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn empty() -> Vec<u8> {
        [MAGIC, COMPONENT].concat()
    }

    #[test]
    fn a_manifest_is_put_in_and_replaced() {
        let first = with_manifest(&empty(), "id = \"a\"").unwrap();
        assert_eq!(manifest_text(&first).unwrap(), "id = \"a\"");
        let long = "#".repeat(300);
        let second = with_manifest(&first, &long).unwrap();
        assert_eq!(manifest_text(&second).unwrap(), long);
        let mut twice = first.clone();
        twice.extend_from_slice(&first[8..]);
        assert!(manifest_text(&twice).unwrap_err().to_string().contains("more than one"));
    }

    #[test]
    fn other_files_are_told_what_they_are() {
        let says = |bytes: &[u8]| manifest_text(bytes).unwrap_err().to_string();
        assert!(says(b"PK\x03\x04").contains("not WebAssembly"));
        assert!(says(&[MAGIC, MODULE].concat()).contains("core module"));
        assert!(says(&[MAGIC, &[9, 9, 9, 9]].concat()).contains("does not know"));
        assert!(says(&empty()).contains("carries none"));
        assert!(says(&[&empty()[..], &[0, 200]].concat()).contains("in the middle"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(tail in proptest::collection::vec(any::<u8>(), 0..64)) {
            let bytes = [&empty()[..], &tail].concat();
            let _ = manifest_text(&bytes);
            let _ = with_manifest(&bytes, "x");
        }
    }
}
