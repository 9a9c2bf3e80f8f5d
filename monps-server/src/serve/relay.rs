//! What changed in one process, told to whoever listens to another.

use tokio_util::sync::CancellationToken;

use crate::cache::{Changes, Signal, Signals, Topic};
use crate::company::Company;

/// Tells the other processes when a bet or the ledger changes here. The rest they are told by those who
/// change it.
pub(super) fn tell_others(changes: &Changes, company: &Company) {
    let (shared, holder) = (company.shared.clone(), company.holder.clone());
    changes.tell_others(move |topics| {
        if topics.contains(&Topic::Bets) || topics.contains(&Topic::Bankroll) {
            shared.tell(&holder, Signal::Bets);
        }
    });
}

/// Passes on to those who listen here what changed elsewhere, until told to stop.
pub(super) async fn relay(company: &Company, changes: &Changes, stop: &CancellationToken) {
    if !company.has_others() {
        return;
    }
    let mut listener = company.shared.listen();
    loop {
        let heard = tokio::select! {
            () = stop.cancelled() => return,
            heard = listener.hear_others(&company.holder) => heard,
        };
        let Some(heard) = heard else {
            return;
        };
        match heard.signal {
            Signal::Events(_) => changes.relay(&[Topic::Odds]),
            Signal::Opportunities => changes.relay(&[Topic::Opportunities]),
            Signal::Settings => changes.relay(&[Topic::Settings]),
            Signal::Venues => changes.relay(&[Topic::Venues]),
            Signal::Bets => changes.relay(&[Topic::Bets, Topic::Bankroll]),
            Signal::Feed(_) => changes.relay(&[Topic::Feeds]),
            Signal::Heard { .. } => changes.relay(&[Topic::Feeds, Topic::Odds]),
            Signal::Everything => changes.relay(&Topic::ALL),
        }
    }
}
