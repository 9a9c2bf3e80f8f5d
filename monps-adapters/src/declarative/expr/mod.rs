//! Values by description: templates such as `{market/title|before:' vs '}`, alternatives, tables and
//! conditions. Everything is text until it is given a meaning; a value that is not there is absent,
//! which is no mistake.

mod evaluate;
mod filter;
mod parse;
mod path;
mod template;
#[cfg(test)]
mod tests;

pub(super) use evaluate::{Env, Level};
pub(super) use filter::{decimal, instant, short};
pub(super) use parse::{Names, conditions, expr, template, templates};
pub(super) use path::{Path, Root, Step};
pub(super) use template::{Piece, Template};

/// A value: the first of its choices that applies and is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Expr {
    pub(super) choices: Vec<Choice>,
}

/// One way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) template: Template,
    /// The table that the value is looked up in.
    pub(super) table: Option<usize>,
    pub(super) when: Vec<Condition>,
}

/// Something that must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) value: Expr,
    pub(super) test: Test,
    /// Why something is left out where it does not hold; without it, it is passed over in silence.
    pub(super) otherwise: Option<Template>,
}

/// What must hold of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Is(Vec<Template>),
    Not(Vec<Template>),
    Present(bool),
}

/// Words for words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) words: std::collections::BTreeMap<String, String>,
    /// What stands for every other word.
    pub(super) other: Option<String>,
}

/// Why a value cannot be worked out.
pub(super) type Reason = String;

impl Expr {
    /// The deepest level that it looks at; none where it looks at no level.
    pub(super) fn depth(&self) -> Option<usize> {
        let of = |choice: &Choice| {
            choice.template.depth().max(choice.when.iter().filter_map(Condition::depth).max())
        };
        self.choices.iter().filter_map(of).max()
    }

    pub(super) fn paths(&self) -> Vec<&Path> {
        let mut all = Vec::new();
        for choice in &self.choices {
            all.extend(choice.template.paths());
            all.extend(choice.when.iter().flat_map(|condition| condition.value.paths()));
        }
        all
    }
}

impl Condition {
    pub(super) fn depth(&self) -> Option<usize> {
        let (Test::Is(all) | Test::Not(all)) = &self.test else {
            return self.value.depth();
        };
        self.value.depth().max(all.iter().filter_map(Template::depth).max())
    }
}
