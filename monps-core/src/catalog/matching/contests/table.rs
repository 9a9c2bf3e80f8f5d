//! The names of two lists of contests, each once, and how alike they are.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::Sport;
use crate::catalog::matching::alias::Aliases;
use crate::catalog::matching::contest::Contest;
use crate::catalog::matching::marks::Marks;
use crate::catalog::matching::name::{Name, NameKind};
use crate::catalog::matching::pairs::Pairs;

/// Two lists of contests of one sport with their names.
pub(super) struct Table<'a> {
    pub(super) sport: &'a Sport,
    /// The contests, left and right.
    pub(super) contests: [Vec<&'a Contest>; 2],
    /// The names of each contest, home and away, as places in `names`.
    pub(super) sides: [Vec<[usize; 2]>; 2],
    /// Every name once, folded and with its marks.
    pub(super) names: [Vec<Name>; 2],
    /// The spelling that each name was met in first.
    pub(super) spellings: [Vec<&'a str>; 2],
    /// How alike they are.
    pub(super) pairs: Pairs,
    /// Names learnt to be one, with the number of opponents.
    pub(super) learnt: BTreeMap<(usize, usize), usize>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        sport: &'a Sport,
        contests: [Vec<&'a Contest>; 2],
        aliases: &Aliases,
    ) -> Self {
        let [left, right] = contests.each_ref().map(|list| names_of(sport, list));
        let mut pairs = Pairs::compare(sport, &left.names, &right.names, aliases);
        pairs.hold_back_the_second_best();
        Self {
            sport,
            contests,
            sides: [left.sides, right.sides],
            names: [left.names, right.names],
            spellings: [left.spellings, right.spellings],
            pairs,
            learnt: BTreeMap::new(),
        }
    }
}

struct Names<'a> {
    sides: Vec<[usize; 2]>,
    names: Vec<Name>,
    spellings: Vec<&'a str>,
}

fn names_of<'a>(sport: &Sport, contests: &[&'a Contest]) -> Names<'a> {
    let kind = NameKind::of(sport);
    let mut names: Vec<Name> = Vec::new();
    let mut spellings: Vec<&'a str> = Vec::new();
    let mut by_folded: HashMap<(String, Marks), usize> = HashMap::new();
    let mut by_raw: HashMap<(&'a str, Marks), usize> = HashMap::new();
    let mut place = |raw: &'a str, marks: Marks| {
        *by_raw.entry((raw, marks)).or_insert_with(|| {
            let mut name = Name::read(kind, raw);
            name.marks = name.marks.and(marks);
            *by_folded.entry((name.folded.clone(), name.marks)).or_insert_with(|| {
                names.push(name);
                spellings.push(raw);
                names.len() - 1
            })
        })
    };
    let mut sides = Vec::with_capacity(contests.len());
    for contest in contests {
        let marks = contest.marks();
        sides.push([place(&contest.home, marks), place(&contest.away, marks)]);
    }
    Names { sides, names, spellings }
}
