//! The database of the system that this one replaces, as rows of text.
//!
//! Its tables were made by hand, by its own requests and by its collector, and drifted: one column has
//! several names, another is missing. What is wanted is therefore said as fields, each with the names
//! that it went by; a row is what was found of them, in words that are understood elsewhere.

use rust_decimal::Decimal;

/// A table of it that has a counterpart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ElderTable {
    /// What a person decided.
    Settings,
    /// Prices, one a row.
    Odds,
    /// Prices: three a row, or one.
    OddsHistory,
    /// Bets.
    Bets,
}

impl ElderTable {
    /// In the order in which they are taken: bets name the events of prices, and their stakes are in
    /// the currency that a setting says.
    pub const ALL: [Self; 4] = [Self::Settings, Self::Odds, Self::OddsHistory, Self::Bets];

    /// Its name there.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Odds => "odds",
            Self::OddsHistory => "odds_history",
            Self::Bets => "bets",
        }
    }

    /// Its fields, each with the names that its column may have. Of several that are there the first
    /// that says something counts.
    #[must_use]
    pub const fn fields(self) -> &'static [(ElderField, &'static [&'static str])] {
        match self {
            Self::Settings => SETTINGS,
            Self::Bets => BETS,
            Self::Odds | Self::OddsHistory => PRICES,
        }
    }

    /// Fields that it cannot be read without: of each list, all of one of the choices.
    #[must_use]
    pub const fn required(self) -> &'static [&'static [&'static [ElderField]]] {
        use ElderField as F;
        match self {
            Self::Settings => &[&[&[F::Key, F::Value]]],
            Self::Bets => &[
                &[&[F::Number, F::Outcome, F::Bookmaker, F::Odds, F::Stake, F::PlacedAt]],
                &[&[F::Match], &[F::Home, F::Away]],
            ],
            Self::Odds | Self::OddsHistory => &[
                &[&[F::Match, F::Home, F::Away, F::StartsAt, F::Bookmaker]],
                &[&[F::Odds, F::Outcome], &[F::HomeOdds, F::AwayOdds]],
                &[&[F::SeenAt], &[F::SourceAt]],
            ],
        }
    }
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ElderField {
    /// The row's number.
    Number,
    /// A setting's name.
    Key,
    /// A setting's value, as JSON.
    Value,
    /// What a setting is for.
    Description,
    /// The match's name.
    Match,
    /// The side listed first.
    Home,
    /// The side listed second.
    Away,
    /// The sport, often with the competition in it: `soccer_epl`.
    Sport,
    /// The competition.
    League,
    /// When the match starts.
    StartsAt,
    /// The venue.
    Bookmaker,
    /// Which question.
    Market,
    /// Which answer.
    Outcome,
    /// The number of a total or handicap.
    Point,
    /// The price, or the price taken.
    Odds,
    /// The price of the side listed first.
    HomeOdds,
    /// The price of the draw.
    DrawOdds,
    /// The price of the side listed second.
    AwayOdds,
    /// The source's clock.
    SourceAt,
    /// When it was collected.
    SeenAt,
    /// The stake.
    Stake,
    /// One word for channel and strategy.
    BetType,
    /// What the bet came to.
    Result,
    /// Whether it is over.
    Status,
    /// The price that it was settled at.
    ActualOdds,
    /// What came back.
    Payout,
    /// What was gained, as worked out there.
    ProfitLoss,
    /// What was gained, as a person wrote.
    ActualProfit,
    /// The closing line value in percent.
    Clv,
    /// The price at the close.
    OddsClose,
    /// Notes.
    Notes,
    /// When the bet was placed.
    PlacedAt,
    /// When it last changed.
    UpdatedAt,
}

const SETTINGS: &[(ElderField, &[&str])] = &[
    (ElderField::Number, &["id"]),
    (ElderField::Key, &["key"]),
    (ElderField::Value, &["value"]),
    (ElderField::Description, &["description"]),
];

const PRICES: &[(ElderField, &[&str])] = &[
    (ElderField::Number, &["id"]),
    (ElderField::Match, &["match_id"]),
    (ElderField::Home, &["home_team"]),
    (ElderField::Away, &["away_team"]),
    (ElderField::Sport, &["sport"]),
    (ElderField::League, &["league"]),
    (ElderField::StartsAt, &["commence_time"]),
    (ElderField::Bookmaker, &["bookmaker"]),
    (ElderField::Market, &["market_type", "market"]),
    (ElderField::Outcome, &["outcome_name", "outcome"]),
    (ElderField::Point, &["point"]),
    (ElderField::Odds, &["odds_value", "odds", "price"]),
    (ElderField::HomeOdds, &["home_odds"]),
    (ElderField::DrawOdds, &["draw_odds"]),
    (ElderField::AwayOdds, &["away_odds"]),
    (ElderField::SourceAt, &["last_update"]),
    (ElderField::SeenAt, &["collected_at", "created_at", "timestamp"]),
];

const BETS: &[(ElderField, &[&str])] = &[
    (ElderField::Number, &["id"]),
    (ElderField::Match, &["match_id"]),
    (ElderField::Home, &["home_team"]),
    (ElderField::Away, &["away_team"]),
    (ElderField::Sport, &["sport"]),
    (ElderField::League, &["league"]),
    (ElderField::StartsAt, &["commence_time"]),
    (ElderField::Outcome, &["outcome"]),
    (ElderField::Market, &["market_type", "market"]),
    (ElderField::Point, &["point"]),
    (ElderField::Bookmaker, &["bookmaker"]),
    (ElderField::Odds, &["odds_value", "odds"]),
    (ElderField::Stake, &["stake"]),
    (ElderField::BetType, &["bet_type"]),
    (ElderField::Result, &["result"]),
    (ElderField::Status, &["status"]),
    (ElderField::ActualOdds, &["actual_odds"]),
    (ElderField::Payout, &["payout"]),
    (ElderField::ProfitLoss, &["profit_loss"]),
    (ElderField::ActualProfit, &["actual_profit"]),
    (ElderField::Clv, &["clv"]),
    (ElderField::OddsClose, &["odds_close"]),
    (ElderField::Notes, &["notes"]),
    (ElderField::PlacedAt, &["placed_at", "created_at"]),
    (ElderField::UpdatedAt, &["settled_at", "updated_at"]),
];

/// A table as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElderColumns {
    /// Which.
    pub table: ElderTable,
    /// The fields that are there, each with its columns.
    pub read: Vec<(ElderField, Vec<&'static str>)>,
    /// Columns that have no counterpart here.
    pub unread: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElderSchema {
    /// The tables that are to be read.
    pub tables: Vec<ElderColumns>,
    /// Tables that have no counterpart here, or were not asked for.
    pub left: Vec<String>,
}

/// A row, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ElderRow {
    values: Vec<(ElderField, String)>,
}

impl ElderRow {
    /// A row of these values; what is empty is left out.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = (ElderField, String)>) -> Self {
        let says = |(_, text): &(ElderField, String)| !text.trim().is_empty();
        Self { values: values.into_iter().filter(says).collect() }
    }

    /// What it says.
    #[must_use]
    pub fn get(&self, field: ElderField) -> Option<&str> {
        let found = self.values.iter().find(|(known, _)| *known == field);
        found.map(|(_, text)| text.trim())
    }

    /// Its number, for whoever looks for it.
    #[must_use]
    pub fn number(&self) -> &str {
        self.get(ElderField::Number).unwrap_or_default()
    }

    /// Everything in it, for a report.
    #[must_use]
    pub fn told(&self) -> String {
        let told = self.values.iter().map(|(field, text)| format!("{field:?}={text}"));
        told.collect::<Vec<_>>().join("; ")
    }
}

/// What the bets there add up to, as the database itself works it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ElderSums {
    /// Bets.
    pub bets: u64,
    /// Their stakes.
    pub stakes: Decimal,
    /// What those that are over brought: what came back less the stake, else what is written as
    /// profit.
    pub profit: Decimal,
}

/// A bet with this word as its result, or its status where it has none, is open.
#[must_use]
pub fn is_open(word: &str) -> bool {
    OPEN.contains(&word)
}

/// Words of a bet that is open, in lower case.
pub(super) const OPEN: [&str; 3] = ["pending", "active", "open"];
