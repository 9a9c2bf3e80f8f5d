//! A description as it is checked and kept: what a TOML file comes to once every word of it is known
//! to mean something.

mod ability;
mod level;
mod manifest;
mod quote;
mod reading;
mod refusal;
mod section;
mod step;
mod text;

use monps_core::error::adapter::FaultCode;
use rust_decimal::Decimal;

pub(super) use ability::{Ability, Coverage};
pub(super) use level::{Level, Source};
pub(super) use manifest::{AuthSpec, ConfigKeySpec, ConfigKind, ManifestSpec, VenueSpec};
pub(super) use quote::{Fee, QuoteSpec, SelectionSpec, SizeIn};
pub(super) use reading::{EventFacts, MarketSpec, Reading, ResultSpec, ScoreSpec};
pub(super) use refusal::Refusal;
pub(super) use section::{Bad, Item, Section};
pub(super) use step::{Each, Page, PageBy, StepSpec};

use super::expr::{Names, Table};
use crate::error::DescriptionError;

/// The largest file, in bytes.
pub(super) const FILE_BYTES_MAX: usize = 256 * 1024;
/// Tables of a file, and words of a table.
const TABLES_MAX: usize = 64;
const WORDS_MAX: usize = 2_000;
/// The word of a table that stands for all others.
const OTHERS: &str = "*";

/// A checked description.
#[derive(Clone, Debug)]
pub(super) struct Description {
    pub(super) manifest: ManifestSpec,
    pub(super) tables: Vec<Table>,
    pub(super) refusals: Vec<Refusal>,
    /// Where a refusal has its sentence.
    pub(super) message: Vec<super::expr::Path>,
    pub(super) odds: Option<Ability>,
    pub(super) results: Option<Ability>,
}

impl Description {
    /// Reads and checks a file.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, DescriptionError> {
        let wrong = |bad: Bad| {
            let line = text.get(..bad.at).unwrap_or(text).lines().count().max(1);
            // A byte right behind a line break is on the next line.
            let next =
                usize::from(bad.at > 0 && text.get(..bad.at).is_some_and(|t| t.ends_with('\n')));
            DescriptionError {
                file: file.to_owned(),
                line: line + next,
                key: bad.key,
                reason: bad.reason,
            }
        };
        if text.len() > FILE_BYTES_MAX {
            let reason = format!(
                "is larger than {} kB: an adapter of that size is written in code",
                FILE_BYTES_MAX / 1024
            );
            return Err(wrong(Bad { at: 0, key: String::new(), reason }));
        }
        let table = toml::de::DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            wrong(Bad {
                at,
                key: String::new(),
                reason: format!("is not TOML: {}", error.message()),
            })
        })?;
        Self::of(&Section::whole(&table)).map_err(wrong)
    }

    fn of(file: &Section<'_>) -> Result<Self, Bad> {
        let manifest = manifest::read(file)?;
        let tables = tables(file)?;
        let config: Vec<&str> = manifest.config.iter().map(|key| key.name.as_str()).collect();
        let names = Names {
            config: &config,
            tables: &tables,
            levels: Vec::new(),
            own: &[],
            answer: false,
            each: false,
            competition: false,
        };
        let (refusals, message) = refusal::read(file, &names)?;
        let ability = |key: &str| -> Result<Option<Ability>, Bad> {
            let section = file.get(key).map(|item| item.section()).transpose()?;
            section.map(|section| ability::read(section, &manifest, &names, key)).transpose()
        };
        let (odds, results) = (ability("odds")?, ability("results")?);
        if odds.is_none() && results.is_none() {
            return Err(file.bad("brings nothing: add [odds], [results] or both"));
        }
        finish(file)?;
        Ok(Self { manifest, tables, refusals, message, odds, results })
    }
}

fn finish(file: &Section<'_>) -> Result<(), Bad> {
    match file.others().first() {
        None => Ok(()),
        Some((key, item)) => Err(item.bad(format!(
            "{key:?} is not known: a description has id, name, version, summary, fresh_for_s, \
             venues, endpoints, config, quota, tables, refusals, message, odds and results"
        ))),
    }
}

fn tables(file: &Section<'_>) -> Result<Vec<Table>, Bad> {
    let Some(all) = file.get("tables") else {
        return Ok(Vec::new());
    };
    let all = all.section()?.others();
    if all.len() > TABLES_MAX {
        return Err(file.bad(format!("has more than {TABLES_MAX} tables")));
    }
    let mut tables = Vec::new();
    for (name, item) in all {
        let mut table = Table { name: name.to_owned(), ..Table::default() };
        for (word, meaning) in item.section()?.others() {
            let meaning = meaning
                .word()
                .ok_or_else(|| meaning.bad("must be a text: the word that stands for the key"))?;
            match word {
                OTHERS => table.other = Some(meaning.to_owned()),
                word => {
                    table.words.insert(word.trim().to_owned(), meaning.to_owned());
                }
            }
        }
        if table.words.len() > WORDS_MAX {
            return Err(item.bad(format!("has more than {WORDS_MAX} words")));
        }
        tables.push(table);
    }
    Ok(tables)
}

/// Reads an exact number.
fn decimal(item: &Item<'_>) -> Result<Decimal, Bad> {
    let number = item.word().and_then(|text| Decimal::from_str_exact(text).ok());
    number.ok_or_else(|| item.bad("must be a number such as 0.0001"))
}

/// Reads the code of a fault by its slug.
fn fault_code(item: &Item<'_>) -> Result<FaultCode, Bad> {
    const CODES: [FaultCode; 10] = [
        FaultCode::Unsupported,
        FaultCode::BadConfig,
        FaultCode::AuthExpired,
        FaultCode::Forbidden,
        FaultCode::RateLimited,
        FaultCode::QuotaExhausted,
        FaultCode::NotFound,
        FaultCode::Upstream,
        FaultCode::SchemaDrift,
        FaultCode::Conflict,
    ];
    let word = item.text()?;
    CODES.into_iter().find(|code| code.as_str() == word).ok_or_else(|| {
        let known: Vec<&str> = CODES.iter().map(|code| code.as_str()).collect();
        item.bad(format!("{word:?} is not a kind of fault: it is one of {}", known.join(", ")))
    })
}
