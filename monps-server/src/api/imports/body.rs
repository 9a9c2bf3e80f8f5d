//! The body of an import.

use std::collections::HashMap;

use poem_openapi::{Enum, Object};

use crate::api::error::{ApiError, Checks};
use crate::api::text::Text;
use crate::app::imports::Mapping;

/// How a bet was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "ImportChannel", rename_all = "lowercase")]
pub(super) enum ChannelView {
    /// Online.
    Ligne,
    /// At a counter.
    Tabac,
}

/// A file of bets and how to read it.
#[derive(Debug, Object)]
#[oai(deny_unknown_fields, rename = "BetImport")]
pub struct ImportBody {
    /// The file: a header, and a bet a row. Commas, semicolons or tabs part its columns.
    #[oai(validator(min_length = 1, max_length = 4000000))]
    csv: String,
    /// Which column holds a field, where its heading does not tell: `{"odds": "cote finale"}`. Fields
    /// are reference, kind, `placed_at`, match, home, away, `starts_at`, sport, league, market,
    /// selection, line, side, odds, stake, currency, `commission_rate`, `free_bet`, `boost_rate`,
    /// `boost_max`, bookmaker, login, channel, strategy, result, `actual_odds`, payout, profit,
    /// `odds_close`, clv, paper, tags, notes and legs.
    columns: Option<HashMap<String, String>>,
    /// The bookmaker of all rows, where no column tells.
    bookmaker: Option<Text<100, 1>>,
    /// The currency of all rows, where no column tells.
    currency: Option<Text<3, 3>>,
    /// The sport of all rows, where no column tells.
    sport: Option<Text<64, 1>>,
    /// How they were placed, where no column tells; online unless told otherwise.
    channel: Option<ChannelView>,
    /// The login at the bookmaker, where no column tells.
    login: Option<Text<100, 1>>,
    /// Play money, where no column tells.
    paper: Option<bool>,
    /// `03/04/2026` is the fourth of March. Years have four digits.
    month_first: Option<bool>,
    /// Record the new bets; without it, nothing is written.
    pub(super) commit: Option<bool>,
}

impl ImportBody {
    /// The file and how to read it.
    pub(super) fn read(self) -> Result<(String, Mapping), ApiError> {
        let mut checks = Checks::default();
        let mut columns = Vec::new();
        for (field, column) in self.columns.unwrap_or_default() {
            let name = format!("columns.{field}");
            if let Some(field) = checks.take(&name, field.parse()) {
                columns.push((field, column));
            }
        }
        checks.finish()?;
        columns.sort();
        let channel = self.channel.map(|channel| match channel {
            ChannelView::Ligne => "ligne".to_owned(),
            ChannelView::Tabac => "tabac".to_owned(),
        });
        let mapping = Mapping {
            columns,
            bookmaker: self.bookmaker.map(Text::into_inner),
            currency: self.currency.map(Text::into_inner),
            sport: self.sport.map(Text::into_inner),
            channel,
            login: self.login.map(Text::into_inner),
            paper: self.paper.unwrap_or_default(),
            month_first: self.month_first.unwrap_or_default(),
        };
        Ok((self.csv, mapping))
    }
}
