//! Requests by description.

use super::level::find_step;
use super::manifest::ManifestSpec;
use super::text::slug;
use super::{Bad, Item, Level, Section, level};
use crate::declarative::expr::{
    Condition, Expr, Names, Path, Template, conditions, expr, template,
};

/// Parameters of a request.
const PARAMETERS_MAX: usize = 40;
/// Factors of a cost.
const FACTORS_MAX: usize = 8;
/// Pages of one list.
const PAGES_MAX: u32 = 200;
/// Values that one step may be asked for with.
const VALUES_MAX: u32 = 20_000;

/// A request, made once, for every page, or for every so many values of an earlier answer.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct StepSpec {
    pub(in crate::declarative) name: String,
    pub(in crate::declarative) endpoint: String,
    pub(in crate::declarative) path: Template,
    pub(in crate::declarative) query: Vec<(String, Expr)>,
    pub(in crate::declarative) headers: Vec<(String, Expr)>,
    pub(in crate::declarative) when: Vec<Condition>,
    pub(in crate::declarative) each: Option<Each>,
    pub(in crate::declarative) page: Option<Page>,
    /// The cost is the product of these.
    pub(in crate::declarative) cost: Vec<Expr>,
    pub(in crate::declarative) cache_minutes: Option<Expr>,
    /// Whether the conversation goes on where this is refused.
    pub(in crate::declarative) optional: bool,
    pub(in crate::declarative) timeout_s: u32,
    pub(in crate::declarative) body_mib_max: u32,
}

/// Values of an earlier answer, so many at once.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Each {
    pub(in crate::declarative) step: usize,
    pub(in crate::declarative) levels: Vec<Level>,
    pub(in crate::declarative) value: Expr,
    pub(in crate::declarative) at_once: u32,
    pub(in crate::declarative) most: u32,
}

/// How a list goes on.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Page {
    pub(in crate::declarative) by: PageBy,
    pub(in crate::declarative) most: u32,
}

/// What says that there is more.
#[derive(Clone, Debug)]
pub(in crate::declarative) enum PageBy {
    /// A word for the next page, put into a parameter.
    Cursor { at: Path, parameter: String },
    /// A query or an address below the endpoint.
    Link { at: Path },
    /// How many were passed, put into a parameter; there is more while a page is full.
    Offset { list: Path, size: u32, parameter: String },
    /// The number of the page, from one; there are so many in all.
    Number { pages: Path, parameter: String },
}

pub(super) fn read(
    item: &Item<'_>,
    manifest: &ManifestSpec,
    names: &Names<'_>,
    before: &[StepSpec],
) -> Result<StepSpec, Bad> {
    let section = item.section()?;
    let name = section.need("name", "the name of the step")?;
    let name = slug(&name, name.text()?)?;
    if before.iter().any(|step| step.name == name) {
        return Err(item.bad(format!("the name {name:?} is that of an earlier step")));
    }
    let endpoint = endpoint(&section, manifest)?;
    let each = section.get("each").map(|item| read_each(&item, names, before)).transpose()?;
    let names = Names { each: each.is_some(), ..names.clone() };
    let path = section.need("path", "a path such as \"/events/{each}/markets\"")?;
    if !path.text()?.starts_with('/') || path.text()?.contains(['?', '#']) {
        return Err(
            path.bad("must begin with a slash and have no ? or #: parameters go into query")
        );
    }
    let spec = StepSpec {
        name,
        endpoint,
        path: template(&path, &names)?,
        query: pairs(&section, "query", &names)?,
        headers: pairs(&section, "headers", &names)?,
        when: conditions(section.get("when").as_ref(), &names)?,
        each,
        page: section.get("page").map(|item| read_page(&item, &names)).transpose()?,
        cost: section.get("cost").map_or(Ok(Vec::new()), |item| cost(&item, &names))?,
        cache_minutes: section.get("cache_minutes").map(|item| expr(&item, &names)).transpose()?,
        optional: section.get("optional").map_or(Ok(false), |item| item.flag())?,
        timeout_s: section.number("timeout_s", 1, 120, 30)?,
        body_mib_max: section.number("body_mib_max", 1, 16, 16)?,
    };
    section.finish()?;
    Ok(spec)
}

fn endpoint(section: &Section<'_>, manifest: &ManifestSpec) -> Result<String, Bad> {
    let Some(item) = section.get("endpoint") else {
        return match manifest.endpoints.as_slice() {
            [only] => Ok(only.name.clone()),
            _ => Err(section.bad("needs endpoint = \"…\": there is more than one")),
        };
    };
    let name = item.text()?;
    if manifest.endpoints.iter().any(|endpoint| endpoint.name == name) {
        return Ok(name.to_owned());
    }
    Err(item.bad(format!("there is no endpoint {name:?}: add [endpoints.{name}]")))
}

fn pairs(section: &Section<'_>, key: &str, names: &Names<'_>) -> Result<Vec<(String, Expr)>, Bad> {
    let Some(item) = section.get(key) else {
        return Ok(Vec::new());
    };
    let mut pairs = Vec::new();
    for table in item.one_or_more(PARAMETERS_MAX)? {
        for (name, value) in table.section()?.others() {
            let sound = |c: u8| c.is_ascii_graphic() && !b"&=#?%".contains(&c);
            if name.is_empty() || name.len() > 64 || !name.bytes().all(sound) {
                return Err(value.bad("has a name that is no parameter's or header's"));
            }
            pairs.push((name.to_owned(), expr(&value, names)?));
        }
    }
    if pairs.len() > PARAMETERS_MAX {
        return Err(item.bad(format!("has more than {PARAMETERS_MAX} entries")));
    }
    Ok(pairs)
}

fn cost(item: &Item<'_>, names: &Names<'_>) -> Result<Vec<Expr>, Bad> {
    item.one_or_more(FACTORS_MAX)?.iter().map(|factor| expr(factor, names)).collect()
}

fn read_each(item: &Item<'_>, names: &Names<'_>, before: &[StepSpec]) -> Result<Each, Bad> {
    let section = item.section()?;
    let step = section.need("step", "the name of an earlier step")?;
    let step = find_step(&step, before)?;
    let mut names = names.clone();
    let list = section.need("in", "a level such as \"event in answer/events\"")?;
    let levels = level::read(&list, &mut names, &before[..=step])?;
    let each = Each {
        step,
        levels,
        value: expr(&section.need("value", "a template such as \"{event/id}\"")?, &names)?,
        at_once: section.number("at_once", 1, 500, 1)?,
        most: section.number("most", 1, VALUES_MAX, 1_000)?,
    };
    section.finish()?;
    Ok(each)
}

fn read_page(item: &Item<'_>, names: &Names<'_>) -> Result<Page, Bad> {
    let section = item.section()?;
    let names = Names { answer: true, ..names.clone() };
    let path = |key: &str| -> Result<Path, Bad> {
        Path::read(&section.need(key, "a path such as \"answer/cursor\"")?, &names)
    };
    let parameter = || section.text("parameter", "the name of the parameter").map(str::to_owned);
    let by = match section.text("by", "cursor, link, offset or number")? {
        "cursor" => PageBy::Cursor { at: path("at")?, parameter: parameter()? },
        "link" => PageBy::Link { at: path("at")? },
        "offset" => PageBy::Offset {
            list: path("list")?,
            size: section.need("size", "the things of a full page")?.number(1, 10_000)?,
            parameter: parameter()?,
        },
        "number" => PageBy::Number { pages: path("pages")?, parameter: parameter()? },
        other => {
            return Err(item.bad(format!(
                "by = {other:?} is not known: it is cursor, link, offset or number"
            )));
        }
    };
    let page = Page { by, most: section.number("most", 1, PAGES_MAX, 20)? };
    section.finish()?;
    Ok(page)
}
