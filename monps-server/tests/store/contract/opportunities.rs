//! What was found, open and closed.

use std::sync::Arc;

use monps_core::catalog::Selection;
use monps_core::detect::{
    Detail, Grade, Opportunity, OpportunityKind, OpportunityLeg, Profile, StateProfit, Trust,
    TrustReason,
};
use monps_core::id::OpportunityId;
use monps_core::odds::Commission;
use monps_core::payoff::State;
use monps_core::quote::Side;
use monps_server::store::transfer::Cell;
use monps_server::store::{OpenOpportunity, OpportunityChanges, Sequence, Store, StoreError};
use rust_decimal::dec;

use super::ground::{Ground, key, noon, seconds};

pub(crate) async fn holds(store: &Arc<dyn Store>) {
    let ground = Ground::new(store).await;
    let first = store.reserve(Sequence::Opportunities, 2).await.unwrap();
    let open = |id: i64, edge| open(&ground, id, edge);
    let put = |put: Vec<OpenOpportunity>| OpportunityChanges { put, closed: Vec::new() };
    store.change_opportunities(&put(vec![open(first, dec!(0.0210))])).await.unwrap();
    store.change_opportunities(&put(vec![open(first, dec!(0.0300))])).await.unwrap();
    let known = async || {
        let open = store.open_opportunities().await.unwrap();
        open.into_iter().filter(|one| one.event_id == ground.event).collect::<Vec<_>>()
    };
    let found = known().await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].key, ground.name("key"));
    assert_eq!(found[0].first_seen, noon());
    // The same finding is open only once.
    let doubled = store.change_opportunities(&put(vec![open(first + 1, dec!(0.01))])).await;
    assert!(matches!(doubled, Err(StoreError::Conflict { .. })), "{doubled:?}");
    let closed = vec![(OpportunityId::new(first), noon() + seconds(9))];
    let changes = OpportunityChanges { put: vec![open(first + 1, dec!(0.01))], closed };
    store.change_opportunities(&changes).await.unwrap();
    assert_eq!(known().await[0].id, OpportunityId::new(first + 1));
    let kept = detail(store, first + 1).await;
    assert_eq!(kept["bound"], "0.01");
    assert_eq!(kept["profile"][0]["results"], "0-0 2-1");
}

/// What the table has to tell of a finding, as whoever copies the store sees it.
async fn detail(store: &Arc<dyn Store>, id: i64) -> serde_json::Value {
    let (to, mut from) = tokio::sync::mpsc::channel(4);
    let store = Arc::clone(store);
    let giving = tokio::spawn(async move { store.give(to).await });
    let mut found = None;
    while let Some(rows) = from.recv().await {
        if rows.table.name != "opportunities" {
            continue;
        }
        let at = rows.table.columns.iter().position(|column| column.name == "detail").unwrap();
        let mine = rows.rows.into_iter().find(|row| row[0] == Cell::Int(id));
        found = found.or(mine.map(|row| row[at].clone()));
    }
    giving.await.unwrap().unwrap();
    let Some(Cell::Text(text)) = found else { panic!("no detail: {found:?}") };
    serde_json::from_str(&text).unwrap()
}

fn open(ground: &Ground, id: i64, edge: rust_decimal::Decimal) -> OpenOpportunity {
    let quote = ground.quote(0, 0, "2.10");
    let states = [State::Score { home: 0, away: 0 }, State::Score { home: 2, away: 1 }];
    OpenOpportunity {
        id: OpportunityId::new(id),
        key: ground.name("key"),
        found: Opportunity {
            kind: OpportunityKind::Arbitrage,
            event_id: ground.event,
            market_id: ground.market,
            market: key(),
            legs: vec![OpportunityLeg {
                selection_id: quote.selection_id,
                selection: Selection::Home,
                market_id: ground.market,
                market: key(),
                venue_id: quote.venue_id,
                side: Side::Back,
                price: quote.price.unwrap(),
                commission: Commission::NONE,
                share: dec!(0.5),
                observed: quote.observed,
            }],
            edge,
            guaranteed: Some(edge),
            fair_probability: None,
            venue_count: 2,
            trust: Trust { grade: Grade::Indicative, reasons: vec![TrustReason::Phantom] },
            found_at: noon(),
            detail: Detail::Guarantee {
                bound: edge,
                profile: Profile {
                    results: vec![StateProfit { profit: edge, states: states.to_vec() }],
                },
            },
        },
        first_seen: noon(),
        last_seen: noon() + seconds(1),
    }
}
