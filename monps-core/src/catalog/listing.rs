//! Complete lists of selections, where they are longer than a line.

use std::sync::LazyLock;

use super::{ExactScore, Lead, Listed, Selection, WinBy};

const fn both(half: Lead, full: Lead) -> Selection {
    Selection::HalfTimeFullTime { half, full }
}

/// The nine answers, as they are printed.
pub(super) static HALF_TIME_FULL_TIME: [Selection; 9] = [
    both(Lead::Home, Lead::Home),
    both(Lead::Home, Lead::Draw),
    both(Lead::Home, Lead::Away),
    both(Lead::Draw, Lead::Home),
    both(Lead::Draw, Lead::Draw),
    both(Lead::Draw, Lead::Away),
    both(Lead::Away, Lead::Home),
    both(Lead::Away, Lead::Draw),
    both(Lead::Away, Lead::Away),
];

type Lists = LazyLock<Vec<Vec<Selection>>>;

static CORRECT_SCORES: Lists = LazyLock::new(|| (0..=Listed::MOST).map(scores_up_to).collect());
static WINNING_MARGINS: Lists = LazyLock::new(|| (0..=Listed::MOST).map(margins_up_to).collect());

/// Every score up to a number of goals a side, and any other of each result.
pub(super) fn correct_scores(up_to: Listed) -> &'static [Selection] {
    CORRECT_SCORES.get(usize::from(up_to.get())).map_or(&[], Vec::as_slice)
}

/// Each margin below a number, that number or more, and the draw.
pub(super) fn winning_margins(up_to: Listed) -> &'static [Selection] {
    WINNING_MARGINS.get(usize::from(up_to.get())).map_or(&[], Vec::as_slice)
}

fn scores_up_to(most: u8) -> Vec<Selection> {
    let score = |home, away| ExactScore::new(home, away).ok().map(Selection::Score);
    let wins = (1..=most).flat_map(|more| (0..more).map(move |less| (more, less)));
    let mut list: Vec<Selection> =
        wins.clone().filter_map(|(more, less)| score(more, less)).collect();
    list.extend((0..=most).filter_map(|goals| score(goals, goals)));
    list.extend(wins.filter_map(|(more, less)| score(less, more)));
    list.extend([Selection::AnyOtherHome, Selection::AnyOtherDraw, Selection::AnyOtherAway]);
    list
}

fn margins_up_to(most: u8) -> Vec<Selection> {
    let side = |lead| {
        (1..=most).filter_map(move |by| {
            let to = (by < most).then_some(by);
            WinBy::new(lead, by, to).ok().map(Selection::WinBy)
        })
    };
    side(Lead::Home).chain([Selection::Draw]).chain(side(Lead::Away)).collect()
}
