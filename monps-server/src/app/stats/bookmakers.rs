//! Each bookmaker: what it quotes, and what betting with it came to.

use std::collections::BTreeMap;

use monps_core::id::VenueId;
use monps_core::stats::breakdown;

use super::super::problem::Problem;
use super::figures::Performance;
use super::odds::BookmakerOdds;
use super::picture::Picture;

/// A bookmaker.
#[derive(Clone, Debug, PartialEq)]
pub struct BookmakerFigures {
    /// Its name.
    pub title: String,
    /// Its key.
    pub key: String,
    /// What it quotes now; none where it quotes nothing.
    pub odds: Option<BookmakerOdds>,
    /// What the bets settled with it came to; none where there are none.
    pub bets: Option<Performance>,
}

/// Both sides, by name.
pub(super) fn join(
    picture: &Picture,
    odds: &[BookmakerOdds],
) -> Result<Vec<BookmakerFigures>, Problem> {
    let currency = picture.opening.amount.currency();
    let settled = picture.settled.iter();
    let by_venue = breakdown(currency, settled.map(|(fact, bet)| (fact.venue_id, bet)))?;
    let mut joined: BTreeMap<VenueId, (Option<BookmakerOdds>, Option<Performance>)> =
        BTreeMap::new();
    for quoted in odds {
        joined.entry(quoted.venue_id).or_default().0 = Some(quoted.clone());
    }
    for (venue_id, returns) in &by_venue {
        joined.entry(*venue_id).or_default().1 = Some(returns.into());
    }
    let mut figures: Vec<BookmakerFigures> = joined
        .into_iter()
        .map(|(id, (odds, bets))| {
            let venue = picture.venues.get(&id);
            BookmakerFigures {
                title: picture.title(id),
                key: venue.map_or_else(|| id.to_string(), |venue| venue.key.to_string()),
                odds,
                bets,
            }
        })
        .collect();
    figures.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(figures)
}
