//! Taking the margin out.

use monps_core::error::margin::MarginError;
use monps_core::margin::{Band, FairMarket, Method, Parameter, band};
use monps_core::money::Rounding;
use monps_core::odds::Price;
use poem_openapi::Object;
use rust_decimal::Decimal;

use super::read;
use crate::api::error::{ApiError, Checks};
use crate::api::number::{Integer, Number, NumberInput};
use crate::api::text::Text;

/// The methods that answer when none is asked for, the first that can.
const PREFERRED: [Method; 4] =
    [Method::Shin, Method::Power, Method::OddsRatio, Method::Proportional];
/// Decimals of a fair price.
const PRICE_DECIMALS: u32 = 6;

/// The prices of a market.
#[derive(Clone, Debug, Object)]
#[oai(rename = "DevigRequest", deny_unknown_fields)]
pub(super) struct DevigBody {
    /// The decimal odds of every runner.
    #[oai(validator(min_items = 2, max_items = 1000))]
    prices: Vec<NumberInput>,
    /// How many of the runners win: 1 unless told otherwise, the places of a place market.
    winners: Option<Integer<1, 999>>,
    /// `proportional`, `additive`, `power`, `shin`, `odds_ratio`, `balanced_books`, `goto` or
    /// `jensen_shannon`, or what an author calls it; `shin` unless told otherwise, or the next that
    /// has an answer.
    method: Option<Text<64, 1>>,
}

/// A market without its margin.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Devig")]
pub(super) struct DevigView {
    /// Σ 1 / price.
    book_sum: Number,
    /// Book sum for each winner, less 1, in percent; below 0 for an under-round book.
    overround_pct: Number,
    /// What is kept of the turnover if bets balance, in percent.
    hold_pct: Number,
    /// Whether the prices pay more than they should: an arbitrage, or a price that is stale.
    under_round: bool,
    /// The method that answers.
    method: String,
    /// The fair probability of every runner, in the order of the prices.
    probabilities: Vec<Number>,
    /// The fair odds: 1 / probability.
    fair_odds: Vec<Number>,
    /// What every method says.
    methods: Vec<MethodView>,
    /// The smallest and the largest fair probability of every runner.
    band: Vec<RangeView>,
}

/// What a method says.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "DevigMethod")]
pub(super) struct MethodView {
    /// The method.
    method: String,
    /// Its fair probabilities; empty where it has no answer.
    probabilities: Vec<Number>,
    /// Its fair odds; empty where it has no answer.
    fair_odds: Vec<Number>,
    /// What its equation is solved for: `scale`, `shift`, `exponent`, `insider_share`, `odds_ratio`,
    /// `book_share`, `standard_errors`, `distance`; null without an answer.
    parameter: Option<String>,
    /// The parameter found: Shin's z, the power's k …
    value: Option<Number>,
    /// Steps of the solver; 0 for a closed form.
    iterations: Option<i64>,
    /// Σ of the probabilities, less the winners: at most 1e-12.
    residual: Option<Number>,
    /// Why it has no answer.
    problem: Option<String>,
}

/// The range of a runner over all methods.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "DevigRange")]
pub(super) struct RangeView {
    /// The smallest probability.
    low: Number,
    /// The method that says so.
    low_by: String,
    /// The largest.
    high: Number,
    /// The method that says so.
    high_by: String,
}

pub(super) fn answer(body: &DevigBody) -> Result<DevigView, ApiError> {
    let mut checks = Checks::default();
    let prices: Vec<Price> = (0..)
        .zip(&body.prices)
        .filter_map(|(at, odds): (usize, _)| {
            read::price(&mut checks, &format!("prices[{at}]"), *odds)
        })
        .collect();
    let wanted = body.method.as_ref().map(|word| word.as_str().parse::<Method>()).transpose();
    let wanted = checks.take("method", wanted).flatten();
    checks.finish()?;
    let winners = body.winners.map_or(1, |winners| u32::try_from(winners.get()).unwrap_or(1));
    let band = band(&prices, winners).map_err(of_prices)?;
    let methods: Vec<MethodView> = Method::ALL.iter().map(|method| view(*method, &band)).collect();
    let chosen = choose(wanted, &band, &methods)?;
    let found = band.answers.iter().find(|(method, _)| *method == chosen);
    let diagnostics = found.ok_or_else(read::unread)?.1.diagnostics();
    let mine = methods.iter().find(|one| one.method == chosen.as_str());
    let mine = mine.ok_or_else(read::unread)?;
    Ok(DevigView {
        book_sum: read::of_estimate(diagnostics.book_sum),
        overround_pct: read::of_estimate(diagnostics.overround() * 100.0),
        hold_pct: read::of_estimate(diagnostics.hold() * 100.0),
        under_round: diagnostics.under_round(),
        method: mine.method.clone(),
        probabilities: mine.probabilities.clone(),
        fair_odds: mine.fair_odds.clone(),
        band: band
            .ranges
            .iter()
            .map(|range| RangeView {
                low: read::of_estimate(range.low),
                low_by: range.low_by.as_str().to_owned(),
                high: read::of_estimate(range.high),
                high_by: range.high_by.as_str().to_owned(),
            })
            .collect(),
        methods,
    })
}

/// The method asked for, or the first preferred one with an answer.
fn choose(wanted: Option<Method>, band: &Band, methods: &[MethodView]) -> Result<Method, ApiError> {
    let problem = |wanted: Method| {
        let view = methods.iter().find(|view| view.method == wanted.as_str());
        view.and_then(|view| view.problem.clone())
    };
    if let Some(wanted) = wanted {
        return match problem(wanted) {
            None => Ok(wanted),
            Some(problem) => Err(read::refused("method", problem)),
        };
    }
    let any = band.answers.iter().map(|(method, _)| *method);
    let first = PREFERRED.into_iter().chain(any).find(|method| problem(*method).is_none());
    first.ok_or_else(|| read::refused("prices", "are too extreme for every method"))
}

/// A fault of the prices names the price.
fn of_prices(error: MarginError) -> ApiError {
    let field = match &error {
        MarginError::NotAPrice { index, .. } => format!("prices[{index}]"),
        MarginError::NotAMarket { .. } => "winners".to_owned(),
        _ => "prices".to_owned(),
    };
    read::refused(&field, error)
}

fn view(method: Method, band: &Band) -> MethodView {
    let name = method.as_str().to_owned();
    let none = |problem: String| MethodView {
        method: name.clone(),
        probabilities: Vec::new(),
        fair_odds: Vec::new(),
        parameter: None,
        value: None,
        iterations: None,
        residual: None,
        problem: Some(problem),
    };
    let answer = band.answers.iter().find(|(of, _)| *of == method).map(|(_, fair)| fair);
    let Some(fair) = answer else {
        let refusal = band.refusals.iter().find(|(of, _)| *of == method);
        return none(refusal.map_or_else(String::new, |(_, reason)| reason.to_string()));
    };
    match exact(fair) {
        Err(problem) => none(problem),
        Ok((probabilities, fair_odds)) => {
            let found = fair.diagnostics();
            let residual = Decimal::from_f64_retain(found.residual).unwrap_or_default();
            MethodView {
                method: name,
                probabilities,
                fair_odds,
                parameter: Some(parameter(found.parameter).to_owned()),
                value: Some(read::of_estimate(found.parameter.value())),
                iterations: Some(i64::from(found.iterations)),
                residual: Some(Number(Rounding::HalfEven.apply(residual, 18).normalize())),
                problem: None,
            }
        }
    }
}

/// Probabilities and odds to as many decimals as are answered.
fn exact(fair: &FairMarket) -> Result<(Vec<Number>, Vec<Number>), String> {
    let probabilities = fair.exact_probabilities().map_err(|error| error.to_string())?;
    let odds = |p: Decimal| Rounding::HalfEven.apply(Decimal::ONE / p, PRICE_DECIMALS).normalize();
    Ok(probabilities
        .into_iter()
        .map(|p| (Number(p.get().normalize()), Number(odds(p.get()))))
        .unzip())
}

const fn parameter(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::Scale(_) => "scale",
        Parameter::Shift(_) => "shift",
        Parameter::Exponent(_) => "exponent",
        Parameter::InsiderShare(_) => "insider_share",
        Parameter::OddsRatio(_) => "odds_ratio",
        Parameter::BookShare(_) => "book_share",
        Parameter::StandardErrors(_) => "standard_errors",
        Parameter::Distance(_) => "distance",
        _ => "other",
    }
}
