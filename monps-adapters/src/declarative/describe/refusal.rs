//! What refusals mean: by status, by a code in the body, by a header.

use monps_core::error::adapter::FaultCode;

use super::text::printable;
use super::{Bad, Item, Section, fault_code};
use crate::declarative::expr::{Condition, Names, Path, conditions};

/// Rules of one description.
const RULES_MAX: usize = 50;

/// A rule: the first that fits says what a refusal means.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Refusal {
    /// The statuses it is about; none for every status but 200.
    pub(in crate::declarative) status: Vec<u16>,
    pub(in crate::declarative) when: Vec<Condition>,
    /// A word that stands anywhere in the body.
    pub(in crate::declarative) contains: Option<String>,
    /// A header, in small letters, and its value.
    pub(in crate::declarative) header: Option<(String, String)>,
    pub(in crate::declarative) code: FaultCode,
    pub(in crate::declarative) advice: String,
    pub(in crate::declarative) wait_s: Option<u32>,
}

pub(super) fn read(
    file: &Section<'_>,
    names: &Names<'_>,
) -> Result<(Vec<Refusal>, Vec<Path>), Bad> {
    let names = Names { answer: true, ..names.clone() };
    let mut rules = Vec::new();
    if let Some(list) = file.get("refusals") {
        for item in list.list(RULES_MAX)? {
            rules.push(rule(&item, &names)?);
        }
    }
    let mut message = Vec::new();
    if let Some(item) = file.get("message") {
        for item in item.one_or_more(8)? {
            message.push(Path::read(&item, &names)?);
        }
    }
    Ok((rules, message))
}

fn rule(item: &Item<'_>, names: &Names<'_>) -> Result<Refusal, Bad> {
    let section = item.section()?;
    let mut status = Vec::new();
    if let Some(list) = section.get("status") {
        for item in list.one_or_more(50)? {
            let number = item.number(100, 599)?;
            status.extend(u16::try_from(number).ok());
        }
    }
    let header = match (section.get("header"), section.get("header_is")) {
        (None, None) => None,
        (Some(header), Some(is)) => {
            let value = is.word().ok_or_else(|| is.bad("must be a text or a number"))?;
            Some((printable(&header, 64)?.to_lowercase(), value.to_owned()))
        }
        _ => {
            return Err(
                item.bad("needs header and header_is together: the name of a header and its value")
            );
        }
    };
    let rule = Refusal {
        status,
        when: conditions(section.get("when").as_ref(), names)?,
        contains: section.get("contains").map(|item| printable(&item, 100)).transpose()?,
        header,
        code: fault_code(&section.need("code", "a kind of fault such as \"rate-limited\"")?)?,
        advice: printable(&section.need("advice", "a sentence that says what to do")?, 300)?,
        wait_s: section.get("wait_s").map(|item| item.number(1, 86_400)).transpose()?,
    };
    section.finish()?;
    Ok(rule)
}
