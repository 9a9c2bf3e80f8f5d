//! A table's b-tree, leaf by leaf. Every page is visited at most once, so that no tree is endless.

use std::borrow::Cow;

use super::ImageError;
use super::page::{Pages, be_u16, be_u32, varint};

/// The deepest tree that a file can have has fewer levels.
const DEPTH_MAX: usize = 24;
/// Bytes of one row.
const ROW_BYTES_MAX: usize = 1024 * 1024;
const LEAF: u8 = 0x0d;
const INTERIOR: u8 = 0x05;

/// A page that is being read.
#[derive(Debug)]
struct Level<'a> {
    number: u32,
    page: &'a [u8],
    header_at: usize,
    is_leaf: bool,
    cells: usize,
    next: usize,
}

/// A walk over the rows of a table.
#[derive(Debug)]
pub(super) struct Walk<'p, 'a> {
    pages: &'p Pages<'a>,
    visited: Vec<bool>,
    levels: Vec<Level<'a>>,
}

/// A row's key and its bytes.
pub(super) type Row<'a> = (i64, Cow<'a, [u8]>);

impl<'p, 'a> Walk<'p, 'a> {
    pub(super) fn new(pages: &'p Pages<'a>, root: u32) -> Result<Self, ImageError> {
        let count = usize::try_from(pages.count()).unwrap_or(usize::MAX);
        let mut walk = Self { pages, visited: vec![false; count], levels: Vec::new() };
        walk.enter(root)?;
        Ok(walk)
    }

    /// The next row: its key and its bytes.
    pub(super) fn next_row(&mut self) -> Result<Option<Row<'a>>, ImageError> {
        while let Some(level) = self.levels.last_mut() {
            let (number, index) = (level.number, level.next);
            level.next += 1;
            let damaged = || ImageError::Damaged { page: number, why: "a cell lies outside it" };
            if level.is_leaf && index < level.cells {
                let at = cell(level, index).ok_or_else(damaged)?;
                let page = level.page;
                return self.row(number, page, at).map(Some);
            }
            // An interior page has one child more than cells: the rightmost.
            let child = match index.cmp(&level.cells) {
                _ if level.is_leaf => None,
                std::cmp::Ordering::Less => {
                    Some(cell(level, index).and_then(|at| be_u32(level.page, at)))
                }
                std::cmp::Ordering::Equal => Some(be_u32(level.page, level.header_at + 8)),
                std::cmp::Ordering::Greater => None,
            };
            match child {
                Some(child) => self.enter(child.ok_or_else(damaged)?)?,
                None => {
                    self.levels.pop();
                }
            }
        }
        Ok(None)
    }

    fn visit(&mut self, number: u32) -> Result<&'a [u8], ImageError> {
        let page = self.pages.page(number)?;
        let seen = usize::try_from(number).ok().and_then(|n| self.visited.get_mut(n - 1));
        match seen {
            Some(seen) if !*seen => {
                *seen = true;
                Ok(page)
            }
            _ => Err(ImageError::Damaged { page: number, why: "two places lead to it" }),
        }
    }

    fn enter(&mut self, number: u32) -> Result<(), ImageError> {
        let damaged = |why| ImageError::Damaged { page: number, why };
        if self.levels.len() >= DEPTH_MAX {
            return Err(damaged("the tree is deeper than any file allows"));
        }
        let page = self.visit(number)?;
        let header_at = Pages::header_at(number);
        let is_leaf = match page.get(header_at) {
            Some(&LEAF) => true,
            Some(&INTERIOR) => false,
            _ => return Err(damaged("it is no page of a table")),
        };
        let cells = be_u16(page, header_at + 3).ok_or_else(|| damaged("it has no header"))?;
        self.levels.push(Level { number, page, header_at, is_leaf, cells, next: 0 });
        Ok(())
    }

    /// A row of a leaf: what is on the page, and what overflows onto others.
    fn row(&mut self, number: u32, page: &'a [u8], at: usize) -> Result<Row<'a>, ImageError> {
        let damaged = |why| ImageError::Damaged { page: number, why };
        let outside = || damaged("a row lies outside it");
        let (len, at) = varint(page, at).ok_or_else(outside)?;
        let (rowid, at) = varint(page, at).ok_or_else(outside)?;
        let rowid = i64::from_be_bytes(rowid.to_be_bytes());
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        if len > ROW_BYTES_MAX {
            return Err(ImageError::TooMany { what: "bytes of a row", most: ROW_BYTES_MAX });
        }
        let local = self.local(len);
        let end = at.checked_add(local).ok_or_else(outside)?;
        let here = page.get(at..end).ok_or_else(outside)?;
        if local == len {
            return Ok((rowid, Cow::Borrowed(here)));
        }
        let mut whole = here.to_vec();
        let mut next = be_u32(page, end).ok_or_else(outside)?;
        while whole.len() < len {
            let page = self.visit(next)?;
            let rest = page.get(4..).unwrap_or_default();
            whole.extend_from_slice(&rest[..rest.len().min(len - whole.len())]);
            next = be_u32(page, 0).unwrap_or(0);
        }
        Ok((rowid, Cow::Owned(whole)))
    }

    /// How many bytes of a row are on its leaf, by the rule of the format.
    fn local(&self, len: usize) -> usize {
        let usable = self.pages.usable;
        let most = usable - 35;
        if len <= most {
            return len;
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (len - least) % (usable - 4);
        if fitting <= most { fitting } else { least }
    }
}

/// Where a cell begins.
fn cell(level: &Level<'_>, index: usize) -> Option<usize> {
    let pointers = level.header_at + if level.is_leaf { 8 } else { 12 };
    be_u16(level.page, pointers + 2 * index)
}
