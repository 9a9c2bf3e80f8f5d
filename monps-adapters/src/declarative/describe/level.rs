//! Levels: going through lists within lists, and finding the matching thing in another answer.

use super::text::slug;
use super::{Bad, Item, StepSpec};
use crate::declarative::expr::{Condition, Expr, Names, Path, Root, conditions, expr};

/// Lists within lists.
const LEVELS_MAX: usize = 8;
/// Names that a level cannot have.
const TAKEN: [&str; 11] = [
    "answer",
    "config",
    "task",
    "now",
    "each",
    "home",
    "away",
    "sport",
    "competition",
    "kind",
    "venue",
];

/// One level of a reading.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Level {
    pub(in crate::declarative) name: String,
    pub(in crate::declarative) source: Source,
    pub(in crate::declarative) when: Vec<Condition>,
}

/// Where the things of a level come from.
#[derive(Clone, Debug)]
pub(in crate::declarative) enum Source {
    /// Every item of a list, or every value of an object.
    In(Path),
    /// One thing, or every item of the list that stands in its place.
    At(Path),
    /// The one thing of a step's answers whose key is what is looked for.
    Find { step: usize, path: Path, key: Expr, is: Expr },
}

/// Reads the levels of a list; `names` knows them afterwards.
pub(in crate::declarative) fn read(
    item: &Item<'_>,
    names: &mut Names<'_>,
    steps: &[StepSpec],
) -> Result<Vec<Level>, Bad> {
    names.answer = true;
    let mut levels = Vec::new();
    for item in item.one_or_more(LEVELS_MAX)? {
        levels.push(level(&item, names, steps)?);
    }
    Ok(levels)
}

fn level(item: &Item<'_>, names: &mut Names<'_>, steps: &[StepSpec]) -> Result<Level, Bad> {
    if !item.is_section() {
        let text = item.text()?;
        let (name, path, is_one) = match (text.split_once(" in "), text.split_once(" at ")) {
            (Some((name, path)), _) => (name, path, false),
            (None, Some((name, path))) => (name, path, true),
            (None, None) => {
                return Err(item.bad("must be written \"event in answer/events\" for a list, \"event at answer\" for one thing, or as a table"));
            }
        };
        let path = below(Path::parse(path.trim(), names)).map_err(|reason| item.bad(reason))?;
        let name = add(item, name.trim(), names)?;
        let source = if is_one { Source::At(path) } else { Source::In(path) };
        return Ok(Level { name, source, when: Vec::new() });
    }
    let section = item.section()?;
    let name = section.text("name", "the name of the level")?;
    let (list, is_one) = match (section.get("in"), section.get("at")) {
        (Some(list), None) => (list, false),
        (None, Some(one)) => (one, true),
        _ => return Err(item.bad("needs either in = \"…\" for a list or at = \"…\" for one thing")),
    };
    let source = if let Some(step) = section.get("step") {
        let index = find_step(&step, steps)?;
        // The things that are looked through are in another answer: only that is known there.
        let mut there = Names { levels: Vec::new(), ..names.clone() };
        let path = below(Path::parse(list.text()?, &there)).map_err(|reason| list.bad(reason))?;
        there.levels = vec![name.to_owned()];
        let key =
            expr(&section.need("key", "what is looked through, such as \"{market/id}\"")?, &there)?;
        let is = expr(
            &section.need("is", "what is looked for, such as \"{contract/market_id}\"")?,
            names,
        )?;
        Source::Find { step: index, path, key, is }
    } else {
        let path = below(Path::parse(list.text()?, names)).map_err(|reason| list.bad(reason))?;
        if is_one { Source::At(path) } else { Source::In(path) }
    };
    let name = add(item, name, names)?;
    let when = conditions(section.get("when").as_ref(), names)?;
    section.finish()?;
    Ok(Level { name, source, when })
}

/// A list is in an answer: nothing else has any.
fn below(path: Result<Path, String>) -> Result<Path, String> {
    let path = path?;
    match path.root {
        Root::Answer | Root::Level(_) => Ok(path),
        _ => Err(format!("{} is a text: a list begins at answer or at a level", path.written)),
    }
}

fn add(item: &Item<'_>, name: &str, names: &mut Names<'_>) -> Result<String, Bad> {
    let name = slug(item, name)?;
    if TAKEN.contains(&name.as_str()) || names.levels.contains(&name) {
        return Err(item.bad(format!("the name {name:?} is taken: choose another for the level")));
    }
    names.levels.push(name.clone());
    Ok(name)
}

/// The number of a step by its name.
pub(super) fn find_step(item: &Item<'_>, steps: &[StepSpec]) -> Result<usize, Bad> {
    let name = item.text()?;
    steps.iter().position(|step| step.name == name).ok_or_else(|| {
        let known: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
        item.bad(format!("there is no step {name:?} before: there is {}", known.join(", ")))
    })
}
