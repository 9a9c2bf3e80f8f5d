//! A price: which answer of which market, on which side.

use monps_core::adapter::SourceQuote;
use monps_core::catalog::{Line, MarketKey, MarketKind, Selection};
use monps_core::quote::Side;

use super::market::Market;
use super::{Reason, price};
use crate::declarative::describe::{MarketSpec, QuoteSpec, Reading, SelectionSpec};
use crate::declarative::expr::{Env, decimal, short};

/// Reads one price; nothing where there is none and that is no mistake.
pub(super) fn read(
    env: &Env<'_>,
    reading: &Reading,
    market: &Market,
    spec: &QuoteSpec,
) -> Result<Option<(MarketKey, SourceQuote)>, Reason> {
    match env.check(&spec.when)? {
        None => {}
        Some(None) => return Ok(None),
        Some(Some(reason)) => return Err(reason),
    }
    let Some(text) = env.value(&spec.price)? else {
        return if spec.optional { Ok(None) } else { Err("there is no price".to_owned()) };
    };
    let selection = selection(env, &market.kind, &spec.selection)?;
    let line = match &reading.market {
        Some(spec) if market.kind.wants_line() => Some(line(env, spec, &selection)?),
        _ => None,
    };
    let key = MarketKey::new(market.kind.clone(), market.period, line);
    let key = key.map_err(|error| error.to_string())?;
    let side = match &spec.side {
        None => Side::Back,
        Some(side) => {
            let word = env.need(side, "side")?;
            word.trim()
                .parse()
                .map_err(|_| format!("{:?} is neither back nor lay", short(&word)))?
        }
    };
    let priced = price::read(env, spec, side, &text)?;
    let limit = |expr: &Option<_>| -> Result<_, Reason> {
        let text = expr.as_ref().map(|expr| env.value(expr)).transpose()?.flatten();
        Ok(text.and_then(|text| decimal(&text).ok()).filter(|limit| limit.is_sign_positive()))
    };
    let quote = SourceQuote {
        selection,
        side,
        price: priced.price,
        available: limit(&spec.size)?.and_then(|size| priced.stake(spec, size)),
        stake_max: limit(&spec.stake_max)?.filter(|limit| !limit.is_zero()),
    };
    Ok(Some((key, quote)))
}

fn selection(env: &Env<'_>, kind: &MarketKind, spec: &SelectionSpec) -> Result<Selection, Reason> {
    let none =
        |word: &str| format!("the outcome {:?} is no answer of the market {kind}", short(word));
    let (selection, word) = match spec {
        SelectionSpec::Named(expr) => {
            let word = env.need(expr, "name of the outcome")?;
            let named = Selection::named(&word).map_err(|error| error.to_string())?;
            (Some(named), word)
        }
        SelectionSpec::Slug(expr) => {
            let word = env.need(expr, "outcome")?;
            (Selection::from_slug(&word), word)
        }
        SelectionSpec::Pick(pick) => {
            let word = env.need(&pick.of, "name of the outcome")?;
            let mut found = None;
            for (selection, names) in &pick.answers {
                for name in names {
                    if env.template(name)?.as_deref().map(str::trim) == Some(word.trim()) {
                        found = found.or_else(|| Some(selection.clone()));
                    }
                }
            }
            (found, word)
        }
    };
    selection.filter(|selection| kind.has(selection)).ok_or_else(|| none(&word))
}

/// The line, which is the home side's in a handicap.
fn line(env: &Env<'_>, spec: &MarketSpec, selection: &Selection) -> Result<Line, Reason> {
    let missing = || "there is no line".to_owned();
    let text = env.value(spec.line.as_ref().ok_or_else(missing)?)?.ok_or_else(missing)?;
    let text = text.trim().trim_start_matches('+');
    let line: Line = text.parse().map_err(|error| format!("{error}"))?;
    let is_away = spec.line_of_selection && *selection == Selection::Away;
    Ok(if is_away { line.mirrored() } else { line })
}
