//! How a price is recognised: which selection it is about, which side, in which format.

use monps_core::catalog::Selection;
use monps_core::odds::ContractCurve;
use rust_decimal::Decimal;

use super::{Bad, Item, decimal};
use crate::declarative::expr::{Condition, Expr, Names, Template, conditions, expr, templates};

/// A price by description.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct QuoteSpec {
    pub(in crate::declarative) when: Vec<Condition>,
    pub(in crate::declarative) selection: SelectionSpec,
    pub(in crate::declarative) side: Option<Expr>,
    pub(in crate::declarative) price: Expr,
    pub(in crate::declarative) format: Option<Expr>,
    /// What a written price is multiplied with.
    pub(in crate::declarative) scale: Option<Decimal>,
    pub(in crate::declarative) fee: Option<Fee>,
    pub(in crate::declarative) size: Option<Expr>,
    pub(in crate::declarative) size_in: SizeIn,
    pub(in crate::declarative) size_scale: Option<Decimal>,
    pub(in crate::declarative) stake_max: Option<Expr>,
    /// Whether a price that is not there is no mistake.
    pub(in crate::declarative) optional: bool,
}

/// Which answer of its market a price is about.
#[derive(Clone, Debug)]
pub(in crate::declarative) enum SelectionSpec {
    /// By its slug: `home`.
    Slug(Expr),
    /// In the source's own words.
    Named(Expr),
    /// By the name or id that it goes by.
    Pick(Pick),
}

/// The answers by the names or ids that they go by.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Pick {
    pub(in crate::declarative) of: Expr,
    pub(in crate::declarative) answers: Vec<(Selection, Vec<Template>)>,
}

/// The fee of a contract that pays one, by its price.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Fee {
    pub(in crate::declarative) curve: ContractCurve,
    pub(in crate::declarative) rate: Expr,
}

/// What a size is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum SizeIn {
    /// The stake of the one who backs.
    Stake,
    /// What comes back, such as contracts that pay one each.
    Payout,
}

pub(super) fn read(item: &Item<'_>, names: &Names<'_>) -> Result<QuoteSpec, Bad> {
    let section = item.section()?;
    let get = |key: &str| section.get(key).map(|item| expr(&item, names)).transpose();
    let selection = match (section.get("selection"), section.get("named")) {
        (Some(selection), None) => selection_spec(&selection, names)?,
        (None, Some(named)) => SelectionSpec::Named(expr(&named, names)?),
        _ => {
            return Err(item
                .bad("needs either selection = … or named = …: which answer the price is about"));
        }
    };
    let size_in = match section.get("size_in") {
        None => SizeIn::Stake,
        Some(item) => match item.text()? {
            "stake" => SizeIn::Stake,
            "payout" => SizeIn::Payout,
            other => {
                return Err(
                    item.bad(format!("{other:?} is not known: a size is a stake or a payout"))
                );
            }
        },
    };
    let spec = QuoteSpec {
        when: conditions(section.get("when").as_ref(), names)?,
        selection,
        side: get("side")?,
        price: expr(&section.need("price", "a template such as \"{outcome/price}\"")?, names)?,
        format: get("format")?,
        scale: section.get("scale").map(|item| decimal(&item)).transpose()?,
        fee: section.get("fee").map(|item| fee(&item, names)).transpose()?,
        size: get("size")?,
        size_in,
        size_scale: section.get("size_scale").map(|item| decimal(&item)).transpose()?,
        stake_max: get("stake_max")?,
        optional: section.get("optional").map_or(Ok(false), |item| item.flag())?,
    };
    section.finish()?;
    Ok(spec)
}

fn selection_spec(item: &Item<'_>, names: &Names<'_>) -> Result<SelectionSpec, Bad> {
    let pick = item.is_section().then(|| item.section()).transpose()?;
    let Some(section) = pick.filter(|section| section.get("of").is_some()) else {
        return expr(item, names).map(SelectionSpec::Slug);
    };
    let of = expr(&section.need("of", "the name or id of the answer")?, names)?;
    let mut answers = Vec::new();
    for (slug, item) in section.others() {
        let selection = Selection::from_slug(slug).ok_or_else(|| {
            item.bad(format!("{slug:?} is no selection: use home, draw, away, over, under, yes, no, home_or_draw …"))
        })?;
        answers.push((selection, templates(&item, names)?));
    }
    if answers.is_empty() {
        return Err(item.bad("names no answer: add home = …, away = … and the like"));
    }
    Ok(SelectionSpec::Pick(Pick { of, answers }))
}

fn fee(item: &Item<'_>, names: &Names<'_>) -> Result<Fee, Bad> {
    let section = item.section()?;
    let formula = section.need("formula", "flat, variance, lesser or power")?;
    let curve = match formula.text()? {
        "flat" => ContractCurve::Flat,
        "variance" => ContractCurve::Variance,
        "lesser" => ContractCurve::Lesser,
        "power" => ContractCurve::Power { exponent: section.number("exponent", 0, 8, 1)? },
        other => {
            return Err(formula.bad(format!("{other:?} is no fee formula: flat (rate), variance (rate·p·(1−p)), lesser (rate·min(p, 1−p)) or power (rate·p·(p·(1−p))^exponent)")));
        }
    };
    let rate = expr(&section.need("rate", "the rate, such as \"0.07\"")?, names)?;
    section.finish()?;
    Ok(Fee { curve, rate })
}
