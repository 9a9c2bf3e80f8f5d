//! Matching orders against what is offered, to the last cent.

use std::collections::BTreeMap;

use monps_core::adapter::trading::{
    Acceptance, Balance, ClientRef, Intent, Lifetime, OrderReport, OrderState,
};
use monps_core::money::{Currency, Money, Rounding};
use monps_core::odds::Price;
use monps_core::quote::Side;
use monps_core::time::Timestamp;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::{ORDERS_MAX, Offer, Orders, PaperOptions};

/// Decimals of an average price.
const AVERAGE_DECIMALS: u32 = 6;

/// Every order, and what they took.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) orders: Orders,
    /// How many orders there have been.
    placed: u64,
    /// What was taken of an offer, for as long as it stands unchanged: market, selection, side, price.
    taken: BTreeMap<(String, String, Side, Decimal), Taken>,
}

#[derive(Debug)]
struct Taken {
    offered: Option<Money>,
    amount: Decimal,
}

/// One order.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) intent: Intent,
    pub(super) state: OrderState,
    /// Which order it was, from 1; 0 before it is in the book.
    number: u64,
    /// How much of the stake is matched.
    matched: Decimal,
    /// The sum of amounts times prices.
    weighed: Decimal,
    reason: Option<(&'static str, &'static str)>,
}

/// What is drawn for an order.
pub(super) struct Luck {
    pub(super) delay_ms: u32,
    /// The part of what is seen that is still there.
    share: Decimal,
}

impl Luck {
    /// The same order under the same seed is always as lucky.
    pub(super) fn of(client_ref: &ClientRef, seed: u64, options: &PaperOptions) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(seed.to_le_bytes());
        hasher.update(client_ref.as_str());
        let mut rng = ChaCha8Rng::from_seed(hasher.finalize().into());
        let most = options.delay_ms_max.max(options.delay_ms_min);
        let delay_ms = rng.random_range(options.delay_ms_min..=most);
        let share = rng.random_range(u32::from(options.share_pct_min.min(100))..=100);
        Self { delay_ms, share: Decimal::new(i64::from(share), 2) }
    }
}

impl Order {
    pub(super) fn new(intent: Intent) -> Self {
        let (matched, weighed) = (Decimal::ZERO, Decimal::ZERO);
        Self { intent, state: OrderState::Pending, number: 0, matched, weighed, reason: None }
    }

    fn left(&self) -> Decimal {
        self.intent.stake.amount() - self.matched
    }

    /// Whether a price is one that the order takes.
    fn takes(&self, price: Price) -> bool {
        let (price, wanted) = (price.get(), self.intent.price.get());
        match (self.intent.accept, self.intent.side) {
            (Acceptance::Market, _) => true,
            (Acceptance::Exact, _) => price == wanted,
            (Acceptance::OrBetter, Side::Back) => price >= wanted,
            (Acceptance::OrBetter, Side::Lay) => price <= wanted,
        }
    }

    /// What it can lose, what waits included.
    fn at_risk(&self) -> Decimal {
        let waits = if self.state.is_final() { Decimal::ZERO } else { self.left() };
        match self.intent.side {
            Side::Back => self.matched + waits,
            Side::Lay => {
                let price = self.intent.price.get();
                self.weighed - self.matched + waits * (price - Decimal::ONE)
            }
        }
    }

    /// Whether it is over and nothing of it was matched.
    fn cost_nothing(&self) -> bool {
        self.state.is_final() && self.matched.is_zero()
    }

    pub(super) fn end(&mut self, state: OrderState) {
        self.state = state;
    }

    pub(super) fn refuse(&mut self, reason: &'static str, message: &'static str) {
        self.state = OrderState::Rejected;
        self.reason = Some((reason, message));
    }

    pub(super) fn report(&self, at: Timestamp) -> OrderReport {
        let currency = self.intent.stake.currency();
        let money = |amount| Money::rounded(amount, currency, Rounding::Down).ok();
        let average = self.weighed.checked_div(self.matched);
        let average = average.map(|price| Rounding::HalfUp.apply(price, AVERAGE_DECIMALS));
        let report = OrderReport {
            venue_ref: Some(format!("paper-{}", self.intent.client_ref)),
            matched: money(self.matched),
            average: average.and_then(|price| Price::new(price).ok()),
            remaining: if self.state.is_final() { None } else { money(self.left()) },
            ..OrderReport::new(self.intent.client_ref.clone(), self.state, at)
        };
        match self.reason {
            Some((reason, message)) => report.because(reason, message),
            None => report,
        }
    }
}

impl Book {
    /// Whether one more order can be kept. The oldest that is over and cost nothing makes room: a bet
    /// must stay, or its stake would come back to the account.
    pub(super) fn make_room(&mut self) -> bool {
        if self.orders.len() < ORDERS_MAX {
            return true;
        }
        let idle = self.orders.iter().filter(|(_, order)| order.cost_nothing());
        let oldest = idle.min_by_key(|(_, order)| order.number);
        let oldest = oldest.map(|(client_ref, _)| client_ref.clone());
        oldest.is_some_and(|oldest| self.orders.remove(&oldest).is_some())
    }

    /// Keeps an order that is new.
    pub(super) fn keep(&mut self, order: &mut Order) {
        self.placed += 1;
        order.number = self.placed;
        self.orders.insert(order.intent.client_ref.clone(), order.clone());
    }

    /// Lets an order take what it can of what is offered now.
    pub(super) fn fill(&mut self, order: &mut Order, offers: Option<Vec<Offer>>, luck: &Luck) {
        let Some(offers) = offers else {
            // No bets are taken: what waited is over.
            order.end(OrderState::Lapsed);
            return;
        };
        let wanted: Vec<(Offer, Decimal)> = offers
            .into_iter()
            .filter(|offer| order.takes(offer.price))
            .map(|offer| (offer, self.there(&order.intent, offer, luck)))
            .collect();
        let all: Decimal = wanted.iter().map(|(_, amount)| *amount).sum();
        let kill = order.intent.lifetime == Lifetime::FillOrKill;
        if kill && all < order.left() {
            order.end(OrderState::Lapsed);
            return;
        }
        for (offer, amount) in wanted {
            let amount = amount.min(order.left());
            if amount > Decimal::ZERO {
                order.matched += amount;
                order.weighed += amount * offer.price.get();
                self.note(&order.intent, offer, amount);
            }
        }
        order.end(if order.left().is_zero() {
            OrderState::Matched
        } else if order.matched.is_zero() {
            OrderState::Accepted
        } else {
            OrderState::PartMatched
        });
    }

    /// How much of an offer is there for this order.
    fn there(&self, intent: &Intent, offer: Offer, luck: &Luck) -> Decimal {
        let Some(available) = offer.available else {
            return intent.stake.amount();
        };
        let before =
            self.taken.get(&place(intent, offer)).filter(|taken| taken.offered == offer.available);
        let taken = before.map_or(Decimal::ZERO, |taken| taken.amount);
        let left = available.amount() * luck.share - taken;
        Rounding::Down.apply(left.max(Decimal::ZERO), intent.stake.currency().decimals())
    }

    fn note(&mut self, intent: &Intent, offer: Offer, amount: Decimal) {
        if self.taken.len() >= ORDERS_MAX {
            self.taken.clear();
        }
        let taken = self
            .taken
            .entry(place(intent, offer))
            .or_insert(Taken { offered: offer.available, amount: Decimal::ZERO });
        if taken.offered != offer.available {
            *taken = Taken { offered: offer.available, amount: Decimal::ZERO };
        }
        taken.amount += amount;
    }

    /// What may still be bet: what the account began with less what open bets may lose.
    pub(super) fn balance(&self, options: &PaperOptions, at: Timestamp) -> Option<Balance> {
        let currency: Currency = options.balance.currency();
        let at_risk: Decimal = self.orders.values().map(Order::at_risk).sum();
        let exposure = Money::rounded(at_risk, currency, Rounding::Up).ok()?;
        let available = options.balance.minus(exposure).ok()?;
        Some(Balance { available, exposure, at })
    }
}

fn place(intent: &Intent, offer: Offer) -> (String, String, Side, Decimal) {
    (intent.market.clone(), intent.selection.clone(), intent.side, offer.price.get())
}
