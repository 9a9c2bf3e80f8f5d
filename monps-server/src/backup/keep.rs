//! Which backups to keep: some days, some weeks, some months.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use chrono::{Datelike, NaiveDateTime};
use monps_core::time::Timestamp;

use super::EXTENSION;

/// What the name of a backup begins with.
const PREFIX: &str = "monps-";
/// How its instant is written, in UTC.
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";

/// How many backups to keep: the newest of each of so many days, weeks and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Days.
    pub days: usize,
    /// Weeks, which begin on Monday.
    pub weeks: usize,
    /// Months.
    pub months: usize,
}

impl Default for Keep {
    fn default() -> Self {
        Self { days: 7, weeks: 4, months: 12 }
    }
}

impl FromStr for Keep {
    type Err = String;

    /// `7,4,12`: days, weeks, months.
    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = || format!("{text:?} is not days,weeks,months such as 7,4,12");
        let numbers: Vec<usize> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| wanted()))
            .collect::<Result<_, _>>()?;
        match numbers[..] {
            [days, weeks, months] if days + weeks + months > 0 => Ok(Self { days, weeks, months }),
            _ => Err(wanted()),
        }
    }
}

/// The name of a backup made at an instant: `monps-2026-11-22T120000Z.monps`.
#[must_use]
pub fn name(made_at: Timestamp) -> String {
    format!("{PREFIX}{}.{EXTENSION}", made_at.format(STAMP))
}

/// The backups of a list that are not among those to keep. What has no name of a backup is nobody's
/// to delete and never in the answer.
#[must_use]
pub fn outdated(paths: &[PathBuf], keep: Keep) -> Vec<PathBuf> {
    let mut backups: Vec<(NaiveDateTime, &PathBuf)> =
        paths.iter().filter_map(|path| Some((made_at(path)?, path))).collect();
    backups.sort_by(|a, b| b.cmp(a));
    let mut kept = vec![false; backups.len()];
    let date = |at: &NaiveDateTime| at.date();
    newest_of_each(&backups, &mut kept, keep.days, |at| date(at).num_days_from_ce());
    newest_of_each(&backups, &mut kept, keep.weeks, |at| {
        (date(at).num_days_from_ce() - 1).div_euclid(7)
    });
    newest_of_each(&backups, &mut kept, keep.months, |at| {
        date(at).year() * 12 + i32::try_from(date(at).month0()).unwrap_or_default()
    });
    let outdated = backups.iter().zip(kept).filter(|(_, kept)| !kept);
    outdated.map(|((_, path), _)| (*path).clone()).collect()
}

fn newest_of_each(
    backups: &[(NaiveDateTime, &PathBuf)],
    kept: &mut [bool],
    periods: usize,
    period: impl Fn(&NaiveDateTime) -> i32,
) {
    let (mut last, mut left) = (None, periods);
    for (place, (at, _)) in backups.iter().enumerate() {
        let this = Some(period(at));
        if this != last {
            if left == 0 {
                return;
            }
            left -= 1;
            last = this;
            kept[place] = true;
        }
    }
}

fn made_at(path: &Path) -> Option<NaiveDateTime> {
    let name = path.file_name()?.to_str()?;
    let stamp = name.strip_prefix(PREFIX)?.strip_suffix(EXTENSION)?.strip_suffix('.')?;
    NaiveDateTime::parse_from_str(stamp, STAMP).ok()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    #[test]
    fn a_year_of_nightly_backups_comes_down_to_some() {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(2, 0, 0).unwrap();
        let nights: Vec<PathBuf> =
            (0..365).map(|day| PathBuf::from(name((first + Days::new(day)).and_utc()))).collect();
        let keep = Keep::default();
        let gone = outdated(&nights, keep);
        let left: Vec<&PathBuf> = nights.iter().filter(|path| !gone.contains(path)).collect();
        let names: Vec<&str> = left.iter().map(|path| path.to_str().unwrap()).collect();
        // Twelve months, of which the last is also the last night; six more days, one of them a Sunday;
        // two more Sundays.
        assert_eq!(left.len(), 12 + 6 + 2, "{names:?}");
        assert!(names.contains(&"monps-2026-12-31T020000Z.monps"));
        assert!(names.contains(&"monps-2026-12-25T020000Z.monps"));
        assert!(names.contains(&"monps-2026-12-20T020000Z.monps"));
        assert!(names.contains(&"monps-2026-01-31T020000Z.monps"));
        assert!(
            outdated(&left.iter().map(|path| (*path).clone()).collect::<Vec<_>>(), keep).is_empty()
        );
    }

    #[test]
    fn other_files_are_left_alone() {
        let files = ["notes.txt", "monps-old.monps", "monps-2026-02-30T000000Z.monps"];
        let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
        assert!(outdated(&files, Keep { days: 1, weeks: 0, months: 0 }).is_empty());
    }

    #[test]
    fn a_plan_is_three_numbers() {
        assert_eq!("7,4,12".parse::<Keep>().unwrap(), Keep::default());
        for text in ["", "7", "7,4", "0,0,0", "a,b,c", "7,4,12,1"] {
            assert!(text.parse::<Keep>().is_err(), "{text:?}");
        }
    }
}
