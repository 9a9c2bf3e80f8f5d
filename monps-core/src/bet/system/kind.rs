//! Which lines a system consists of.

use std::fmt;
use std::str::FromStr;

use crate::error::bet::BetError;

/// Combinations that have a name, with how many selections they take and from which size up.
const NAMED: [(&str, u8, u8); 12] = [
    ("trixie", 3, 2),
    ("patent", 3, 1),
    ("yankee", 4, 2),
    ("lucky_15", 4, 1),
    ("canadian", 5, 2),
    ("lucky_31", 5, 1),
    ("heinz", 6, 2),
    ("lucky_63", 6, 1),
    ("super_heinz", 7, 2),
    ("goliath", 8, 2),
    ("super_yankee", 5, 2),
    ("super_canadian", 5, 2),
];

/// How many selections a system has at most, banks not counted.
pub const SYSTEM_LEGS_MAX: u8 = 20;

/// Which combinations of its selections a system backs: every one of each of its sizes.
///
/// | written | selections | lines |
/// |---|---|---|
/// | `trixie` | 3 | 3 doubles, 1 treble |
/// | `patent` | 3 | a trixie and 3 singles |
/// | `yankee` | 4 | 6 doubles, 4 trebles, 1 fourfold |
/// | `lucky_15` | 4 | a yankee and 4 singles |
/// | `canadian` (`super_yankee`) | 5 | 26: doubles to the fivefold |
/// | `lucky_31` | 5 | a canadian and 5 singles |
/// | `heinz` | 6 | 57: doubles to the sixfold |
/// | `lucky_63` | 6 | a heinz and 6 singles |
/// | `super_heinz` | 7 | 120 |
/// | `goliath` | 8 | 247 |
/// | `2/3`, `3/4` … | n | all of that size: the French *système* |
/// | `2+3/4` | n | all of these sizes |
///
/// ```
/// use monps_core::bet::SystemKind;
///
/// let yankee: SystemKind = "yankee".parse()?;
/// assert_eq!((yankee.legs(), yankee.line_count()), (4, 11));
/// assert_eq!("2+3+4/4".parse::<SystemKind>()?, yankee);
/// assert_eq!("3/4".parse::<SystemKind>()?.line_count(), 4);
/// # Ok::<(), monps_core::error::bet::BetError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemKind {
    legs: u8,
    /// Ascending, without repetition.
    sizes: Vec<u8>,
}

impl SystemKind {
    /// Every combination of these sizes out of so many selections.
    ///
    /// # Errors
    /// [`BetError::SystemKind`] for sizes that are none, repeated, or above the number of selections,
    /// and for more than [`SYSTEM_LEGS_MAX`] selections.
    pub fn new(legs: u8, sizes: &[u8]) -> Result<Self, BetError> {
        let mut sizes = sizes.to_vec();
        sizes.sort_unstable();
        let is_set = sizes.windows(2).all(|pair| pair[0] < pair[1]);
        let fits = sizes.first().is_some_and(|least| *least >= 1)
            && sizes.last().is_some_and(|most| *most <= legs);
        if is_set && fits && legs <= SYSTEM_LEGS_MAX {
            Ok(Self { legs, sizes })
        } else {
            Err(Self::refused(&format!("{sizes:?} of {legs}")))
        }
    }

    /// All doubles of so many selections.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn doubles(legs: u8) -> Result<Self, BetError> {
        Self::new(legs, &[2])
    }

    /// All trebles of so many selections.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn trebles(legs: u8) -> Result<Self, BetError> {
        Self::new(legs, &[3])
    }

    /// How many selections it combines, banks not counted.
    #[must_use]
    pub const fn legs(&self) -> u8 {
        self.legs
    }

    /// The sizes of its lines, ascending, banks not counted.
    #[must_use]
    pub fn sizes(&self) -> &[u8] {
        &self.sizes
    }

    /// How many lines it has; the stake on a line times this is what it costs.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.sizes.iter().map(|size| choose(self.legs, *size)).sum()
    }

    /// Its lines, by size and then in the order of the selections.
    pub fn lines(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        self.sizes.iter().flat_map(|size| Combinations::new(self.legs.into(), (*size).into()))
    }

    /// The name that people have for it, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let named = NAMED.iter().find(|(_, legs, from)| {
            *legs == self.legs && self.sizes.iter().copied().eq(*from..=*legs)
        });
        named.map(|(name, ..)| *name)
    }

    fn refused(text: &str) -> BetError {
        BetError::SystemKind { text: text.chars().take(40).collect(), legs_max: SYSTEM_LEGS_MAX }
    }
}

impl FromStr for SystemKind {
    type Err = BetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        if let Some((_, legs, from)) = NAMED.iter().find(|(name, ..)| *name == word) {
            return Self::new(*legs, &(*from..=*legs).collect::<Vec<u8>>());
        }
        let refused = || Self::refused(text);
        let (sizes, legs) = word.split_once('/').ok_or_else(refused)?;
        let number = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u8>().ok().filter(|_| plain).ok_or_else(refused)
        };
        let sizes = sizes.split('+').map(number).collect::<Result<Vec<u8>, _>>()?;
        Self::new(number(legs)?, &sizes)
    }
}

impl fmt::Display for SystemKind {
    /// Its name, or its sizes: `yankee`, `2/3`, `2+3/5`. Reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = self.name() {
            return f.write_str(name);
        }
        let sizes: Vec<String> = self.sizes.iter().map(u8::to_string).collect();
        write!(f, "{}/{}", sizes.join("+"), self.legs)
    }
}

/// n over k, for n up to 20.
fn choose(n: u8, k: u8) -> u32 {
    let (n, k) = (u32::from(n), u32::from(k));
    (0..k.min(n - k)).fold(1, |product, step| product * (n - step) / (step + 1))
}

/// The choices of `size` numbers below `n`, in lexicographic order.
struct Combinations {
    n: usize,
    upcoming: Option<Vec<usize>>,
}

impl Combinations {
    fn new(n: usize, size: usize) -> Self {
        Self { n, upcoming: Some((0..size).collect()) }
    }
}

impl Iterator for Combinations {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let chosen = self.upcoming.take()?;
        let size = chosen.len();
        // The last place that can still be moved up, and everything after it put behind it.
        if let Some(place) = (0..size).rev().find(|place| chosen[*place] < self.n - size + place) {
            let mut following = chosen.clone();
            let from = following[place] + 1;
            for (slot, value) in following[place..].iter_mut().zip(from..) {
                *slot = value;
            }
            self.upcoming = Some(following);
        }
        Some(chosen)
    }
}
