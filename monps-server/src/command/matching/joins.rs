//! `monps match join`: two events made one, one made two.

use std::process::ExitCode;

use clap::Subcommand;
use monps_core::id::BetId;

use super::{actor, title, told};
use crate::app::matching::{Apart, Joined, Matching, Together};
use crate::command::{CommandError, say};

/// Joins printed at most.
const SHOWN_MAX: u32 = 100;

/// What to do about events that are one, or two.
#[derive(Debug, Subcommand)]
pub enum Join {
    /// Prints what was merged and split, the newest first.
    List,
    /// Merges an event into another, with prices, results, bets and names.
    Merge {
        /// The event that goes, by its public name or a source's.
        gone: String,
        /// The event that stays.
        kept: String,
        /// Home and away stand the other way round; without it, their names decide.
        #[arg(long)]
        swapped: bool,
    },
    /// Makes two events of one.
    Split {
        /// The event.
        event: String,
        /// A name that means the other event: its source, `=`, the name.
        #[arg(long = "name", value_name = "SOURCE=NAME", required = true, value_parser = named)]
        names: Vec<(String, String)>,
        /// A bet on the other event.
        #[arg(long = "bet", value_name = "ID")]
        bets: Vec<i64>,
    },
    /// Undoes a merge or a split.
    Undo {
        /// Its number.
        id: i64,
    },
}

fn named(text: &str) -> Result<(String, String), String> {
    let (source, name) = text.split_once('=').ok_or("SOURCE=NAME is wanted")?;
    Ok((source.to_owned(), name.to_owned()))
}

impl Join {
    pub(super) async fn run(self, matching: &Matching) -> Result<ExitCode, CommandError> {
        let joined = match self {
            Self::List => {
                let joins = matching.joins(None, None, SHOWN_MAX).await.map_err(told)?;
                joins.iter().map(sentence).for_each(say::line);
                return Ok(ExitCode::SUCCESS);
            }
            Self::Merge { gone, kept, swapped } => {
                let is_turned = swapped.then_some(true);
                let wanted = Together { match_id: gone, into: kept, is_turned };
                matching.merge(&wanted, &actor()).await
            }
            Self::Split { event, names, bets } => {
                let bets = bets.into_iter().map(BetId::new).collect();
                let wanted = Apart { match_id: event, names, bets };
                matching.split(&wanted, &actor()).await
            }
            Self::Undo { id } => matching.undo(id, &actor()).await,
        };
        say::line(sentence(&joined.map_err(told)?));
        Ok(ExitCode::SUCCESS)
    }
}

fn sentence(joined: &Joined) -> String {
    let record = &joined.record;
    let undone = match &record.undone {
        Some((at, by)) => format!(", undone {} by {by}", at.format("%Y-%m-%d %H:%M")),
        None => String::new(),
    };
    let swapped = if record.is_turned { ", swapped" } else { "" };
    format!(
        "{} {}: {} into {}{swapped}, {} by {}{undone}",
        record.kind.as_str(),
        record.id,
        title(joined.from.as_ref()),
        title(joined.to.as_ref()),
        record.at.format("%Y-%m-%d %H:%M"),
        record.actor,
    )
}
