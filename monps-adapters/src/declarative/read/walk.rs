//! Going through the levels.

use std::collections::BTreeMap;

use super::Reason;
use super::harvest::{Harvest, VISITS_MAX};
use super::market::Market;
use crate::declarative::describe::{Each, Level as LevelSpec, ManifestSpec, Reading, Source};
use crate::declarative::expr::{Env, Level, Path, Root, Step};
use crate::declarative::wire::Node;

/// The things of a step's answers by their key, for a level that looks one up.
pub(super) type Index<'e> = BTreeMap<String, &'e Node<'e>>;

/// A walk through one answer.
pub(super) struct Walk<'e, 'w, 'h> {
    pub(super) reading: &'e Reading,
    finds: &'w [Option<Index<'e>>],
    pub(super) env: Env<'e>,
    /// Where each level stands.
    places: Vec<String>,
    pub(super) manifest: &'e ManifestSpec,
    pub(super) harvest: &'w mut Harvest<'h>,
    pub(super) event: Option<usize>,
    pub(super) market: Option<Market>,
}

impl<'e, 'w, 'h> Walk<'e, 'w, 'h> {
    pub(super) fn new(
        reading: &'e Reading,
        finds: &'w [Option<Index<'e>>],
        env: Env<'e>,
        place: String,
        manifest: &'e ManifestSpec,
        harvest: &'w mut Harvest<'h>,
    ) -> Self {
        let places = vec![place];
        Self { reading, finds, env, places, manifest, harvest, event: None, market: None }
    }

    pub(super) fn begin(&mut self) {
        self.level(0);
    }

    pub(super) fn skip(&mut self, reason: impl Into<String>) {
        let at = self.places.last().map_or("", String::as_str);
        self.harvest.skip(at, reason);
    }

    fn level(&mut self, index: usize) {
        let reading = self.reading;
        let spec = &reading.levels[index];
        match &spec.source {
            Source::In(path) | Source::At(path) => match items(&self.env, &spec.source) {
                Err(reason) => self.skip(reason),
                Ok(items) => {
                    let base = self.base(path);
                    for (name, level) in items {
                        let place = match name {
                            Some(name) => format!("{base}/{name}"),
                            None => base.clone(),
                        };
                        self.enter(index, level, place);
                    }
                }
            },
            Source::Find { is, .. } => match self.find(index, is) {
                Err(reason) => self.skip(reason),
                Ok(level) => {
                    let place = self.places.last().cloned().unwrap_or_default();
                    self.enter(index, level, place);
                }
            },
        }
    }

    fn find(&self, index: usize, is: &crate::declarative::expr::Expr) -> Result<Level<'e>, Reason> {
        let name = &self.reading.levels[index].name;
        let wanted = self.env.need(is, &format!("id to look the {name} up by"))?;
        let found = self.finds[index].as_ref().and_then(|index| index.get(wanted.trim()));
        found.map(|node| Level { node, key: None }).ok_or_else(|| {
            let wanted: String = wanted.chars().take(40).collect();
            format!("no answer has the {name} {wanted:?}")
        })
    }

    fn enter(&mut self, index: usize, level: Level<'e>, place: String) {
        if !self.harvest.visit() {
            return;
        }
        self.env.levels.truncate(index);
        self.places.truncate(index + 1);
        self.env.levels.push(level);
        self.places.push(place);
        self.entered(index);
        self.env.levels.truncate(index);
        self.places.truncate(index + 1);
    }

    fn entered(&mut self, index: usize) {
        let reading = self.reading;
        match self.env.check(&reading.levels[index].when) {
            Err(reason) => return self.skip(reason),
            Ok(Some(told)) => {
                if let Some(reason) = told {
                    self.skip(reason);
                }
                return;
            }
            Ok(None) => {}
        }
        let go_on = self
            .at_event(index)
            .and_then(|known| if known { self.at_market(index) } else { Ok(false) });
        match go_on {
            Err(reason) => self.skip(reason),
            Ok(false) => {}
            Ok(true) if index + 1 < reading.levels.len() => self.level(index + 1),
            Ok(true) => self.leaf(),
        }
    }

    fn leaf(&mut self) {
        let reading = self.reading;
        if let Some(result) = &reading.result {
            match super::result::read(&self.env, result) {
                Ok(Some(result)) if !self.harvest.leaves_out(&result.event_key) => {
                    self.harvest.result(result);
                }
                Ok(_) => {}
                Err(reason) => self.skip(reason),
            }
        }
        for spec in &reading.quotes {
            let (Some(event), Some(market)) = (self.event, &self.market) else {
                return;
            };
            let read = super::quote::read(&self.env, reading, market, spec);
            let added = read.and_then(|read| match read {
                Some((key, quote)) => self.harvest.add(event, market, key, quote),
                None => Ok(()),
            });
            if let Err(reason) = added {
                self.skip(reason);
            }
        }
    }

    /// Where a list stands.
    fn base(&self, path: &Path) -> String {
        let root = match path.root {
            Root::Level(level) => self.places.get(level + 1),
            _ => self.places.first(),
        };
        let mut place = root.cloned().unwrap_or_default();
        for step in &path.steps {
            match step {
                Step::Key(key) => place.push_str(&format!("/{key}")),
                Step::Index(index) => place.push_str(&format!("/{index}")),
                Step::Where { key, .. } => place.push_str(&format!("/[{key}=…]")),
                Step::OwnKey => {}
            }
        }
        place
    }
}

/// A thing of a list, with its number or key unless it stands alone.
type Item<'e> = (Option<String>, Level<'e>);

/// The things of a level. What is not there has none.
fn items<'e>(env: &Env<'e>, source: &Source) -> Result<Vec<Item<'e>>, Reason> {
    let (path, is_one) = match source {
        Source::At(path) => (path, true),
        Source::In(path) | Source::Find { path, .. } => (path, false),
    };
    match env.node(path)? {
        None | Some(Node::Null) => Ok(Vec::new()),
        Some(Node::List(items)) => {
            let numbered = items.iter().enumerate();
            Ok(numbered.map(|(n, node)| (Some(n.to_string()), Level { node, key: None })).collect())
        }
        Some(node) if is_one => Ok(vec![(None, Level { node, key: None })]),
        Some(Node::Map(entries)) => Ok(entries
            .iter()
            .map(|(key, node)| (Some(key.to_string()), Level { node, key: Some(key) }))
            .collect()),
        Some(other) => {
            Err(format!("{} is {} where a list is expected", path.written, other.kind()))
        }
    }
}

/// Indexes the things that a reading looks up.
pub(super) fn indexes<'e>(
    reading: &Reading,
    answers: &'e [Vec<Node<'e>>],
    env: &Env<'e>,
    harvest: &mut Harvest<'_>,
) -> Vec<Option<Index<'e>>> {
    let index = |level: &LevelSpec| -> Option<Result<Index<'e>, Reason>> {
        let Source::Find { step, key, .. } = &level.source else {
            return None;
        };
        let mut index = Index::new();
        for answer in &answers[*step] {
            let there = Env { answer: Some(answer), ..env.clone() };
            let found = match items(&there, &level.source) {
                Ok(found) => found,
                Err(reason) => return Some(Err(reason)),
            };
            for (_, level) in found {
                let there = Env { levels: vec![level], ..there.clone() };
                if let Ok(Some(key)) = there.value(key) {
                    index.entry(key.trim().to_owned()).or_insert(level.node);
                }
            }
        }
        Some(Ok(index))
    };
    let mut indexes = Vec::new();
    for level in &reading.levels {
        indexes.push(match index(level) {
            None => None,
            Some(Ok(index)) => Some(index),
            Some(Err(reason)) => {
                harvest.skip("/", reason);
                None
            }
        });
    }
    indexes
}

/// The values that a later step is asked for with: each once, in the order of the answers.
pub(in crate::declarative) fn values<'e>(
    each: &Each,
    env: &Env<'e>,
    answers: &'e [Node<'e>],
) -> Result<(Vec<String>, bool), Reason> {
    let mut found = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut left = VISITS_MAX;
    for answer in answers {
        let there = Env { answer: Some(answer), levels: Vec::new(), ..env.clone() };
        collect(each, 0, there, &mut left, &mut |value| {
            if seen.insert(value.to_owned()) {
                found.push(value.to_owned());
            }
        })?;
    }
    let most = usize::try_from(each.most).unwrap_or(usize::MAX);
    let cut = found.len() > most;
    found.truncate(most);
    Ok((found, cut))
}

fn collect<'e>(
    each: &Each,
    index: usize,
    mut env: Env<'e>,
    left: &mut usize,
    take: &mut dyn FnMut(&str),
) -> Result<(), Reason> {
    let Some(spec) = each.levels.get(index) else {
        // A thing without an id is told where the answers are read.
        if let Ok(Some(value)) = env.value(&each.value) {
            take(value.trim());
        }
        return Ok(());
    };
    for (_, level) in items(&env, &spec.source)? {
        env.levels.truncate(index);
        env.levels.push(level);
        *left = left.checked_sub(1).ok_or("there are too many things to go through")?;
        if matches!(env.check(&spec.when), Ok(None)) {
            collect(each, index + 1, env.clone(), left, take)?;
        }
    }
    Ok(())
}
