//! Which stream a price belongs to: sport, competition, market kind, venue and side.
//!
//! Every row is placed as it is written. What a batch makes is known from the batch; what was there
//! before is looked up once and remembered. Nothing is remembered of a transaction before it has
//! committed: a stream that was rolled back does not exist.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::columns::{get, id_list, side_code};
use super::error::refused;
use crate::store::{Batch, QuoteRow, StoreError};

/// Selections whose group is remembered; beyond this the memory starts afresh.
const SELECTIONS_MAX: usize = 100_000;

/// Sport, competition and market kind, as a small number of this process.
type Group = u32;
/// What names a stream: group, venue, side.
type StreamKey = (Group, i64, i64);

/// What is known of streams.
#[derive(Debug, Default)]
pub(super) struct Streams {
    groups: HashMap<(String, String, String), Group>,
    selections: HashMap<i64, Group>,
    ids: HashMap<StreamKey, i64>,
}

/// What a transaction found out, to be remembered once it has committed.
#[derive(Debug, Default)]
pub(super) struct Found {
    selections: HashMap<i64, Group>,
    ids: HashMap<StreamKey, i64>,
}

impl Streams {
    /// The stream of each price of a batch, in its order; none for a disappearance. The batch's
    /// catalogue rows must have been written on this connection.
    pub(super) async fn place(
        &mut self,
        connection: &mut SqliteConnection,
        batch: &Batch,
    ) -> Result<(Vec<Option<i64>>, Found), StoreError> {
        let mut found = Found::default();
        self.group_new(batch, &mut found);
        self.group_known(connection, &batch.quotes, &mut found).await?;
        let mut placed = Vec::with_capacity(batch.quotes.len());
        for row in &batch.quotes {
            let group = self.group_of(row, &found);
            placed.push(match group.filter(|_| row.price.is_some()) {
                Some(group) => Some(self.stream(connection, group, row, &mut found).await?),
                None => None,
            });
        }
        Ok((placed, found))
    }

    /// Remembers what a committed transaction found out.
    pub(super) fn remember(&mut self, found: Found) {
        if self.selections.len() + found.selections.len() > SELECTIONS_MAX {
            self.selections.clear();
        }
        if found.selections.len() <= SELECTIONS_MAX {
            self.selections.extend(found.selections);
        }
        self.ids.extend(found.ids);
    }

    fn group_of(&self, row: &QuoteRow, found: &Found) -> Option<Group> {
        let selection = row.selection_id.get();
        self.selections.get(&selection).or_else(|| found.selections.get(&selection)).copied()
    }

    fn group(&mut self, sport: &str, competition: &str, kind: &str) -> Group {
        let next = Group::try_from(self.groups.len()).unwrap_or(Group::MAX);
        let name = (sport.to_owned(), competition.to_owned(), kind.to_owned());
        *self.groups.entry(name).or_insert(next)
    }

    /// The selections of events, markets and selections that the batch itself makes.
    fn group_new(&mut self, batch: &Batch, found: &mut Found) {
        let events: HashMap<_, _> = batch.events.iter().map(|event| (event.id, event)).collect();
        let mut markets: HashMap<_, Group> = HashMap::new();
        for market in &batch.markets {
            if let Some(event) = events.get(&market.event_id) {
                let competition = event.competition.as_ref().map_or("", |(key, _)| key);
                let kind = market.key.kind.slug();
                markets.insert(market.id, self.group(event.sport.as_str(), competition, &kind));
            }
        }
        for selection in &batch.selections {
            if let Some(group) = markets.get(&selection.market_id) {
                found.selections.insert(selection.id.get(), *group);
            }
        }
    }

    /// The selections that were there before.
    async fn group_known(
        &mut self,
        connection: &mut SqliteConnection,
        quotes: &[QuoteRow],
        found: &mut Found,
    ) -> Result<(), StoreError> {
        let mut unknown: Vec<i64> = quotes
            .iter()
            .filter(|row| self.group_of(row, found).is_none())
            .map(|row| row.selection_id.get())
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        if unknown.is_empty() {
            return Ok(());
        }
        let rows = sqlx::query(
            "SELECT s.id, e.sport, ifnull(c.key, '') AS competition, m.kind
             FROM json_each(?) wanted
             JOIN selections s ON s.id = wanted.value
             JOIN markets m ON m.id = s.market_id
             JOIN events e ON e.id = m.event_id
             LEFT JOIN competitions c ON c.id = e.competition_id",
        )
        .bind(id_list(unknown))
        .fetch_all(connection)
        .await
        .map_err(refused("place prices"))?;
        for row in &rows {
            let (sport, competition, kind) =
                (get(row, "sport")?, get(row, "competition")?, get(row, "kind")?);
            found.selections.insert(get(row, "id")?, self.group(sport, competition, kind));
        }
        Ok(())
    }

    async fn stream(
        &self,
        connection: &mut SqliteConnection,
        group: Group,
        row: &QuoteRow,
        found: &mut Found,
    ) -> Result<i64, StoreError> {
        let key = (group, row.venue_id.get(), side_code(row.side));
        if let Some(id) = self.ids.get(&key).or_else(|| found.ids.get(&key)) {
            return Ok(*id);
        }
        let name = self.groups.iter().find(|(_, known)| **known == group).map(|(name, _)| name);
        let (sport, competition, kind) = name.map_or(("", "", ""), |(s, c, k)| (s, c, k));
        // DO UPDATE of nothing, so that the row comes back when it was there already.
        let row = sqlx::query(
            "INSERT INTO odds_streams (sport, competition, kind, venue_id, side)
             VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (sport, competition, kind, venue_id, side)
             DO UPDATE SET side = excluded.side RETURNING id",
        )
        .bind(sport)
        .bind(competition)
        .bind(kind)
        .bind(key.1)
        .bind(key.2)
        .fetch_one(connection)
        .await
        .map_err(refused("place prices"))?;
        let id = get(&row, "id")?;
        found.ids.insert(key, id);
        Ok(id)
    }
}
