//! The columns of a table, from the words that made it.

use super::ImageError;

/// Tables, indexes and views of one database.
pub(super) const TABLES_MAX: usize = 1000;
/// Bytes of the words that make a table.
const WORDS_BYTES_MAX: usize = 100_000;

/// What a table is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Definition {
    pub(super) columns: Vec<String>,
    /// The column that is another name of the row's key.
    pub(super) rowid_alias: Option<usize>,
    /// Which columns are declared as exactly `INTEGER`.
    integers: Vec<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A bare word, in upper case, and as it was written.
    Word(String, String),
    /// A quoted name.
    Quoted(String),
    Open,
    Close,
    Comma,
    Other,
}

impl Token {
    fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(upper, _) if upper == word)
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Word(_, name) | Self::Quoted(name) => Some(name),
            _ => None,
        }
    }
}

/// Reads the words that made a table.
pub(super) fn definition(table: &str, sql: &str) -> Result<Definition, ImageError> {
    let unsupported =
        |why: &str| ImageError::Unsupported { why: format!("the table {table:?} {why}") };
    if sql.len() > WORDS_BYTES_MAX {
        return Err(unsupported("has a longer definition than is read"));
    }
    let tokens = tokens(sql);
    let opens = tokens.iter().position(|token| *token == Token::Open);
    let opens = opens.ok_or_else(|| unsupported("has a definition without columns"))?;
    let mut found = Definition::default();
    let mut part: Vec<Token> = Vec::new();
    let mut depth = 1;
    let mut after = opens + 1;
    for token in &tokens[opens + 1..] {
        after += 1;
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && *token == Token::Comma) {
            column(&mut found, &part).map_err(unsupported)?;
            part.clear();
        } else {
            part.push(token.clone());
        }
        if depth == 0 {
            break;
        }
    }
    if depth != 0 {
        return Err(unsupported("has a definition that does not end"));
    }
    if tokens[after..].iter().any(|token| token.is("WITHOUT")) {
        return Err(unsupported("is kept without row ids"));
    }
    Ok(found)
}

/// Takes one part between two commas: a column, or a constraint.
fn column(found: &mut Definition, part: &[Token]) -> Result<(), &'static str> {
    let Some(first) = part.first() else {
        return Err("has an empty column");
    };
    let is_primary = part.windows(2).any(|two| two[0].is("PRIMARY") && two[1].is("KEY"));
    let constraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];
    if constraints.iter().any(|word| first.is(word)) {
        if is_primary {
            key_of_table(found, part);
        }
        return Ok(());
    }
    if part.iter().skip(1).any(|token| token.is("GENERATED") || token.is("AS")) {
        return Err("has a generated column");
    }
    let name = first.name().ok_or("has a column without a name")?;
    // The key itself, where it is declared as exactly this.
    let ends = |token: Option<&Token>| !matches!(token, Some(Token::Open));
    let is_integer = part.get(1).is_some_and(|kind| kind.is("INTEGER")) && ends(part.get(2));
    if is_primary && is_integer {
        found.rowid_alias = Some(found.columns.len());
    }
    found.columns.push(name.to_owned());
    found.integers.push(is_integer);
    Ok(())
}

/// `PRIMARY KEY (id)`: the values of an integer column that is the row's key are stored as nothing.
fn key_of_table(found: &mut Definition, part: &[Token]) {
    let opens = part.iter().position(|token| *token == Token::Open);
    let inside = opens.and_then(|opens| part.get(opens + 1..)).unwrap_or_default();
    let single = inside.iter().take_while(|token| **token != Token::Close);
    if let [only] = single.collect::<Vec<_>>()[..]
        && let Some(name) = only.name()
    {
        let place = found.columns.iter().position(|column| column.eq_ignore_ascii_case(name));
        found.rowid_alias = place.filter(|place| found.integers.get(*place) == Some(&true));
    }
}

fn tokens(sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(c) = rest.chars().next() {
        let closing = match c {
            '"' | '\'' | '`' => Some(c),
            '[' => Some(']'),
            _ => None,
        };
        if let Some(closing) = closing {
            let inside = &rest[1..];
            let end = inside.find(closing).unwrap_or(inside.len());
            tokens.push(Token::Quoted(inside[..end].to_owned()));
            rest = inside.get(end + 1..).unwrap_or_default();
            continue;
        }
        if rest.starts_with("--") {
            rest = rest.split_once('\n').map_or("", |(_, after)| after);
            continue;
        }
        if rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        if is_word(c) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_uppercase(), rest[..end].to_owned()));
            rest = &rest[end..];
            continue;
        }
        match c {
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            ',' => tokens.push(Token::Comma),
            c if c.is_whitespace() => {}
            _ => tokens.push(Token::Other),
        }
        rest = &rest[c.len_utf8()..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(columns: &str) -> Result<Definition, ImageError> {
        definition("t", &format!("made t ({columns}"))
    }

    #[test]
    fn columns_are_found_whatever_stands_around_them() {
        let found = read(
            "id INTEGER PRIMARY KEY, \"a, b\" TEXT DEFAULT ('x,(y'), [c d] DECIMAL(10, 2) -- so, it is
             , `e` /* not, a column */ REAL, UNIQUE (id, `e`), CHECK (e > 0))",
        )
        .unwrap();
        assert_eq!(found.columns, ["id", "a, b", "c d", "e"]);
        assert_eq!(found.rowid_alias, Some(0));
        let keyed = read("a TEXT, b INTEGER, PRIMARY KEY (b))").unwrap();
        assert_eq!(keyed.rowid_alias, Some(1));
        let both = read("a TEXT, b INTEGER, PRIMARY KEY (a, b))").unwrap();
        assert_eq!(both.rowid_alias, None);
        assert_eq!(read("a TEXT, PRIMARY KEY (a))").unwrap().rowid_alias, None);
        assert_eq!(read("a INT PRIMARY KEY)").unwrap().rowid_alias, None);
    }

    #[test]
    fn what_is_not_read_is_said() {
        for (columns, why) in [
            ("a TEXT PRIMARY KEY) WITHOUT ROWID", "without row ids"),
            ("a TEXT, b AS (a))", "generated"),
            ("a TEXT", "does not end"),
            ("a TEXT,)", "empty column"),
            ("(1))", "without a name"),
        ] {
            let refused = read(columns).unwrap_err().to_string();
            assert!(refused.contains(why), "{columns}: {refused}");
        }
        assert!(definition("t", "").is_err());
    }
}
