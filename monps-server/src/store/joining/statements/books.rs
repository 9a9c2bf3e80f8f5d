//! Results, bets, findings and questions.

/// Implements [`JoinBooks`](crate::store::joining::JoinBooks) for a connection.
macro_rules! join_books {
    ($rows:ident, $get:path, $at:path, $refused:path) => {
        impl $rows<'_> {
            async fn ids(
                &mut self,
                sql: &'static str,
                id: i64,
            ) -> Result<Vec<(i64, i64)>, StoreError> {
                let rows = sqlx::query(sql)
                    .bind(id)
                    .fetch_all(&mut *self.0)
                    .await
                    .map_err($refused("read what is joined"))?;
                rows.iter().map(|row| Ok(($get(row, "a")?, $get(row, "b")?))).collect()
            }
        }

        #[async_trait]
        impl JoinBooks for $rows<'_> {
            async fn results(&mut self, event: i64) -> Result<Vec<(i64, String)>, StoreError> {
                let rows = sqlx::query(
                    "SELECT CAST(source_id AS BIGINT) AS source_id, period FROM results
                     WHERE event_id = $1 ORDER BY source_id, period",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read results"))?;
                rows.iter().map(|row| Ok(($get(row, "source_id")?, $get(row, "period")?))).collect()
            }

            async fn move_result(
                &mut self,
                (source, period): (i64, &str),
                from: i64,
                to: i64,
                turned: bool,
            ) -> Result<bool, StoreError> {
                let done = sqlx::query(
                    "UPDATE results SET event_id = $4,
                         home = CASE WHEN $5 THEN away ELSE home END,
                         away = CASE WHEN $5 THEN home ELSE away END
                     WHERE event_id = $3 AND source_id = $1 AND period = $2
                       AND NOT EXISTS (
                           SELECT 1 FROM results t
                           WHERE t.event_id = $4 AND t.source_id = $1 AND t.period = $2)",
                )
                .bind(source)
                .bind(period.to_owned())
                .bind(from)
                .bind(to)
                .bind(turned)
                .execute(&mut *self.0)
                .await
                .map_err($refused("move a result"))?;
                Ok(done.rows_affected() == 1)
            }

            async fn legs(&mut self, event: i64) -> Result<Vec<LegRow>, StoreError> {
                let rows = sqlx::query(
                    "SELECT bet_id, position, kind, period,
                         CAST(line_quarters AS BIGINT) AS line_quarters, code, selection_id
                     FROM bet_legs WHERE event_id = $1 ORDER BY bet_id, position",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read the legs of bets"))?;
                rows.iter()
                    .map(|row| {
                        let key = columns::market_key(
                            $get(row, "kind")?,
                            $get(row, "period")?,
                            $get(row, "line_quarters")?,
                        )?;
                        Ok(LegRow {
                            bet: $get(row, "bet_id")?,
                            position: $get(row, "position")?,
                            answer: columns::selection($get(row, "code")?, &key)?,
                            key,
                            selection: $get(row, "selection_id")?,
                        })
                    })
                    .collect()
            }

            async fn set_leg(
                &mut self,
                leg: &LegRow,
                selection: Option<i64>,
                event: i64,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE bet_legs SET event_id = $3, kind = $4, period = $5, line_quarters = $6,
                         code = $7, selection_id = $8
                     WHERE bet_id = $1 AND position = $2",
                )
                .bind(leg.bet)
                .bind(leg.position)
                .bind(event)
                .bind(leg.key.kind.slug())
                .bind(leg.key.period.as_str())
                .bind(leg.key.line.map(Line::quarters))
                .bind(leg.answer.slug().into_owned())
                .bind(selection)
                .execute(&mut *self.0)
                .await
                .map_err($refused("write the leg of a bet"))?;
                Ok(())
            }

            async fn touch_bet(&mut self, bet: i64, at: Timestamp) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE bets SET version = version + 1, updated_at = $2 WHERE id = $1",
                )
                .bind(bet)
                .bind($at(at))
                .execute(&mut *self.0)
                .await
                .map_err($refused("write a bet"))?;
                Ok(())
            }

            async fn close_findings(
                &mut self,
                event: i64,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE opportunities SET closed_at = $2
                     WHERE event_id = $1 AND closed_at IS NULL",
                )
                .bind(event)
                .bind($at(at))
                .execute(&mut *self.0)
                .await
                .map_err($refused("close findings"))?;
                Ok(())
            }

            async fn findings(&mut self, event: i64) -> Result<Vec<(i64, i64)>, StoreError> {
                self.ids(
                    "SELECT id AS a, market_id AS b FROM opportunities WHERE event_id = $1",
                    event,
                )
                .await
            }

            async fn finding_legs(&mut self, finding: i64) -> Result<Vec<(i64, i64)>, StoreError> {
                self.ids(
                    "SELECT CAST(position AS BIGINT) AS a, selection_id AS b FROM opportunity_legs
                     WHERE opportunity_id = $1",
                    finding,
                )
                .await
            }

            async fn set_finding(
                &mut self,
                finding: i64,
                event: i64,
                market: i64,
            ) -> Result<(), StoreError> {
                sqlx::query("UPDATE opportunities SET event_id = $2, market_id = $3 WHERE id = $1")
                    .bind(finding)
                    .bind(event)
                    .bind(market)
                    .execute(&mut *self.0)
                    .await
                    .map_err($refused("move a finding"))?;
                Ok(())
            }

            async fn set_finding_leg(
                &mut self,
                finding: i64,
                position: i64,
                selection: i64,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE opportunity_legs SET selection_id = $3
                     WHERE opportunity_id = $1 AND position = $2",
                )
                .bind(finding)
                .bind(position)
                .bind(selection)
                .execute(&mut *self.0)
                .await
                .map_err($refused("move a finding"))?;
                Ok(())
            }

            async fn open_reviews_about(
                &mut self,
                event: i64,
            ) -> Result<Vec<ReviewRow>, StoreError> {
                let rows = sqlx::query(
                    "SELECT id, event_id, candidate_id, is_turned FROM match_reviews
                     WHERE state = 'open' AND (event_id = $1 OR candidate_id = $1) ORDER BY id",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read questions"))?;
                rows.iter()
                    .map(|row| {
                        Ok(ReviewRow {
                            id: $get(row, "id")?,
                            event: $get(row, "event_id")?,
                            candidate: $get(row, "candidate_id")?,
                            turned: $get(row, "is_turned")?,
                        })
                    })
                    .collect()
            }

            async fn has_review(&mut self, event: i64, candidate: i64) -> Result<bool, StoreError> {
                let count: i64 = sqlx::query_scalar(
                    "SELECT count(*) FROM match_reviews WHERE event_id = $1 AND candidate_id = $2",
                )
                .bind(event)
                .bind(candidate)
                .fetch_one(&mut *self.0)
                .await
                .map_err($refused("read questions"))?;
                Ok(count > 0)
            }

            async fn set_review(&mut self, review: &ReviewRow) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE match_reviews SET event_id = $2, candidate_id = $3, is_turned = $4
                     WHERE id = $1",
                )
                .bind(review.id)
                .bind(review.event)
                .bind(review.candidate)
                .bind(review.turned)
                .execute(&mut *self.0)
                .await
                .map_err($refused("write a question"))?;
                Ok(())
            }

            async fn set_moot(&mut self, id: i64) -> Result<(), StoreError> {
                sqlx::query("UPDATE match_reviews SET state = 'moot' WHERE id = $1")
                    .bind(id)
                    .execute(&mut *self.0)
                    .await
                    .map_err($refused("write a question"))?;
                Ok(())
            }

            async fn ask_again(&mut self, event: i64) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE match_reviews SET state = CASE WHEN EXISTS (
                             SELECT 1 FROM events e WHERE e.merged_into IS NOT NULL
                               AND e.id IN (match_reviews.event_id, match_reviews.candidate_id))
                         THEN 'moot' ELSE 'open' END
                     WHERE answered_at IS NULL AND (event_id = $1 OR candidate_id = $1)",
                )
                .bind(event)
                .execute(&mut *self.0)
                .await
                .map_err($refused("write a question"))?;
                Ok(())
            }
        }
    };
}

pub(in crate::store) use join_books;
