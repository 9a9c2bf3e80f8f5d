//! The header of a database and its pages.

use super::ImageError;

const SIGNATURE: &[u8; 16] = b"SQLite format 3\0";
/// The header before the first page's own.
const HEADER_BYTES: usize = 100;

/// The pages of a database.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    size: usize,
    /// Bytes of a page that hold data; the rest is reserved for extensions.
    pub(super) usable: usize,
    count: u32,
}

impl<'a> Pages<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImageError> {
        let header = bytes.get(..HEADER_BYTES).filter(|header| header.starts_with(SIGNATURE));
        let header = header.ok_or(ImageError::NotADatabase)?;
        let unsupported = |why: &str| ImageError::Unsupported { why: why.to_owned() };
        let size = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            size if size.is_power_of_two() && size >= 512 => usize::from(size),
            _ => return Err(unsupported("its page size is none that the format knows")),
        };
        let usable = size - usize::from(header[20]);
        if usable < 480 {
            return Err(unsupported("its pages have less room than the format allows"));
        }
        if header[21..24] != [64, 32, 32] {
            return Err(unsupported("its payload fractions are none that the format knows"));
        }
        // 0 stands for a database without any text yet.
        if !matches!(be_u32(header, 56), Some(0 | 1)) {
            return Err(unsupported("its text is not UTF-8"));
        }
        let count = u32::try_from(bytes.len() / size).unwrap_or(u32::MAX);
        if count == 0 {
            return Err(ImageError::Damaged { page: 1, why: "it ends before its first page does" });
        }
        Ok(Self { bytes, size, usable, count })
    }

    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// The usable bytes of a page, counted from 1.
    pub(super) fn page(&self, number: u32) -> Result<&'a [u8], ImageError> {
        let damaged = ImageError::Damaged { page: number, why: "there is no such page" };
        let index = number.checked_sub(1).and_then(|index| usize::try_from(index).ok());
        let start = index.and_then(|index| index.checked_mul(self.size)).ok_or(damaged.clone())?;
        let end = start.checked_add(self.usable).ok_or(damaged.clone())?;
        self.bytes.get(start..end).ok_or(damaged)
    }

    /// Where a b-tree page's own header begins.
    pub(super) const fn header_at(number: u32) -> usize {
        if number == 1 { HEADER_BYTES } else { 0 }
    }
}

/// Four bytes, the largest first.
pub(super) fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// Two bytes, the larger first.
pub(super) fn be_u16(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes(two.try_into().ok()?)))
}

/// A number of one to nine bytes, seven bits a byte but for the ninth; with where it ends.
pub(super) fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for index in 0..9 {
        let place = at.checked_add(index)?;
        let byte = *bytes.get(place)?;
        if index == 8 {
            return Some((value << 8 | u64::from(byte), place + 1));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (bytes, value, end) in [
            (&[0x7f][..], 127, 1),
            (&[0x81, 0x00], 128, 2),
            (&[0x82, 0x80, 0x01], 32_769, 3),
            (&[0xff; 9], u64::MAX, 9),
        ] {
            assert_eq!(varint(bytes, 0), Some((value, end)));
        }
        assert_eq!(varint(&[0x81], 0), None);
        assert_eq!(varint(&[], 0), None);
    }
}
