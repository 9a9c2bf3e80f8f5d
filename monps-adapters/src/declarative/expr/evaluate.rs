//! Working a value out.

use std::borrow::Cow;
use std::collections::BTreeMap;

use monps_core::adapter::Scope;
use monps_core::time::Timestamp;

use super::filter::Filter;
use super::path::{Operand, Path, Root, Step, Task};
use super::{Choice, Condition, Expr, Piece, Reason, Table, Template, Test};
use crate::declarative::wire::Node;

/// The longest value, in bytes.
const VALUE_BYTES_MAX: usize = 4_096;

/// All that a value may be worked out of.
#[derive(Clone, Debug)]
pub(in crate::declarative) struct Env<'e> {
    pub(in crate::declarative) config: &'e BTreeMap<String, String>,
    pub(in crate::declarative) tables: &'e [Table],
    pub(in crate::declarative) scope: &'e Scope,
    pub(in crate::declarative) competition: Option<&'e str>,
    pub(in crate::declarative) now: Timestamp,
    pub(in crate::declarative) each: Option<&'e str>,
    pub(in crate::declarative) answer: Option<&'e Node<'e>>,
    pub(in crate::declarative) levels: Vec<Level<'e>>,
    pub(in crate::declarative) own: BTreeMap<&'static str, String>,
}

/// The current thing of a list.
#[derive(Clone, Copy, Debug)]
pub(in crate::declarative) struct Level<'e> {
    pub(in crate::declarative) node: &'e Node<'e>,
    /// Its key, in an object.
    pub(in crate::declarative) key: Option<&'e str>,
}

impl<'e> Env<'e> {
    /// The value, if it is there.
    pub(in crate::declarative) fn value(
        &self,
        expr: &Expr,
    ) -> Result<Option<Cow<'e, str>>, Reason> {
        for choice in &expr.choices {
            if let Some(value) = self.choice(choice)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// The value, which must be there.
    pub(in crate::declarative) fn need(
        &self,
        expr: &Expr,
        what: &str,
    ) -> Result<Cow<'e, str>, Reason> {
        self.value(expr)?.ok_or_else(|| {
            let paths = expr.paths();
            let written: Vec<&str> = paths.iter().map(|path| path.written.as_str()).collect();
            format!("there is no {what} (looked for {})", written.join(", "))
        })
    }

    fn choice(&self, choice: &Choice) -> Result<Option<Cow<'e, str>>, Reason> {
        if self.check(&choice.when)?.is_some() {
            return Ok(None);
        }
        let value = self.template(&choice.template)?;
        match (choice.table, value) {
            (Some(table), Some(value)) => {
                Ok(Some(Cow::Owned(self.tables[table].find(&value)?.to_owned())))
            }
            (_, value) => Ok(value),
        }
    }

    /// The first condition that does not hold: why something is left out, and whether it is told.
    pub(in crate::declarative) fn check(
        &self,
        conditions: &[Condition],
    ) -> Result<Option<Option<Reason>>, Reason> {
        for condition in conditions {
            if !self.holds(condition)? {
                let told = condition.otherwise.as_ref();
                let said = told.map(|template| self.template(template)).transpose()?.flatten();
                let said = said.map(|said| said.chars().take(200).collect());
                return Ok(Some(
                    said.or_else(|| told.map(|_| "a condition does not hold".to_owned())),
                ));
            }
        }
        Ok(None)
    }

    fn holds(&self, condition: &Condition) -> Result<bool, Reason> {
        let value = self.value(&condition.value)?;
        let among = |templates: &[Template]| -> Result<bool, Reason> {
            let Some(value) = &value else {
                return Ok(false);
            };
            for template in templates {
                if self.template(template)?.as_deref().map(str::trim) == Some(value.trim()) {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        match &condition.test {
            Test::Present(wanted) => Ok(value.is_some() == *wanted),
            Test::Is(templates) => among(templates),
            Test::Not(templates) => among(templates).map(|found| !found),
        }
    }

    /// A template with its holes filled; nothing where one stays empty.
    pub(in crate::declarative) fn template(
        &self,
        template: &Template,
    ) -> Result<Option<Cow<'e, str>>, Reason> {
        self.filled(template, |value, _| Ok(value))
    }

    /// The same, with every hole's value changed on its way.
    pub(in crate::declarative) fn filled(
        &self,
        template: &Template,
        change: impl Fn(Cow<'e, str>, &Path) -> Result<Cow<'e, str>, Reason>,
    ) -> Result<Option<Cow<'e, str>>, Reason> {
        if let [Piece::Hole { path, filters }] = template.pieces.as_slice() {
            let value = self.hole(path, filters)?;
            return value.map(|value| change(value, path)).transpose();
        }
        let mut text = String::new();
        for piece in &template.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Hole { path, filters } => match self.hole(path, filters)? {
                    Some(value) => text.push_str(&change(value, path)?),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(Cow::Owned(text)))
    }

    fn hole(&self, path: &Path, filters: &[Filter]) -> Result<Option<Cow<'e, str>>, Reason> {
        let mut value = self.path(path)?;
        for filter in filters {
            value = match value {
                Some(value) => filter.apply(value, self)?,
                None => match filter {
                    Filter::Or(text) => Some(Cow::Owned(text.clone())),
                    _ => None,
                },
            };
        }
        Ok(value)
    }

    pub(super) fn operand(&self, operand: &Operand) -> Result<Option<Cow<'e, str>>, Reason> {
        match operand {
            Operand::Literal(text) => Ok(Some(Cow::Owned(text.clone()))),
            Operand::Path(path) => self.path(path),
        }
    }

    /// The text at a path: a scalar, and nothing for null.
    fn path(&self, path: &Path) -> Result<Option<Cow<'e, str>>, Reason> {
        let text = |text: Option<String>| Ok(text.filter(|text| !text.is_empty()).map(Cow::Owned));
        let joined = |words: &[String]| text(Some(words.join(",")));
        match &path.root {
            Root::Config(key) => text(self.config.get(key).cloned()),
            Root::Task(Task::Competition) => text(self.competition.map(str::to_owned)),
            Root::Task(Task::Events) => joined(&self.scope.events),
            Root::Task(Task::Venues) => joined(&self.scope.venues),
            Root::Task(Task::Since) => text(self.scope.since.map(|since| since.to_rfc3339())),
            Root::Now => text(Some(self.now.to_rfc3339())),
            Root::Each => text(self.each.map(str::to_owned)),
            Root::Own(name) => text(self.own.get(name.as_str()).cloned()),
            Root::Answer | Root::Level(_) => {
                if path.steps == [Step::OwnKey] {
                    let Root::Level(level) = path.root else {
                        return Ok(None);
                    };
                    let key = self.levels.get(level).and_then(|level| level.key);
                    return Ok(key.map(Cow::Borrowed));
                }
                let Some(root) = self.root(&path.root) else {
                    return Ok(None);
                };
                self.scalar_at(root, path)
            }
        }
    }

    fn root(&self, root: &Root) -> Option<&'e Node<'e>> {
        match root {
            Root::Level(level) => self.levels.get(*level).map(|level| level.node),
            _ => self.answer,
        }
    }

    fn scalar_at(&self, root: &'e Node<'e>, path: &Path) -> Result<Option<Cow<'e, str>>, Reason> {
        match self.walk(root, &path.steps)? {
            Walked::Nothing => Ok(None),
            Walked::There(node) => scalar(node, path),
            Walked::Inside(text, steps) => {
                let inner = Node::parse_inner(text).ok_or_else(|| {
                    format!("{} is a text and no JSON: nothing is below it", path.written)
                })?;
                match self.walk_inner(&inner, steps)? {
                    Some(text) => bounded(&text).map(|_| Some(Cow::Owned(text))),
                    None => Ok(None),
                }
            }
        }
    }

    /// The thing at a path.
    pub(in crate::declarative) fn node(&self, path: &Path) -> Result<Option<&'e Node<'e>>, Reason> {
        let Some(root) = self.root(&path.root) else {
            return Ok(None);
        };
        match self.walk(root, &path.steps)? {
            Walked::There(node) => Ok(Some(node)),
            Walked::Nothing => Ok(None),
            Walked::Inside(..) => {
                Err(format!("{} is below a text: only single values are read there", path.written))
            }
        }
    }

    fn walk<'s>(&self, root: &'e Node<'e>, steps: &'s [Step]) -> Result<Walked<'e, 's>, Reason> {
        let mut node = root;
        for (index, step) in steps.iter().enumerate() {
            if let Node::Text(text) = node {
                return Ok(Walked::Inside(text, &steps[index..]));
            }
            match self.down(node, step)? {
                Some(below) => node = below,
                None => return Ok(Walked::Nothing),
            }
        }
        Ok(Walked::There(node))
    }

    /// The same inside a JSON text, which lives no longer than this.
    fn walk_inner(&self, root: &Node<'_>, steps: &[Step]) -> Result<Option<String>, Reason> {
        let mut node = root;
        for step in steps {
            match self.down(node, step)? {
                Some(below) => node = below,
                None => return Ok(None),
            }
        }
        Ok(node.scalar().map(str::to_owned))
    }

    fn down<'n, 'a>(
        &self,
        node: &'n Node<'a>,
        step: &Step,
    ) -> Result<Option<&'n Node<'a>>, Reason> {
        match (step, node) {
            (Step::Key(key), _) => Ok(node.get(key)),
            (Step::Index(index), Node::List(items)) => Ok(items.get(*index)),
            (Step::Where { key, is, only }, Node::List(items)) => {
                let Some(wanted) = self.operand(is)? else {
                    return Ok(None);
                };
                let is_it = |item: &&Node<'_>| {
                    item.get(key).and_then(Node::scalar).map(str::trim) == Some(wanted.trim())
                };
                let mut found = items.iter().filter(is_it);
                let first = found.next();
                if *only && found.next().is_some() {
                    return Err(format!("more than one element has the {key} {:?}", &*wanted));
                }
                Ok(first)
            }
            _ => Ok(None),
        }
    }
}

/// Where a way led.
enum Walked<'e, 's> {
    Nothing,
    There(&'e Node<'e>),
    /// A text, and the steps that are left below it.
    Inside(&'e str, &'s [Step]),
}

fn scalar<'e>(node: &'e Node<'e>, path: &Path) -> Result<Option<Cow<'e, str>>, Reason> {
    match node {
        Node::Null => Ok(None),
        Node::List(_) | Node::Map(_) => {
            Err(format!("{} is {}: a single value is expected", path.written, node.kind()))
        }
        node => {
            let text = node.scalar().unwrap_or_default();
            bounded(text)?;
            Ok((!text.trim().is_empty()).then_some(Cow::Borrowed(text)))
        }
    }
}

fn bounded(text: &str) -> Result<(), Reason> {
    if text.len() > VALUE_BYTES_MAX {
        return Err(format!("a value is longer than {VALUE_BYTES_MAX} bytes"));
    }
    Ok(())
}
