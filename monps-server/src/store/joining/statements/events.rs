//! Events, their markets and the names that they go by.

/// Implements [`JoinEvents`](crate::store::joining::JoinEvents) for a connection.
macro_rules! join_events {
    ($rows:ident, $get:path, $at:path, $refused:path) => {
        #[async_trait]
        impl JoinEvents for $rows<'_> {
            async fn begin_join(&mut self) -> Result<(), StoreError> {
                for sql in [
                    "UPDATE books SET version = version + 1 WHERE id = 1",
                    "UPDATE sequences SET next = next + 1 WHERE name = 'joins'",
                ] {
                    sqlx::query(sql)
                        .execute(&mut *self.0)
                        .await
                        .map_err($refused("begin to join events"))?;
                }
                Ok(())
            }

            async fn sport_of(&mut self, event: i64) -> Result<Option<String>, StoreError> {
                sqlx::query_scalar(
                    "SELECT sport FROM events WHERE id = $1 AND merged_into IS NULL",
                )
                .bind(event)
                .fetch_optional(&mut *self.0)
                .await
                .map_err($refused("read an event"))
            }

            async fn next_id(&mut self, sequence: Sequence) -> Result<i64, StoreError> {
                sqlx::query_scalar(
                    "UPDATE sequences SET next = next + 1 WHERE name = $1 RETURNING next - 1",
                )
                .bind(sequence.as_str())
                .fetch_one(&mut *self.0)
                .await
                .map_err($refused("hand out an id"))
            }

            async fn copy_event(
                &mut self,
                from: i64,
                to: i64,
                slug: &str,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO events (id, slug, sport, competition_id, season, home_id, away_id,
                         starts_at, time_known, origin, created_at)
                     SELECT $1, $2, sport, competition_id, season, home_id, away_id, starts_at,
                         time_known, origin, $3
                     FROM events WHERE id = $4",
                )
                .bind(to)
                .bind(slug.to_owned())
                .bind($at(at))
                .bind(from)
                .execute(&mut *self.0)
                .await
                .map_err($refused("make an event"))?;
                Ok(())
            }

            async fn merged_into(&mut self, event: i64) -> Result<Vec<i64>, StoreError> {
                sqlx::query_scalar("SELECT id FROM events WHERE merged_into = $1 ORDER BY id")
                    .bind(event)
                    .fetch_all(&mut *self.0)
                    .await
                    .map_err($refused("read events"))
            }

            async fn set_merged(&mut self, event: i64, into: Option<i64>) -> Result<(), StoreError> {
                sqlx::query("UPDATE events SET merged_into = $2 WHERE id = $1")
                    .bind(event)
                    .bind(into)
                    .execute(&mut *self.0)
                    .await
                    .map_err($refused("write an event"))?;
                Ok(())
            }

            async fn markets(&mut self, event: i64) -> Result<Vec<MarketRow>, StoreError> {
                let rows = sqlx::query(
                    "SELECT m.id, m.kind, m.period,
                         CAST(m.line_quarters AS BIGINT) AS line_quarters, s.id AS selection_id, s.code
                     FROM markets m LEFT JOIN selections s ON s.market_id = m.id
                     WHERE m.event_id = $1 ORDER BY m.id, s.id",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read markets"))?;
                let mut markets: Vec<MarketRow> = Vec::new();
                for row in &rows {
                    let id = $get(row, "id")?;
                    if markets.last().is_none_or(|market| market.id != id) {
                        let key = columns::market_key(
                            $get(row, "kind")?,
                            $get(row, "period")?,
                            $get(row, "line_quarters")?,
                        )?;
                        markets.push(MarketRow { id, key, selections: Vec::new() });
                    }
                    let selection: Option<i64> = $get(row, "selection_id")?;
                    let code: Option<&str> = $get(row, "code")?;
                    if let (Some(market), Some((id, code))) =
                        (markets.last_mut(), selection.zip(code))
                    {
                        market.selections.push((id, columns::selection(code, &market.key)?));
                    }
                }
                Ok(markets)
            }

            async fn make_market(
                &mut self,
                id: i64,
                event: i64,
                key: &MarketKey,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO markets (id, event_id, kind, period, line_quarters)
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(id)
                .bind(event)
                .bind(key.kind.slug())
                .bind(key.period.as_str())
                .bind(key.line.map(Line::quarters))
                .execute(&mut *self.0)
                .await
                .map_err($refused("make a market"))?;
                Ok(())
            }

            async fn make_selection(
                &mut self,
                id: i64,
                market: i64,
                selection: &Selection,
            ) -> Result<(), StoreError> {
                sqlx::query("INSERT INTO selections (id, market_id, code) VALUES ($1, $2, $3)")
                    .bind(id)
                    .bind(market)
                    .bind(selection.slug().into_owned())
                    .execute(&mut *self.0)
                    .await
                    .map_err($refused("make a selection"))?;
                Ok(())
            }

            async fn refs(&mut self, event: i64) -> Result<Vec<RefRow>, StoreError> {
                let rows = sqlx::query(
                    "SELECT CAST(source_id AS BIGINT) AS source_id, ref, turned, leads
                     FROM event_refs WHERE event_id = $1 ORDER BY source_id, ref",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read names of events"))?;
                rows.iter()
                    .map(|row| {
                        Ok(RefRow {
                            source: $get(row, "source_id")?,
                            name: $get(row, "ref")?,
                            turned: $get(row, "turned")?,
                            leads: $get(row, "leads")?,
                        })
                    })
                    .collect()
            }

            async fn set_ref(&mut self, one: &RefRow, event: i64) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE event_refs SET event_id = $3, turned = $4, leads = $5
                     WHERE source_id = $1 AND ref = $2",
                )
                .bind(one.source)
                .bind(one.name.clone())
                .bind(event)
                .bind(one.turned)
                .bind(one.leads)
                .execute(&mut *self.0)
                .await
                .map_err($refused("write a name of an event"))?;
                Ok(())
            }
        }
    };
}

pub(in crate::store) use join_events;
