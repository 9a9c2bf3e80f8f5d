//! What a description can do: which requests, and how their answers are read.

use super::manifest::{ConfigKind, ManifestSpec};
use super::{Bad, Reading, Section, StepSpec, reading, step};
use crate::declarative::expr::Names;

/// Requests after one another, and ways to read them.
const STEPS_MAX: usize = 8;
const READINGS_MAX: usize = 8;

/// Something that can be asked for.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Ability {
    /// The key of the configuration that lists what is asked for one by one.
    pub(in crate::declarative) competitions: Option<String>,
    pub(in crate::declarative) coverage: Coverage,
    pub(in crate::declarative) steps: Vec<StepSpec>,
    pub(in crate::declarative) readings: Vec<Reading>,
}

/// What the absence of a price means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Coverage {
    Changes,
    Events,
    Competitions,
}

pub(super) fn read(
    section: Section<'_>,
    manifest: &ManifestSpec,
    names: &Names<'_>,
    capability: &str,
) -> Result<Ability, Bad> {
    let competitions = section.get("competitions");
    let competitions = competitions
        .map(|item| {
            let key = item.text()?;
            let declared = manifest.config.iter().find(|held| held.name == key);
            match declared.map(|held| &held.kind) {
                Some(ConfigKind::Words) => Ok(key.to_owned()),
                _ => Err(item.bad(format!("{key:?} must be a key of the configuration with kind = \"words\": add it under [config.{key}]"))),
            }
        })
        .transpose()?;
    let names = Names { competition: competitions.is_some(), ..names.clone() };
    let coverage = match section.get("coverage") {
        None => Coverage::Changes,
        Some(item) => match item.text()? {
            "changes" => Coverage::Changes,
            "events" => Coverage::Events,
            "competitions" if competitions.is_some() => Coverage::Competitions,
            "competitions" => {
                return Err(item.bad("an image of competitions needs `competitions`: the key of the configuration that lists them"));
            }
            other => {
                return Err(item.bad(format!("{other:?} is not known: an answer holds changes, all of its events, or all of its competitions")));
            }
        },
    };
    let mut steps: Vec<StepSpec> = Vec::new();
    for item in section.need("step", "[[…step]]: at least one request")?.list(STEPS_MAX)? {
        let spec = step::read(&item, manifest, &names, &steps)?;
        steps.push(spec);
    }
    let mut readings = Vec::new();
    for item in section.need("read", "[[…read]]: how an answer is read")?.list(READINGS_MAX)? {
        readings.push(reading::read(&item, &names, &steps, capability)?);
    }
    if steps.is_empty() || readings.is_empty() {
        return Err(section.bad("needs at least one step and one read"));
    }
    section.finish()?;
    Ok(Ability { competitions, coverage, steps, readings })
}
