//! Rows of matching as they are read: one text for both engines.

/// Makes the statements that read aliases, questions and joins, and the functions that read their rows.
macro_rules! matching_records {
    ($row:ty, $get:path, $instant:path) => {
        const ALIAS: &str = "SELECT x.id, x.sport, CAST(x.source_id AS BIGINT) AS source_id,
                x.competition, x.name, p.name AS participant, x.is_same, x.origin, x.evidence,
                x.review_id, x.created_at, x.created_by, x.withdrawn_at, x.withdrawn_by,
                s.key AS source
            FROM match_aliases x
            JOIN participants p ON p.id = x.participant_id
            JOIN sources s ON s.id = x.source_id ";
        const REVIEW: &str = "SELECT r.id, CAST(r.source_id AS BIGINT) AS source_id, r.ref,
                r.event_id, r.candidate_id, r.is_turned, CAST(r.score AS BIGINT) AS score,
                CAST(r.runner_up AS BIGINT) AS runner_up, r.names, r.reasons, r.state,
                r.created_at, r.answered_at, r.answered_by, s.key AS source
            FROM match_reviews r JOIN sources s ON s.id = r.source_id ";

        const JOIN: &str = "SELECT id, kind, from_id, to_id, is_turned, review_id, at, actor,
            undone_at, undone_by FROM event_joins ";

        /// An instant that may be missing, and who it was.
        fn deed(
            row: &$row,
            at: &str,
            by: &str,
        ) -> Result<Option<(Timestamp, String)>, StoreError> {
            let by: Option<String> = $get(row, by)?;
            Ok($instant(row, at)?.zip(by))
        }

        fn when(row: &$row, column: &'static str) -> Result<Timestamp, StoreError> {
            $instant(row, column)?.ok_or_else(|| columns::corrupt("an instant", column))
        }

        fn alias_record(row: &$row) -> Result<AliasRecord, StoreError> {
            let origin: String = $get(row, "origin")?;
            let alias = NewAlias {
                sport: columns::parse("a sport", $get(row, "sport")?)?,
                source_id: SourceId::new($get(row, "source_id")?),
                competition: $get(row, "competition")?,
                name: $get(row, "name")?,
                participant: $get(row, "participant")?,
                is_same: $get(row, "is_same")?,
                origin: AliasOrigin::parse(&origin)
                    .ok_or_else(|| columns::corrupt("an alias's origin", origin))?,
                evidence: $get(row, "evidence")?,
                review_id: $get(row, "review_id")?,
                created_at: when(row, "created_at")?,
                created_by: $get(row, "created_by")?,
            };
            Ok(AliasRecord {
                id: $get(row, "id")?,
                alias,
                source: $get(row, "source")?,
                withdrawn: deed(row, "withdrawn_at", "withdrawn_by")?,
            })
        }

        fn review_record(row: &$row) -> Result<ReviewRecord, StoreError> {
            let state: String = $get(row, "state")?;
            let thousandths = |column| -> Result<u32, StoreError> {
                let value: i64 = $get(row, column)?;
                u32::try_from(value).map_err(|_| columns::corrupt("a score", value))
            };
            let review = NewReview {
                source_id: SourceId::new($get(row, "source_id")?),
                reference: $get(row, "ref")?,
                event_id: EventId::new($get(row, "event_id")?),
                candidate_id: EventId::new($get(row, "candidate_id")?),
                is_turned: $get(row, "is_turned")?,
                score: thousandths("score")?,
                runner_up: thousandths("runner_up")?,
                names: columns::of_json("the names of a question", $get(row, "names")?)?,
                reasons: columns::of_json("the reasons of a question", $get(row, "reasons")?)?,
                created_at: when(row, "created_at")?,
            };
            Ok(ReviewRecord {
                id: $get(row, "id")?,
                review,
                source: $get(row, "source")?,
                state: ReviewState::parse(&state)
                    .ok_or_else(|| columns::corrupt("the state of a question", state))?,
                answered: deed(row, "answered_at", "answered_by")?,
            })
        }

        fn join_record(row: &$row) -> Result<JoinRecord, StoreError> {
            let kind: String = $get(row, "kind")?;
            Ok(JoinRecord {
                id: $get(row, "id")?,
                kind: JoinKind::parse(&kind).ok_or_else(|| columns::corrupt("a join", kind))?,
                from: EventId::new($get(row, "from_id")?),
                to: EventId::new($get(row, "to_id")?),
                is_turned: $get(row, "is_turned")?,
                review_id: $get(row, "review_id")?,
                at: when(row, "at")?,
                actor: $get(row, "actor")?,
                undone: deed(row, "undone_at", "undone_by")?,
            })
        }
    };
}

pub(in crate::store) use matching_records;
