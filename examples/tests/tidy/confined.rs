//! Words that belong to some rooms and to no other: the laws of who knows what, as a table.

use crate::source;
use crate::tree::{Complaint, Tree};

/// Words that may not be said in some rooms.
struct Law {
    words: &'static [&'static str],
    /// Where the words may not be said: beginnings of paths.
    rooms: &'static [&'static str],
    /// Where they may all the same: a beginning or an ending of a path.
    except: &'static [&'static str],
    because: &'static str,
}

const LAWS: &[Law] = &[
    Law {
        words: &["Utc::now", "Local::now", "SystemTime::now"],
        rooms: &["monps-core/src/", "monps-adapters/src/", "monps-server/src/"],
        except: &["monps-server/src/clock.rs"],
        because: "time is a parameter: the one clock is in clock.rs of the server",
    },
    Law {
        words: &["std::fs", "std::net", "std::env", "std::thread", "std::process", "Instant::now"],
        rooms: &["monps-core/src/"],
        except: &[],
        because: "the core has no input, no output, no clock and no task",
    },
    Law {
        words: &["f64", "f32"],
        rooms: &[
            "monps-core/src/money.rs",
            "monps-core/src/catalog/",
            "monps-core/src/quote/",
            "monps-core/src/payoff/",
            "monps-core/src/bet/",
            "monps-core/src/settle/",
            "monps-core/src/ledger/",
            "monps-core/src/adapter/",
            "monps-server/src/store/",
            "monps-server/src/app/bets",
            "monps-server/src/app/ledger",
        ],
        // Samples of gauges, which Prometheus has as floats.
        except: &["monps-server/src/store/metrics.rs"],
        because: "money and prices are exact decimals: floats live in estimates only",
    },
    Law {
        words: &["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE", "sqlx"],
        rooms: &["monps-core/src/", "monps-adapters/src/", "monps-server/src/"],
        except: &["monps-server/src/store/"],
        because: "only the store speaks SQL: give it a method",
    },
    Law {
        words: &[
            "UPDATE entr",
            "UPDATE ledger",
            "UPDATE posting",
            "DELETE FROM entr",
            "DELETE FROM ledger",
            "DELETE FROM posting",
        ],
        rooms: &["monps-server/src/", "migrations/"],
        except: &[],
        because: "the ledger is append-only: write a reversing entry",
    },
    Law {
        words: &["poem", "StatusCode"],
        rooms: &[
            "monps-server/src/app/",
            "monps-server/src/cache/",
            "monps-server/src/collector/",
            "monps-server/src/config/",
            "monps-server/src/detector.rs",
            "monps-server/src/settler.rs",
            "monps-server/src/store/",
        ],
        except: &[],
        because: "only the API and its edge know HTTP",
    },
    Law {
        words: &["serde_json", "Deserialize"],
        rooms: &[
            "monps-adapters/src/",
            "monps-server/src/collector/",
            "monps-server/src/detector.rs",
            "monps-server/src/settler.rs",
        ],
        except: &[
            "/wire.rs",
            // A wire that outgrew its file.
            "monps-adapters/src/betfair/wire/",
            "monps-adapters/src/driver/",
            "monps-adapters/src/component/",
            "monps-adapters/src/error.rs",
            // A file of our own, in our own words.
            "monps-server/src/collector/spool/",
        ],
        because: "only wire.rs knows a venue's own format: give it a struct there",
    },
    Law {
        words: &["reqwest", "tokio", "std::fs", "std::net", "std::env"],
        rooms: &["monps-adapters/src/"],
        except: &[
            "monps-adapters/src/driver/",
            "monps-adapters/src/component/",
            "monps-adapters/src/error.rs",
        ],
        because: "a conversation opens no socket and reads no secret: the driver does",
    },
    Law {
        words: &["unbounded_channel", "UnboundedSender", "unbounded()", "mpsc::channel()"],
        rooms: &["monps-core/src/", "monps-adapters/src/", "monps-server/src/"],
        except: &[],
        because: "every queue has a limit with a name",
    },
];

/// A word said in a room that has no business with it; tests may say what they like.
pub(crate) fn strayed(tree: &Tree) -> Vec<Complaint> {
    LAWS.iter().flat_map(|law| law.broken(tree)).collect()
}

impl Law {
    fn broken(&self, tree: &Tree) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        for (path, text) in tree.texts(".rs").chain(tree.texts(".sql")) {
            if !self.governs(path) {
                continue;
            }
            for (number, line) in lines(path, text) {
                for word in self.words.iter().filter(|word| line.contains(**word)) {
                    let sentence = format!("`{}`: {}", word.trim(), self.because);
                    complaints.push(Complaint::line(path, number, sentence));
                }
            }
        }
        complaints
    }

    fn governs(&self, path: &str) -> bool {
        let excepted = |place: &&str| path.starts_with(*place) || path.ends_with(*place);
        self.rooms.iter().any(|room| path.starts_with(room)) && !self.except.iter().any(excepted)
    }
}

fn lines<'a>(path: &str, text: &'a str) -> Vec<(usize, &'a str)> {
    if path.ends_with(".sql") {
        let numbered = text.lines().enumerate();
        let numbered = numbered.map(|(index, line)| (index + 1, line));
        return numbered.filter(|(_, line)| !line.trim_start().starts_with("--")).collect();
    }
    source::production(path, text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path in a room: the room itself when it is a file.
    fn inside(room: &str) -> String {
        match room {
            "migrations/" => "migrations/sqlite/1_bets.sql".to_owned(),
            file if file.ends_with(".rs") => file.to_owned(),
            folder => format!("{}/deep.rs", folder.trim_end_matches('/')),
        }
    }

    #[test]
    fn every_word_of_every_law_is_found_in_every_room() {
        for law in LAWS {
            for (word, room) in law.words.iter().flat_map(|w| law.rooms.iter().map(move |r| (w, r)))
            {
                let path = inside(room);
                let said = format!("fine();\nlet said = {word};\n");
                let complaints = law.broken(&Tree::sample(&[(&path, &said)]));
                assert!(!complaints.is_empty(), "{word} in {path}");
                assert!(complaints[0].to_string().starts_with(&format!("{path}:2: ")));
            }
        }
    }

    #[test]
    fn exceptions_comments_and_tests_are_left_alone() {
        let tree = Tree::sample(&[
            ("monps-server/src/clock.rs", "Utc::now()"),
            ("monps-server/src/store/sqlite/bets.rs", "\"SELECT id FROM bet\""),
            ("monps-adapters/src/betfair/wire.rs", "use serde_json::Value;"),
            ("monps-core/src/money.rs", "// never an f64\n#[cfg(test)]\nmod tests {\n1.0_f64;\n}"),
            ("monps-server/tests/it/main.rs", "\"SELECT 1\""),
            ("migrations/sqlite/1_ledger.sql", "-- never UPDATE entry\nCREATE TABLE entry (id);"),
        ]);
        let complaints = strayed(&tree);
        assert!(complaints.is_empty(), "{complaints:?}");
    }
}
