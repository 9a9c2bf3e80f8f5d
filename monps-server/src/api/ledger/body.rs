//! What clients send about money.

use monps_core::id::AccountId;
use poem_openapi::Object;
use poem_openapi::types::Example;
use rust_decimal::dec;

use crate::api::instant::Instant;
use crate::api::number::{Integer, NumberInput};
use crate::api::text::{Prose, Text};
use crate::app::ledger::{Asserted, Cash, Move, MoveKind};
use crate::app::problem::Problem;

/// Where cash lies. With nothing said: with no venue, in the bank.
#[derive(Clone, Debug, Default, Object)]
#[oai(rename = "Cash", deny_unknown_fields)]
pub(super) struct CashBody {
    /// A known account.
    account_id: Option<Integer<1, { i64::MAX }>>,
    /// A bookmaker, by key or name.
    bookmaker: Option<Text<100, 1>>,
    /// The login there, where there are several.
    login: Option<Text<100>>,
}

/// Money that the owner puts in or takes out.
#[derive(Clone, Debug, Object)]
#[oai(rename = "CashMove", example, deny_unknown_fields)]
pub(super) struct MoveBody {
    /// How much, above zero.
    amount: NumberInput,
    /// Three letters; the bankroll's currency by default.
    currency: Option<Text<3, 3>>,
    /// A known account.
    account_id: Option<Integer<1, { i64::MAX }>>,
    /// A bookmaker, by key or name; the bank where none is named.
    bookmaker: Option<Text<100, 1>>,
    /// The login there, where there are several.
    login: Option<Text<100>>,
    /// When it took effect; now by default.
    at: Option<Instant>,
    /// A word for people.
    note: Option<Prose<400>>,
    /// Play money.
    paper: Option<bool>,
}

/// Money that goes from one place to another.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Transfer", example, deny_unknown_fields)]
pub(super) struct TransferBody {
    /// How much, above zero.
    amount: NumberInput,
    /// Three letters; the bankroll's currency by default.
    currency: Option<Text<3, 3>>,
    /// From here.
    from: CashBody,
    /// To here.
    to: CashBody,
    /// When it took effect; now by default.
    at: Option<Instant>,
    /// A word for people.
    note: Option<Prose<400>>,
    /// Play money.
    paper: Option<bool>,
}

/// What a venue shows.
#[derive(Clone, Debug, Object)]
#[oai(rename = "BalanceAssertion", example, deny_unknown_fields)]
pub(super) struct AssertionBody {
    /// What is shown.
    balance: NumberInput,
    /// Three letters; the bankroll's currency by default.
    currency: Option<Text<3, 3>>,
    /// A known account.
    account_id: Option<Integer<1, { i64::MAX }>>,
    /// A bookmaker, by key or name; the bank where none is named.
    bookmaker: Option<Text<100, 1>>,
    /// The login there, where there are several.
    login: Option<Text<100>>,
    /// Whether to bring the books to what is shown, by an adjustment.
    adjust: Option<bool>,
    /// A word for people.
    note: Option<Prose<400>>,
    /// Play money.
    paper: Option<bool>,
}

impl Example for MoveBody {
    fn example() -> Self {
        Self {
            amount: NumberInput(dec!(200)),
            currency: None,
            account_id: None,
            bookmaker: Some(Text::sample("Winamax")),
            login: None,
            at: None,
            note: None,
            paper: None,
        }
    }
}

impl Example for TransferBody {
    fn example() -> Self {
        Self {
            amount: NumberInput(dec!(50)),
            currency: None,
            from: CashBody::default(),
            to: CashBody { bookmaker: Some(Text::sample("Winamax")), ..CashBody::default() },
            at: None,
            note: None,
            paper: None,
        }
    }
}

impl Example for AssertionBody {
    fn example() -> Self {
        Self {
            balance: NumberInput(dec!(412.30)),
            currency: None,
            account_id: None,
            bookmaker: Some(Text::sample("Winamax")),
            login: None,
            adjust: None,
            note: None,
            paper: None,
        }
    }
}

impl CashBody {
    fn asked(&self) -> Cash {
        match (self.account_id, &self.bookmaker) {
            (Some(id), _) => Cash::Account(AccountId::new(id.get())),
            (None, Some(bookmaker)) => {
                Cash::Venue { bookmaker: bookmaker.to_string(), login: text(self.login.as_ref()) }
            }
            (None, None) => Cash::Bank,
        }
    }
}

impl MoveBody {
    /// As the product takes it; `kind` says which way.
    pub(super) fn asked(
        &self,
        actor: &str,
        kind: impl Fn(Cash) -> MoveKind,
    ) -> Result<Move, Problem> {
        let cash = CashBody {
            account_id: self.account_id,
            bookmaker: self.bookmaker.clone(),
            login: self.login.clone(),
        };
        Ok(Move {
            kind: kind(cash.asked()),
            amount: self.amount.0,
            currency: currency(self.currency.as_ref())?,
            at: self.at.map(Instant::get),
            note: text(self.note.as_ref()),
            paper: self.paper.unwrap_or_default(),
            actor: actor.to_owned(),
        })
    }
}

impl TransferBody {
    /// As the product takes it.
    pub(super) fn asked(&self, actor: &str) -> Result<Move, Problem> {
        Ok(Move {
            kind: MoveKind::Transfer(self.from.asked(), self.to.asked()),
            amount: self.amount.0,
            currency: currency(self.currency.as_ref())?,
            at: self.at.map(Instant::get),
            note: text(self.note.as_ref()),
            paper: self.paper.unwrap_or_default(),
            actor: actor.to_owned(),
        })
    }
}

impl AssertionBody {
    /// As the product takes it.
    pub(super) fn asked(&self, actor: &str) -> Result<Asserted, Problem> {
        let cash = CashBody {
            account_id: self.account_id,
            bookmaker: self.bookmaker.clone(),
            login: self.login.clone(),
        };
        Ok(Asserted {
            cash: cash.asked(),
            shown: self.balance.0,
            currency: currency(self.currency.as_ref())?,
            adjust: self.adjust.unwrap_or_default(),
            note: text(self.note.as_ref()),
            paper: self.paper.unwrap_or_default(),
            actor: actor.to_owned(),
        })
    }
}

fn currency(code: Option<&Text<3, 3>>) -> Result<Option<monps_core::money::Currency>, Problem> {
    let parsed = code.map(|code| code.as_str().parse()).transpose();
    parsed
        .map_err(|error: monps_core::error::money::MoneyError| Problem::invalid("currency", error))
}

fn text(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}
