//! Where a value stands: `event/meta-tags[type=COMPETITION]/name`.

use super::parse::{Names, Scanner};

/// The longest way, in steps.
const STEPS_MAX: usize = 16;

/// A way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) struct Path {
    pub(in crate::declarative) root: Root,
    pub(in crate::declarative) steps: Vec<Step>,
    /// As it is written, for messages.
    pub(in crate::declarative) written: String,
}

/// Where a way begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Root {
    /// The body of an answer.
    Answer,
    /// The current thing of a list, by its number.
    Level(usize),
    /// A key of the configuration.
    Config(String),
    /// Something of the task.
    Task(Task),
    /// The instant of the conversation.
    Now,
    /// The values that a step is asked for with.
    Each,
    /// What was worked out before, by name.
    Own(String),
}

/// What a task says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Task {
    Competition,
    Events,
    Venues,
    Since,
}

/// One step of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Step {
    Key(String),
    Index(usize),
    /// The first element whose key has a value; the only one where it must be.
    Where {
        key: String,
        is: Operand,
        only: bool,
    },
    /// The key under which the thing stands in its object.
    OwnKey,
}

/// A value in a selector or beside a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::declarative) enum Operand {
    Literal(String),
    Path(Box<Path>),
}

impl Path {
    /// The levels that it looks at, the deepest first.
    pub(in crate::declarative) fn depth(&self) -> Option<usize> {
        let own = match self.root {
            Root::Level(level) => Some(level),
            _ => None,
        };
        let inner = self.steps.iter().filter_map(|step| match step {
            Step::Where { is: Operand::Path(path), .. } => path.depth(),
            _ => None,
        });
        own.max(inner.max())
    }

    /// Reads a whole text as a way.
    pub(in crate::declarative) fn parse(text: &str, names: &Names<'_>) -> Result<Self, String> {
        let mut scanner = Scanner::new(text);
        let path = Self::scan(&mut scanner, names)?;
        match scanner.rest() {
            "" => Ok(path),
            rest => Err(format!("the path {text:?} goes on with {rest:?}, which means nothing")),
        }
    }

    /// Reads a way from where a scanner stands.
    pub(super) fn scan(scanner: &mut Scanner<'_>, names: &Names<'_>) -> Result<Self, String> {
        let start = scanner.rest();
        let word = scanner.word()?;
        let mut steps = Vec::new();
        let root = match word.as_str() {
            "answer" if names.answer => Root::Answer,
            "now" => Root::Now,
            "each" if names.each => Root::Each,
            "config" => Root::Config(config_key(scanner, names)?),
            "task" => Root::Task(task(scanner, names)?),
            name => match names.levels.iter().position(|level| level == name) {
                Some(level) => Root::Level(level),
                None if names.own.contains(&name) => Root::Own(name.to_owned()),
                None => return Err(names.unknown(name)),
            },
        };
        while let Some(step) = step(scanner, names, &root, steps.is_empty())? {
            steps.push(step);
            if steps.len() > STEPS_MAX {
                return Err(format!("the path has more than {STEPS_MAX} steps"));
            }
        }
        let goes_on = matches!(root, Root::Answer | Root::Level(_) | Root::Own(_));
        if !goes_on && !steps.is_empty() {
            return Err(format!("{word} is a text: nothing is below it"));
        }
        let written = start[..start.len() - scanner.rest().len()].to_owned();
        Ok(Self { root, steps, written })
    }
}

fn config_key(scanner: &mut Scanner<'_>, names: &Names<'_>) -> Result<String, String> {
    scanner.expect('/', "config/ and the name of a key")?;
    let key = scanner.word()?;
    if names.config.contains(&key.as_str()) {
        return Ok(key);
    }
    let known = names.config.join(", ");
    Err(format!("config/{key} is not declared: add [config.{key}], or use one of: {known}"))
}

fn task(scanner: &mut Scanner<'_>, names: &Names<'_>) -> Result<Task, String> {
    scanner.expect('/', "task/competition, task/events, task/venues or task/since")?;
    match scanner.word()?.as_str() {
        "competition" if !names.competition => {
            Err("task/competition is known only where `competitions` names a key of the configuration: add it to the table".to_owned())
        }
        "competition" => Ok(Task::Competition),
        "events" => Ok(Task::Events),
        "venues" => Ok(Task::Venues),
        "since" => Ok(Task::Since),
        other => Err(format!("task/{other} is not known: it is competition, events, venues or since")),
    }
}

fn step(
    scanner: &mut Scanner<'_>,
    names: &Names<'_>,
    root: &Root,
    first: bool,
) -> Result<Option<Step>, String> {
    if scanner.take('/') {
        if scanner.take('@') {
            let word = scanner.word()?;
            return match (word.as_str(), root, first) {
                ("key", Root::Level(_), true) => Ok(Some(Step::OwnKey)),
                _ => Err("@key stands right behind the name of a level".to_owned()),
            };
        }
        return scanner.word().map(|word| Some(Step::Key(word)));
    }
    if !scanner.take('[') {
        return Ok(None);
    }
    let word = scanner.word()?;
    let step = if scanner.take('=') {
        let only = scanner.take('=');
        let is = operand(scanner, names)?;
        Step::Where { key: word, is, only }
    } else {
        let index = word.parse().map_err(|_| {
            format!("[{word}] is neither a number nor a selector such as [type=COMPETITION]")
        })?;
        Step::Index(index)
    };
    scanner.expect(']', "the end of the selector")?;
    Ok(Some(step))
}

/// A literal, or `@` and a path.
pub(super) fn operand(scanner: &mut Scanner<'_>, names: &Names<'_>) -> Result<Operand, String> {
    if scanner.take('@') {
        return Path::scan(scanner, names).map(|path| Operand::Path(Box::new(path)));
    }
    scanner.word().map(Operand::Literal)
}
