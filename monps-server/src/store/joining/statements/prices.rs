//! Prices, and what goes with them.

/// Implements [`JoinPrices`](crate::store::joining::JoinPrices) for a connection.
macro_rules! join_prices {
    ($rows:ident, $at:path, $refused:path, $note_changed:path) => {
        #[async_trait]
        impl JoinPrices for $rows<'_> {
            async fn take_quotes(
                &mut self,
                join: i64,
                from: i64,
                to: i64,
                source: Option<i64>,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO event_join_rows (join_id, kind, row_id, position, name, was)
                     SELECT CAST($1 AS BIGINT), 'quote', h.id, 0, '', CAST(h.selection_id AS TEXT)
                     FROM odds_history h
                     WHERE h.selection_id = $2
                       AND (CAST($4 AS BIGINT) IS NULL OR h.source_id = $4)
                       AND NOT EXISTS (
                           SELECT 1 FROM odds_history t
                           WHERE t.selection_id = $3 AND t.venue_id = h.venue_id
                             AND t.side = h.side AND t.source_at = h.source_at)",
                )
                .bind(join)
                .bind(from)
                .bind(to)
                .bind(source)
                .execute(&mut *self.0)
                .await
                .map_err($refused("note where prices were"))?;
                sqlx::query(
                    "UPDATE odds_history SET selection_id = $3
                     WHERE selection_id = $2 AND id IN (
                         SELECT row_id FROM event_join_rows
                         WHERE join_id = $1 AND kind = 'quote' AND was = $4)",
                )
                .bind(join)
                .bind(from)
                .bind(to)
                .bind(from.to_string())
                .execute(&mut *self.0)
                .await
                .map_err($refused("move prices"))?;
                Ok(())
            }

            async fn return_quotes(
                &mut self,
                join: i64,
                home: i64,
                now_at: i64,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE odds_history SET selection_id = $2
                     WHERE selection_id = $3 AND id IN (
                         SELECT row_id FROM event_join_rows
                         WHERE join_id = $1 AND kind = 'quote' AND was = $4)",
                )
                .bind(join)
                .bind(home)
                .bind(now_at)
                .bind(home.to_string())
                .execute(&mut *self.0)
                .await
                .map_err($refused("move prices back"))?;
                Ok(())
            }

            async fn pass_quotes(
                &mut self,
                from: i64,
                to: i64,
                source: i64,
                since: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE odds_history AS h SET selection_id = $2
                     WHERE h.selection_id = $1 AND h.source_id = $3 AND h.observed_at >= $4
                       AND NOT EXISTS (
                           SELECT 1 FROM odds_history t
                           WHERE t.selection_id = $2 AND t.venue_id = h.venue_id
                             AND t.side = h.side AND t.source_at = h.source_at)",
                )
                .bind(from)
                .bind(to)
                .bind(source)
                .bind($at(since))
                .execute(&mut *self.0)
                .await
                .map_err($refused("move prices"))?;
                Ok(())
            }

            async fn quoted(
                &mut self,
                event: i64,
                source: i64,
                since: Option<Timestamp>,
            ) -> Result<BTreeSet<i64>, StoreError> {
                let since = $at(since.unwrap_or(DateTime::UNIX_EPOCH));
                let ids: Vec<i64> = sqlx::query_scalar(
                    "SELECT s.id FROM markets m JOIN selections s ON s.market_id = m.id
                     WHERE m.event_id = $1 AND EXISTS (
                         SELECT 1 FROM odds_history h
                         WHERE h.selection_id = s.id AND h.source_id = $2 AND h.observed_at >= $3)",
                )
                .bind(event)
                .bind(source)
                .bind(since)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read prices"))?;
                Ok(ids.into_iter().collect())
            }

            async fn follow_manual(
                &mut self,
                from: i64,
                to: i64,
                event: i64,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE manual_quotes AS q SET selection_id = $2, event_id = $3
                     WHERE q.selection_id = $1
                       AND EXISTS (
                           SELECT 1 FROM odds_history h WHERE h.selection_id = $2
                             AND h.venue_id = q.venue_id AND h.side = q.side)
                       AND NOT EXISTS (
                           SELECT 1 FROM odds_history h WHERE h.selection_id = $1
                             AND h.venue_id = q.venue_id AND h.side = q.side)
                       AND NOT EXISTS (
                           SELECT 1 FROM manual_quotes t WHERE t.selection_id = $2
                             AND t.venue_id = q.venue_id AND t.side = q.side)",
                )
                .bind(from)
                .bind(to)
                .bind(event)
                .execute(&mut *self.0)
                .await
                .map_err($refused("move the ends of prices"))?;
                Ok(())
            }

            async fn note_changed(&mut self, events: &[i64]) -> Result<(), StoreError> {
                $note_changed(&mut *self.0, events).await
            }
        }
    };
}

pub(in crate::store) use join_prices;
