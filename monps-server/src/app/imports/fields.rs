//! What a column may hold, and what people head it with.

use std::fmt;
use std::str::FromStr;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The venue's own number of the bet.
    Reference,
    /// Single or accumulator.
    Kind,
    /// When it was placed.
    PlacedAt,
    /// Both sides in one text.
    Match,
    /// The side listed first.
    Home,
    /// The side listed second.
    Away,
    /// When the event starts.
    StartsAt,
    /// The sport.
    Sport,
    /// The competition.
    League,
    /// The market.
    Market,
    /// The selection.
    Selection,
    /// The line of a total or handicap, seen from the selection.
    Line,
    /// Back or lay.
    Side,
    /// The price taken.
    Odds,
    /// The stake.
    Stake,
    /// The currency.
    Currency,
    /// What the venue takes from net winnings, a fraction.
    CommissionRate,
    /// Whether the stake is the venue's.
    FreeBet,
    /// What the venue pays on top of winnings, a fraction.
    BoostRate,
    /// The most that it pays on top.
    BoostMax,
    /// The venue.
    Bookmaker,
    /// The login at the venue.
    Login,
    /// How it was placed.
    Channel,
    /// Why it was placed.
    Strategy,
    /// What became of it.
    Result,
    /// The price that it was settled at, where that is not the price taken.
    ActualOdds,
    /// What came back, stake included.
    Payout,
    /// What was gained.
    Profit,
    /// The price at the close.
    OddsClose,
    /// The closing line value in percent.
    Clv,
    /// Play money.
    Paper,
    /// Labels.
    Tags,
    /// Notes.
    Notes,
    /// The selections of an accumulator, as JSON.
    Legs,
}

/// Each field, its word, and what people head its column with, in plain letters.
pub(super) const FIELDS: [(Field, &str, &[&str]); 34] = [
    (
        Field::Reference,
        "reference",
        &["bet id", "id", "ref", "ticket", "bet number", "coupon id", "numero"],
    ),
    (Field::Kind, "kind", &[]),
    (
        Field::PlacedAt,
        "placed_at",
        &["date", "placed", "placed on", "bet date", "datetime", "time", "place le"],
    ),
    (
        Field::Match,
        "match",
        &["event", "fixture", "game", "rencontre", "match id", "matchid", "evenement"],
    ),
    (
        Field::Home,
        "home",
        &["home team", "hometeam", "domicile", "equipe1", "equipe 1", "side1", "side 1"],
    ),
    (
        Field::Away,
        "away",
        &["away team", "awayteam", "exterieur", "equipe2", "equipe 2", "side2", "side 2"],
    ),
    (
        Field::StartsAt,
        "starts_at",
        &["commence time", "kick off", "kickoff", "event date", "coup d envoi"],
    ),
    (Field::Sport, "sport", &["sports"]),
    (Field::League, "league", &["competition", "tournament", "championnat"]),
    (Field::Market, "market", &["market type", "markettype", "bet market", "marche"]),
    (
        Field::Selection,
        "selection",
        &["outcome", "pick", "bet", "pari", "tip", "pronostic", "choix"],
    ),
    (Field::Line, "line", &["point", "handicap", "ligne"]),
    (Field::Side, "side", &["back lay"]),
    (Field::Odds, "odds", &["decimal odds", "price", "odds value", "oddsvalue", "cote", "prix"]),
    (Field::Stake, "stake", &["amount", "wager", "mise", "montant"]),
    (Field::Currency, "currency", &["devise"]),
    (Field::CommissionRate, "commission_rate", &[]),
    (Field::FreeBet, "free_bet", &["freebet", "pari gratuit"]),
    (Field::BoostRate, "boost_rate", &["boost"]),
    (Field::BoostMax, "boost_max", &[]),
    (Field::Bookmaker, "bookmaker", &["book", "venue", "operator", "bookie", "operateur", "site"]),
    (Field::Login, "login", &[]),
    (Field::Channel, "channel", &["canal"]),
    (Field::Strategy, "strategy", &["strategie"]),
    (Field::Result, "result", &["status", "settlement", "resultat", "statut"]),
    (Field::ActualOdds, "actual_odds", &["settled odds"]),
    (Field::Payout, "payout", &["return", "returns", "gain", "paid", "retour", "paiement"]),
    (
        Field::Profit,
        "profit",
        &["p l", "pl", "pnl", "profit loss", "net", "actual profit", "benefice"],
    ),
    (
        Field::OddsClose,
        "odds_close",
        &["closing", "closing odds", "closing price", "oddsclose", "cloture", "cote de cloture"],
    ),
    (Field::Clv, "clv", &[]),
    (Field::Paper, "paper", &["fictif", "dry run", "dryrun"]),
    (Field::Tags, "tags", &["tag", "labels", "etiquettes"]),
    (Field::Notes, "notes", &["note", "comment", "comments", "commentaire"]),
    (Field::Legs, "legs", &[]),
];

impl Field {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        FIELDS.iter().find(|(field, ..)| *field == self).map_or("", |(_, word, _)| word)
    }

    /// Every field, in the order in which a bet is written down.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, ..)| *field)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = FIELDS.iter().find(|(_, word, _)| *word == text);
        found.map(|(field, ..)| *field).ok_or_else(|| {
            let words: Vec<&str> = FIELDS.iter().map(|(_, word, _)| *word).collect();
            format!("{text:?} is no field; there are {}", words.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_heading_means_two_things() {
        let mut known = HashSet::new();
        for (field, word, others) in FIELDS {
            assert_eq!(word.parse::<Field>(), Ok(field));
            let plain = word.replace('_', " ");
            for heading in std::iter::once(plain.as_str()).chain(others.iter().copied()) {
                assert!(known.insert(heading.to_owned()), "{heading}");
            }
        }
    }
}
