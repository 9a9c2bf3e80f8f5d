//! Writing aliases, questions and answers within a transaction: one text for both engines.

/// Makes the functions that write rows of matching through a connection.
macro_rules! matching_rows {
    ($connection:ty, $at:path, $refused:path) => {
        /// Keeps what is learnt of a name. What said the contrary ends; of a side that nobody has,
        /// nothing is kept.
        pub(super) async fn write_alias(
            connection: &mut $connection,
            alias: &NewAlias,
        ) -> Result<(), StoreError> {
            let participant: Option<i64> =
                sqlx::query_scalar("SELECT id FROM participants WHERE sport = $1 AND name = $2")
                    .bind(alias.sport.as_str().to_owned())
                    .bind(alias.participant.clone())
                    .fetch_optional(&mut *connection)
                    .await
                    .map_err($refused("read a participant"))?;
            let Some(participant) = participant else {
                return Ok(());
            };
            sqlx::query(
                "UPDATE match_aliases SET withdrawn_at = $6, withdrawn_by = $7
                 WHERE sport = $1 AND source_id = $2 AND name = $3 AND participant_id = $4
                   AND is_same <> $5 AND withdrawn_at IS NULL",
            )
            .bind(alias.sport.as_str().to_owned())
            .bind(alias.source_id.get())
            .bind(alias.name.clone())
            .bind(participant)
            .bind(alias.is_same)
            .bind($at(alias.created_at))
            .bind(alias.created_by.clone())
            .execute(&mut *connection)
            .await
            .map_err($refused("end an alias"))?;
            sqlx::query(
                "INSERT INTO match_aliases (sport, source_id, competition, name, participant_id,
                     is_same, origin, evidence, review_id, created_at, created_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
            )
            .bind(alias.sport.as_str().to_owned())
            .bind(alias.source_id.get())
            .bind(alias.competition.clone())
            .bind(alias.name.clone())
            .bind(participant)
            .bind(alias.is_same)
            .bind(alias.origin.as_str())
            .bind(alias.evidence.clone())
            .bind(alias.review_id)
            .bind($at(alias.created_at))
            .bind(alias.created_by.clone())
            .execute(&mut *connection)
            .await
            .map_err($refused("write an alias"))?;
            Ok(())
        }

        /// Keeps a question; one that has been asked before is not asked again.
        pub(super) async fn write_review(
            connection: &mut $connection,
            review: &NewReview,
        ) -> Result<(), StoreError> {
            sqlx::query(
                "INSERT INTO match_reviews (source_id, ref, event_id, candidate_id, is_turned,
                     score, runner_up, names, reasons, state, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10) ON CONFLICT DO NOTHING",
            )
            .bind(review.source_id.get())
            .bind(review.reference.clone())
            .bind(review.event_id.get())
            .bind(review.candidate_id.get())
            .bind(review.is_turned)
            .bind(i64::from(review.score))
            .bind(i64::from(review.runner_up))
            .bind(columns::json(&review.names)?)
            .bind(columns::json(&review.reasons)?)
            .bind($at(review.created_at))
            .execute(connection)
            .await
            .map_err($refused("write a question"))?;
            Ok(())
        }

        /// The question becomes an answer; the events that it was about, and whether turned.
        async fn settle_review(
            connection: &mut $connection,
            answer: &ReviewAnswer,
        ) -> Result<(i64, i64, bool), StoreError> {
            let state = if answer.is_same { "accepted" } else { "rejected" };
            sqlx::query_as(
                "UPDATE match_reviews SET state = $2, answered_at = $3, answered_by = $4
                 WHERE id = $1 AND state = 'open' RETURNING event_id, candidate_id, is_turned",
            )
            .bind(answer.id)
            .bind(state)
            .bind($at(answer.at))
            .bind(answer.actor.clone())
            .fetch_optional(connection)
            .await
            .map_err($refused("answer a question"))?
            .ok_or(StoreError::Conflict { what: "the question" })
        }

        /// An answer becomes a question again, which is moot while one of its events is merged into
        /// another; and what it said of names ends.
        async fn open_again(
            connection: &mut $connection,
            id: i64,
            actor: &str,
            at: Timestamp,
        ) -> Result<(), StoreError> {
            sqlx::query(
                "UPDATE match_reviews SET answered_at = NULL, answered_by = NULL,
                     state = CASE WHEN EXISTS (
                             SELECT 1 FROM events e WHERE e.merged_into IS NOT NULL
                               AND e.id IN (match_reviews.event_id, match_reviews.candidate_id))
                         THEN 'moot' ELSE 'open' END
                 WHERE id = $1",
            )
            .bind(id)
            .execute(&mut *connection)
            .await
            .map_err($refused("open a question again"))?;
            sqlx::query(
                "UPDATE match_aliases SET withdrawn_at = $2, withdrawn_by = $3
                 WHERE review_id = $1 AND withdrawn_at IS NULL",
            )
            .bind(id)
            .bind($at(at))
            .bind(actor.to_owned())
            .execute(connection)
            .await
            .map_err($refused("take aliases back"))?;
            Ok(())
        }
    };
}

pub(in crate::store) use matching_rows;
