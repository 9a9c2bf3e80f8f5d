//! Markets as the stream left them: images replaced, changes applied.

use std::collections::HashMap;

use super::wire::{
    ChangeMessage, ChangeType, Fixed, LevelUpdate, MarketChange, MarketDefinition, PriceUpdate,
    RunnerChange, SegmentType,
};

/// Levels of best offers that a subscription can have.
const LEVELS_MAX: usize = 10;
/// Markets held at most; a subscription has two hundred unless Betfair grants more.
const MARKETS_MAX: usize = 10_000;

/// A runner: the number of the selection and its handicap.
pub(super) type RunnerKey = (u64, Fixed);

/// An offer: price and size.
pub(super) type Offer = (Fixed, Fixed);

/// Every market of a stream.
#[derive(Debug, Default)]
pub(super) struct MarketCache {
    markets: HashMap<String, Market>,
    /// Where the stream can be taken up again.
    pub(super) clocks: Clocks,
}

/// Where the stream can be taken up again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clocks {
    pub(super) initial: Option<String>,
    pub(super) last: Option<String>,
}

/// One market.
#[derive(Debug, Default)]
pub(super) struct Market {
    pub(super) definition: Option<MarketDefinition>,
    pub(super) runners: HashMap<RunnerKey, Runner>,
}

/// What is offered on one runner.
#[derive(Debug, Default)]
pub(super) struct Runner {
    best_back: Levels,
    best_lay: Levels,
    all_back: Prices,
    all_lay: Prices,
    pub(super) last_traded: Option<Fixed>,
}

/// Best offers by level.
#[derive(Debug, Default)]
struct Levels(Vec<Option<Offer>>);

/// A full ladder, in rising order of prices.
#[derive(Debug, Default)]
struct Prices(Vec<Offer>);

impl MarketCache {
    /// Applies a message; the ids of the markets that it changed go to `touched`.
    pub(super) fn apply<'m>(&mut self, message: &'m ChangeMessage<'_>, touched: &mut Vec<&'m str>) {
        let begins = matches!(message.segment_type, SegmentType::Whole | SegmentType::SegStart);
        if message.ct == ChangeType::SubImage && begins {
            self.markets.clear();
        }
        if let Some(initial) = &message.initial_clk {
            self.clocks.initial = Some(initial.to_string());
        }
        let ends = matches!(message.segment_type, SegmentType::Whole | SegmentType::SegEnd);
        if let Some(clk) = message.clk.as_deref().filter(|_| ends) {
            let last = self.clocks.last.get_or_insert_default();
            last.clear();
            last.push_str(clk);
        }
        for change in &message.mc {
            if self.change(change) {
                touched.push(&change.id);
            }
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Market> {
        self.markets.get(id)
    }

    fn change(&mut self, change: &MarketChange<'_>) -> bool {
        if !self.markets.contains_key(change.id.as_ref()) {
            if self.markets.len() >= MARKETS_MAX {
                return false;
            }
            self.markets.insert(change.id.to_string(), Market::default());
        }
        let Some(market) = self.markets.get_mut(change.id.as_ref()) else {
            return false;
        };
        if change.img {
            market.runners.clear();
        }
        if let Some(definition) = &change.market_definition {
            market.definition = Some(definition.clone());
        }
        for runner in &change.rc {
            let key = (runner.id, runner.hc.unwrap_or(Fixed::ZERO));
            market.runners.entry(key).or_default().change(runner);
        }
        true
    }
}

impl Market {
    /// Whether bets are taken: without a definition nobody knows.
    pub(super) fn is_open(&self) -> bool {
        self.definition.as_ref().is_some_and(|definition| definition.status == "OPEN")
    }
}

impl Runner {
    fn change(&mut self, change: &RunnerChange) {
        self.best_back.change(&change.batb);
        self.best_lay.change(&change.batl);
        self.best_back.change(&change.bdatb);
        self.best_lay.change(&change.bdatl);
        self.all_back.change(&change.atb);
        self.all_lay.change(&change.atl);
        self.last_traded = change.ltp.or(self.last_traded);
    }

    /// The best price at which one can back.
    pub(super) fn back(&self) -> Option<Offer> {
        self.best_back.best().or_else(|| self.all_back.0.last().copied())
    }

    /// The best price at which one can lay.
    pub(super) fn lay(&self) -> Option<Offer> {
        self.best_lay.best().or_else(|| self.all_lay.0.first().copied())
    }
}

impl Levels {
    /// Levels are always named: none is shifted.
    fn change(&mut self, updates: &[LevelUpdate]) {
        for (level, price, size) in updates {
            let level = level.whole().and_then(|level| usize::try_from(level).ok());
            let Some(level) = level.filter(|level| *level < LEVELS_MAX) else {
                continue;
            };
            if self.0.len() <= level {
                self.0.resize(level + 1, None);
            }
            self.0[level] = size.is_positive().then_some((*price, *size));
        }
    }

    fn best(&self) -> Option<Offer> {
        self.0.iter().flatten().next().copied()
    }
}

impl Prices {
    fn change(&mut self, updates: &[PriceUpdate]) {
        for (price, size) in updates {
            if *price == Fixed::NONE {
                continue;
            }
            match self.0.binary_search_by(|(held, _)| held.cmp(price)) {
                Ok(at) if size.is_positive() => self.0[at].1 = *size,
                Ok(at) => {
                    self.0.remove(at);
                }
                Err(at) if size.is_positive() => self.0.insert(at, (*price, *size)),
                Err(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str) -> Vec<LevelUpdate> {
        serde_json::from_str(text).unwrap()
    }

    /// The ladder test of the official specification, message by message.
    #[test]
    fn levels_are_kept_as_the_specification_says() {
        let mut ladder = Levels::default();
        let show = |ladder: &Levels| {
            let held = ladder.0.iter().enumerate();
            held.filter_map(|(level, offer)| offer.map(|(price, _)| format!("{level}:{price:?}")))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let first =
            "[[0,1.4,2],[1,0,0],[2,0,0],[3,0,0],[4,0,0],[5,0,0],[6,0,0],[7,0,0],[8,0,0],[9,0,0]]";
        for (update, left) in [
            (first, "0:1.4"),
            ("[[1,1.5,2]]", "0:1.4 1:1.5"),
            ("[[2,1.5,2],[1,1.4,2],[0,1.3,2]]", "0:1.3 1:1.4 2:1.5"),
            ("[[2,0,0],[1,1.5,2],[0,1.4,2]]", "0:1.4 1:1.5"),
            ("[[1,0,0],[0,0,0]]", ""),
            ("[]", ""),
            ("[[99,1.5,2],[0.5,1.5,2]]", ""),
        ] {
            ladder.change(&levels(update));
            assert_eq!(show(&ladder), left, "after {update}");
        }
    }

    fn message(text: &str) -> ChangeMessage<'_> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn images_replace_and_clocks_wait_for_the_last_segment() {
        let mut cache = MarketCache::default();
        let mut touched = Vec::new();
        let image = message(
            r#"{"op":"mcm","id":2,"ct":"SUB_IMAGE","segmentType":"SEG_START","initialClk":"i","clk":"a","mc":[
                {"id":"1.1","img":true,"marketDefinition":{"status":"OPEN"},"rc":[{"id":"7","atb":[[2.0,5],[1.9,3]],"atl":[[2.2,1],[2.1,4]],"spn":"NaN"}]}]}"#,
        );
        cache.apply(&image, &mut touched);
        let runner = |cache: &MarketCache| {
            let market = cache.get("1.1").unwrap();
            let runner = market.runners.get(&(7, Fixed::ZERO));
            runner.map(|runner| (runner.back(), runner.lay()))
        };
        assert_eq!(format!("{:?}", runner(&cache)), "Some((Some((2, 5)), Some((2.1, 4))))");
        assert_eq!(cache.clocks, Clocks { initial: Some("i".to_owned()), last: None });
        let end = message(
            r#"{"op":"mcm","id":2,"ct":"SUB_IMAGE","segmentType":"SEG_END","clk":"b","mc":[{"id":"1.2","img":true}]}"#,
        );
        cache.apply(&end, &mut touched);
        assert!(cache.get("1.1").is_some(), "a later segment does not clear the earlier one");
        assert_eq!(cache.clocks.last.as_deref(), Some("b"));
        let gone =
            message(r#"{"op":"mcm","id":2,"mc":[{"id":"1.1","rc":[{"id":7,"atb":[[2.0,0]]}]}]}"#);
        cache.apply(&gone, &mut touched);
        assert_eq!(format!("{:?}", runner(&cache)), "Some((Some((1.9, 3)), Some((2.1, 4))))");
        let replaced = message(r#"{"op":"mcm","id":2,"mc":[{"id":"1.1","img":true,"rc":[]}]}"#);
        cache.apply(&replaced, &mut touched);
        assert_eq!(runner(&cache), None);
        assert!(cache.get("1.1").unwrap().is_open(), "the definition stands");
        assert_eq!(touched, ["1.1", "1.2", "1.1", "1.1"]);
        let anew = message(r#"{"op":"mcm","id":2,"ct":"SUB_IMAGE","mc":[]}"#);
        cache.apply(&anew, &mut touched);
        assert!(cache.get("1.1").is_none());
    }
}
