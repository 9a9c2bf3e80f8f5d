//! What is kept about matching, read and written: one text for both engines, since their SQL agrees
//! here.

/// Implements [`MatchingStore`](crate::store::MatchingStore) for a store.
macro_rules! matching_store {
    ($store:ident, $rows:ident, $get:path, $at:path, $refused:path) => {
        #[async_trait]
        impl MatchingStore for $store {
            async fn joins_mark(&self) -> Result<i64, StoreError> {
                sqlx::query_scalar("SELECT next FROM sequences WHERE name = 'joins'")
                    .fetch_one(&self.read)
                    .await
                    .map_err($refused("read the mark of joins"))
            }

            async fn candidates(
                &self,
                query: &CandidateQuery,
            ) -> Result<Vec<Candidate>, StoreError> {
                let rows = sqlx::query(events_where(
                    "WHERE e.sport = $1 AND e.starts_at BETWEEN $2 AND $3
                       AND e.merged_into IS NULL
                       AND e.home_id IS NOT NULL AND e.away_id IS NOT NULL
                       AND (NOT $4 OR NOT EXISTS (
                           SELECT 1 FROM event_refs r
                           WHERE r.event_id = e.id AND r.source_id = $5))
                     ORDER BY e.starts_at, e.id LIMIT $6",
                ))
                .bind(query.sport.as_str())
                .bind($at(query.from))
                .bind($at(query.until))
                .bind(query.unnamed)
                .bind(query.source.get())
                .bind(i64::from(query.limit))
                .fetch_all(&self.read)
                .await
                .map_err($refused("read events"))?;
                let mut candidates = Vec::with_capacity(rows.len());
                for row in &rows {
                    candidates.push(Candidate { record: event_record(row)?, refs: Vec::new() });
                }
                if query.unnamed || candidates.is_empty() {
                    return Ok(candidates);
                }
                let rows = sqlx::query(
                    "SELECT r.event_id, r.ref
                     FROM events e JOIN event_refs r ON r.event_id = e.id AND r.source_id = $4
                     WHERE e.sport = $1 AND e.starts_at BETWEEN $2 AND $3",
                )
                .bind(query.sport.as_str())
                .bind($at(query.from))
                .bind($at(query.until))
                .bind(query.source.get())
                .fetch_all(&self.read)
                .await
                .map_err($refused("read names of events"))?;
                let mut names: HashMap<i64, Vec<String>> = HashMap::new();
                for row in &rows {
                    names.entry($get(row, "event_id")?).or_default().push($get(row, "ref")?);
                }
                for candidate in &mut candidates {
                    let id = candidate.record.event.id.get();
                    candidate.refs = names.remove(&id).unwrap_or_default();
                }
                Ok(candidates)
            }

            async fn events_even_merged(
                &self,
                ids: &[EventId],
            ) -> Result<Vec<EventRecord>, StoreError> {
                if ids.is_empty() {
                    return Ok(Vec::new());
                }
                // Numbers of ours, not input.
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                let sql = format!("{EVENT} WHERE e.id IN ({}) ORDER BY e.id", ids.join(", "));
                sqlx::query(AssertSqlSafe(sql))
                    .fetch_all(&self.read)
                    .await
                    .map_err($refused("read events"))?
                    .iter()
                    .map(event_record)
                    .collect()
            }

            async fn event_names(&self, event: EventId) -> Result<Vec<EventName>, StoreError> {
                let rows = sqlx::query(
                    "SELECT CAST(r.source_id AS BIGINT) AS source_id, s.key, r.ref, r.turned, r.leads
                     FROM event_refs r JOIN sources s ON s.id = r.source_id
                     WHERE r.event_id = $1 ORDER BY r.source_id, r.ref",
                )
                .bind(event.get())
                .fetch_all(&self.read)
                .await
                .map_err($refused("read names of events"))?;
                rows.iter()
                    .map(|row| {
                        Ok(EventName {
                            source_id: SourceId::new($get(row, "source_id")?),
                            source: $get(row, "key")?,
                            name: $get(row, "ref")?,
                            turned: $get(row, "turned")?,
                            leads: $get(row, "leads")?,
                        })
                    })
                    .collect()
            }

            async fn bets_on(&self, event: EventId) -> Result<Vec<BetId>, StoreError> {
                let ids: Vec<i64> = sqlx::query_scalar(
                    "SELECT DISTINCT l.bet_id FROM bet_legs l
                     JOIN bets b ON b.id = l.bet_id AND b.deleted_at IS NULL
                     WHERE l.event_id = $1 ORDER BY l.bet_id",
                )
                .bind(event.get())
                .fetch_all(&self.read)
                .await
                .map_err($refused("read bets"))?;
                Ok(ids.into_iter().map(BetId::new).collect())
            }

            async fn aliases(&self, query: &AliasQuery) -> Result<Vec<AliasRecord>, StoreError> {
                let sql = format!(
                    "{ALIAS} WHERE (CAST($1 AS TEXT) IS NULL OR x.sport = $1)
                       AND (NOT $2 OR x.withdrawn_at IS NULL) AND x.id < $3
                     ORDER BY x.id DESC LIMIT $4"
                );
                sqlx::query(AssertSqlSafe(sql))
                    .bind(query.sport.as_ref().map(|sport| sport.as_str().to_owned()))
                    .bind(query.standing)
                    .bind(query.before.unwrap_or(i64::MAX))
                    .bind(i64::from(query.limit))
                    .fetch_all(&self.read)
                    .await
                    .map_err($refused("read aliases"))?
                    .iter()
                    .map(alias_record)
                    .collect()
            }

            async fn withdraw_alias(
                &self,
                id: i64,
                actor: &str,
                at: Timestamp,
            ) -> Result<bool, StoreError> {
                let mut transaction = self.begin().await?;
                let done = sqlx::query(
                    "UPDATE match_aliases SET withdrawn_at = $2, withdrawn_by = $3
                     WHERE id = $1 AND withdrawn_at IS NULL",
                )
                .bind(id)
                .bind($at(at))
                .bind(actor.to_owned())
                .execute(&mut *transaction)
                .await
                .map_err($refused("take an alias back"))?;
                let is_done = done.rows_affected() == 1;
                if is_done {
                    let detail = "a name means nobody in particular again";
                    $rows(&mut transaction)
                        .audit(actor, "alias_withdrawn", "alias", id, detail, at)
                        .await?;
                }
                transaction.commit().await.map_err($refused("take an alias back"))?;
                Ok(is_done)
            }

            async fn reviews(&self, query: &ReviewQuery) -> Result<Vec<ReviewRecord>, StoreError> {
                let sql = format!(
                    "{REVIEW} WHERE (CAST($1 AS TEXT) IS NULL OR r.state = $1) AND r.id > $2
                     ORDER BY r.id LIMIT $3"
                );
                sqlx::query(AssertSqlSafe(sql))
                    .bind(query.state.map(ReviewState::as_str))
                    .bind(query.after.unwrap_or(0))
                    .bind(i64::from(query.limit))
                    .fetch_all(&self.read)
                    .await
                    .map_err($refused("read questions"))?
                    .iter()
                    .map(review_record)
                    .collect()
            }

            async fn review(&self, id: i64) -> Result<Option<ReviewRecord>, StoreError> {
                sqlx::query(AssertSqlSafe(format!("{REVIEW} WHERE r.id = $1")))
                    .bind(id)
                    .fetch_optional(&self.read)
                    .await
                    .map_err($refused("read a question"))?
                    .as_ref()
                    .map(review_record)
                    .transpose()
            }

            async fn open_reviews(&self) -> Result<u64, StoreError> {
                let count: i64 =
                    sqlx::query_scalar("SELECT count(*) FROM match_reviews WHERE state = 'open'")
                        .fetch_one(&self.read)
                        .await
                        .map_err($refused("count questions"))?;
                Ok(count.unsigned_abs())
            }

            async fn answer_review(
                &self,
                answer: &ReviewAnswer,
            ) -> Result<Option<i64>, StoreError> {
                let mut transaction = self.begin().await?;
                let (event, candidate, is_turned) =
                    settle_review(&mut transaction, answer).await?;
                for alias in &answer.aliases {
                    write_alias(&mut transaction, alias).await?;
                }
                let (actor, at) = (answer.actor.clone(), answer.at);
                let action = if answer.is_same { "review_accepted" } else { "review_rejected" };
                let detail = format!("event {event} and event {candidate}");
                $rows(&mut transaction)
                    .audit(&actor, action, "review", answer.id, &detail, at)
                    .await?;
                let mut join = None;
                if answer.is_same {
                    let (gone, kept) = (EventId::new(event), EventId::new(candidate));
                    let merge = Merge { gone, kept, is_turned, actor, at };
                    let id = Some(answer.id);
                    join = Some(joining::merge(&mut $rows(&mut transaction), &merge, id).await?);
                }
                transaction.commit().await.map_err($refused("keep an answer"))?;
                Ok(join)
            }

            async fn reopen_review(
                &self,
                id: i64,
                actor: &str,
                at: Timestamp,
            ) -> Result<Undone, StoreError> {
                let Some(review) = self.review(id).await? else {
                    return Err(StoreError::Conflict { what: "the question" });
                };
                let joined: Option<i64> = sqlx::query_scalar(
                    "SELECT id FROM event_joins WHERE review_id = $1 AND undone_at IS NULL
                     ORDER BY id DESC LIMIT 1",
                )
                .bind(id)
                .fetch_optional(&self.read)
                .await
                .map_err($refused("read joins"))?;
                match (review.state, joined) {
                    (ReviewState::Open | ReviewState::Moot, _) => return Ok(Undone::Before),
                    (_, Some(join)) => return self.undo_join(join, actor, at).await,
                    (_, None) => {}
                }
                let mut transaction = self.begin().await?;
                open_again(&mut transaction, id, actor, at).await?;
                $rows(&mut transaction)
                    .audit(actor, "answer_undone", "review", id, "it is open again", at)
                    .await?;
                transaction.commit().await.map_err($refused("take an answer back"))?;
                Ok(Undone::Done)
            }

            async fn merge_events(&self, merge: &Merge) -> Result<i64, StoreError> {
                let mut transaction = self.begin().await?;
                let id = joining::merge(&mut $rows(&mut transaction), merge, None).await?;
                transaction.commit().await.map_err($refused("merge events"))?;
                Ok(id)
            }

            async fn split_event(&self, split: &Split) -> Result<(i64, EventId), StoreError> {
                let mut transaction = self.begin().await?;
                let done = joining::split(&mut $rows(&mut transaction), split).await?;
                transaction.commit().await.map_err($refused("split an event"))?;
                Ok(done)
            }

            async fn undo_join(
                &self,
                id: i64,
                actor: &str,
                at: Timestamp,
            ) -> Result<Undone, StoreError> {
                let mut transaction = self.begin().await?;
                // Before it is read: two who undo it at once must not both find it standing.
                $rows(&mut transaction).begin_join().await?;
                let row = sqlx::query(AssertSqlSafe(format!("{JOIN} WHERE id = $1")))
                    .bind(id)
                    .fetch_optional(&mut *transaction)
                    .await
                    .map_err($refused("read a join"))?;
                let Some(join) = row.as_ref().map(join_record).transpose()? else {
                    return Err(StoreError::Conflict { what: "the join" });
                };
                let mut rows = $rows(&mut transaction);
                let undone = joining::undo(&mut rows, &join, actor, at).await?;
                if undone == Undone::Done {
                    if let Some(review) = join.review_id {
                        open_again(&mut transaction, review, actor, at).await?;
                    }
                    transaction.commit().await.map_err($refused("undo a join"))?;
                }
                Ok(undone)
            }

            async fn join(&self, id: i64) -> Result<Option<JoinRecord>, StoreError> {
                sqlx::query(AssertSqlSafe(format!("{JOIN} WHERE id = $1")))
                    .bind(id)
                    .fetch_optional(&self.read)
                    .await
                    .map_err($refused("read a join"))?
                    .as_ref()
                    .map(join_record)
                    .transpose()
            }

            async fn joins(
                &self,
                event: Option<EventId>,
                before: Option<i64>,
                limit: u32,
            ) -> Result<Vec<JoinRecord>, StoreError> {
                let sql = format!(
                    "{JOIN} WHERE (CAST($1 AS BIGINT) IS NULL OR from_id = $1 OR to_id = $1)
                       AND id < $2 ORDER BY id DESC LIMIT $3"
                );
                sqlx::query(AssertSqlSafe(sql))
                    .bind(event.map(EventId::get))
                    .bind(before.unwrap_or(i64::MAX))
                    .bind(i64::from(limit))
                    .fetch_all(&self.read)
                    .await
                    .map_err($refused("read joins"))?
                    .iter()
                    .map(join_record)
                    .collect()
            }
        }
    };
}

pub(in crate::store) use matching_store;
