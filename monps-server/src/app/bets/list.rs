//! Lists of bets.

use monps_core::bet::{BetStatus, BetType};
use monps_core::catalog::MarketKind;
use monps_core::id::BetId;
use monps_core::time::Timestamp;

use super::super::by_hand::{slug, venue_key};
use super::super::problem::{Faults, Problem};
use super::Bets;
use crate::store::{BetFilter, BetQuery, BetRecord, BetSort};

/// States in which a bet awaits its result.
const OPEN: [BetStatus; 3] = [BetStatus::Open, BetStatus::Unmatched, BetStatus::Unconfirmed];

/// What sorts a list, and the word for it.
const SORTS: [(&str, BetSort); 6] = [
    ("created_at", BetSort::Created),
    ("placed_at", BetSort::Placed),
    ("settled_at", BetSort::Settled),
    ("stake", BetSort::Stake),
    ("odds_value", BetSort::Price),
    ("profit_loss", BetSort::Profit),
];

/// A list as somebody asks for it, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRequest {
    /// A result; `pending` means open.
    pub result: Option<String>,
    /// A status; `active` and `pending` both mean open.
    pub status: Option<String>,
    /// A channel or a strategy.
    pub bet_type: Option<String>,
    /// A venue, by key or name.
    pub bookmaker: Option<String>,
    /// A sport.
    pub sport: Option<String>,
    /// A market, as it was named or by its slug.
    pub market_type: Option<String>,
    /// Placed at or after.
    pub from: Option<Timestamp>,
    /// Placed before.
    pub to: Option<Timestamp>,
    /// Letters somewhere in its words.
    pub text: Option<String>,
    /// Play money or real money.
    pub paper: Option<bool>,
    /// What sorts it: `created_at`, or `-created_at` for the newest first.
    pub sort: Option<String>,
    /// The key of the last row of the page before.
    pub after: Option<String>,
    /// Rows wanted.
    pub limit: u32,
}

/// A page of bets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetList {
    /// The bets.
    pub bets: Vec<BetRecord>,
    /// The key of the last one, where there are more.
    pub next: Option<String>,
    /// How many there are on all pages.
    pub total: u64,
}

impl Bets {
    /// A page of a list.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for words that are none, [`Problem::Store`].
    pub async fn list(&self, request: &ListRequest) -> Result<BetList, Problem> {
        let Some(query) = request.query()? else {
            return Ok(BetList { bets: Vec::new(), next: None, total: 0 });
        };
        let order = request.order();
        let mut page = self.store.bets(&query).await?;
        let has_more = page.bets.len() > request.limit as usize;
        page.bets.truncate(request.limit as usize);
        let last = if has_more { page.bets.last() } else { None };
        let next = last.map(|(value, record)| format!("{order},{value},{}", record.bet.id()));
        Ok(BetList {
            bets: page.bets.into_iter().map(|(_, record)| record).collect(),
            next,
            total: page.total,
        })
    }
}

impl ListRequest {
    fn order(&self) -> &str {
        self.sort.as_deref().unwrap_or("-created_at")
    }

    /// The query; none when its words contradict each other, so that nothing can be found.
    fn query(&self) -> Result<Option<BetQuery>, Problem> {
        let mut faults = Faults::default();
        let mut filter = BetFilter {
            from: self.from,
            to: self.to,
            text: self.text.as_deref().map(str::to_lowercase),
            paper: self.paper,
            sport: self.sport.as_deref().map(|sport| sport.trim().to_lowercase()),
            ..BetFilter::default()
        };
        let by_status = self.statuses(&mut faults);
        let by_result = self.by_result(&mut filter, &mut faults);
        filter.statuses = match (by_status, by_result) {
            (Some(status), Some(result)) if status != result => {
                return faults.finish().map(|()| None);
            }
            (status, result) => status.or(result).unwrap_or_default(),
        };
        if let Some(word) = &self.bet_type {
            match faults.take("bet_type", word.parse::<BetType>()) {
                Some(BetType::Channel(channel)) => filter.channel = Some(channel),
                Some(BetType::Strategy(strategy)) => filter.strategy = Some(strategy),
                None => {}
            }
        }
        if let Some(name) = &self.bookmaker {
            let key = venue_key(name).ok_or("is empty");
            filter.venue_key = faults.take("bookmaker", key).map(|key| key.to_string());
        }
        filter.market = self.market_type.as_ref().map(|word| {
            let kind = slug(word).parse::<MarketKind>();
            (word.clone(), kind.map_or_else(|_| word.clone(), |kind| kind.slug()))
        });
        let order = self.order();
        let (name, ascending) = match order.strip_prefix('-') {
            Some(name) => (name, false),
            None => (order, true),
        };
        let sort = SORTS.iter().find(|(known, _)| *known == name).map(|(_, sort)| *sort);
        if sort.is_none() {
            let known: Vec<&str> = SORTS.iter().map(|(known, _)| *known).collect();
            let message = format!("must be one of {}, with a - for descending", known.join(", "));
            faults.refuse("sort", message);
        }
        let after = self.after(order, &mut faults);
        faults.finish()?;
        Ok(Some(BetQuery {
            filter,
            sort: sort.unwrap_or_default(),
            ascending,
            after,
            // A spare row says that there is a next page.
            limit: self.limit.saturating_add(1),
        }))
    }

    fn statuses(&self, faults: &mut Faults) -> Option<Vec<BetStatus>> {
        match self.status.as_deref()? {
            "pending" | "active" => Some(OPEN.to_vec()),
            word => match word.parse() {
                Ok(status) => Some(vec![status]),
                Err(_) => {
                    faults.refuse("status", "must be pending, active, settled or void");
                    None
                }
            },
        }
    }

    fn by_result(&self, filter: &mut BetFilter, faults: &mut Faults) -> Option<Vec<BetStatus>> {
        match self.result.as_deref()? {
            "pending" => Some(OPEN.to_vec()),
            word => {
                filter.result = faults.take("result", word.parse());
                None
            }
        }
    }

    fn after(&self, order: &str, faults: &mut Faults) -> Option<(String, BetId)> {
        let key = self.after.as_deref()?;
        let mut parts = key.splitn(3, ',');
        let read = (parts.next() == Some(order))
            .then(|| parts.next().zip(parts.next()))
            .flatten()
            .and_then(|(value, id)| Some((value.to_owned(), BetId::new(id.parse().ok()?))));
        if read.is_none() {
            faults.refuse("cursor", "is of another list: keep the sort while turning pages");
        }
        read
    }
}
