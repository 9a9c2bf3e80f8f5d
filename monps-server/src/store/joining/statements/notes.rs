//! What is noted of a join.

/// Implements [`JoinNotes`](crate::store::joining::JoinNotes) for a connection.
macro_rules! join_notes {
    ($rows:ident, $get:path, $at:path, $refused:path) => {
        #[async_trait]
        impl JoinNotes for $rows<'_> {
            async fn note_join(&mut self, join: &NewJoin<'_>) -> Result<i64, StoreError> {
                sqlx::query_scalar(
                    "INSERT INTO event_joins (kind, from_id, to_id, is_turned, review_id, at, actor)
                     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
                )
                .bind(join.kind.as_str())
                .bind(join.from)
                .bind(join.to)
                .bind(join.is_turned)
                .bind(join.review)
                .bind($at(join.at))
                .bind(join.actor.to_owned())
                .fetch_one(&mut *self.0)
                .await
                .map_err($refused("note a join"))
            }

            async fn later_join(
                &mut self,
                after: i64,
                [one, other]: [i64; 2],
            ) -> Result<Option<i64>, StoreError> {
                sqlx::query_scalar(
                    "SELECT id FROM event_joins WHERE undone_at IS NULL AND id > $1
                       AND (from_id IN ($2, $3) OR to_id IN ($2, $3))
                     ORDER BY id DESC LIMIT 1",
                )
                .bind(after)
                .bind(one)
                .bind(other)
                .fetch_optional(&mut *self.0)
                .await
                .map_err($refused("read joins"))
            }

            async fn note_undone(
                &mut self,
                join: i64,
                actor: &str,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query("UPDATE event_joins SET undone_at = $2, undone_by = $3 WHERE id = $1")
                    .bind(join)
                    .bind($at(at))
                    .bind(actor.to_owned())
                    .execute(&mut *self.0)
                    .await
                    .map_err($refused("note what was undone"))?;
                Ok(())
            }

            async fn journal(&mut self, join: i64, note: &Journal) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO event_join_rows (join_id, kind, row_id, position, name, was)
                     VALUES ($1, $2, $3, $4, $5, $6)",
                )
                .bind(join)
                .bind(note.kind)
                .bind(note.row)
                .bind(note.position)
                .bind(note.name.clone())
                .bind(note.was.clone())
                .execute(&mut *self.0)
                .await
                .map_err($refused("note what was moved"))?;
                Ok(())
            }

            async fn journaled(
                &mut self,
                join: i64,
                kind: &'static str,
            ) -> Result<Vec<Journal>, StoreError> {
                let rows = sqlx::query(
                    "SELECT row_id, position, name, was FROM event_join_rows
                     WHERE join_id = $1 AND kind = $2 ORDER BY row_id, position, name",
                )
                .bind(join)
                .bind(kind)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read what was moved"))?;
                rows.iter()
                    .map(|row| {
                        Ok(Journal {
                            kind,
                            row: $get(row, "row_id")?,
                            position: $get(row, "position")?,
                            name: $get(row, "name")?,
                            was: $get(row, "was")?,
                        })
                    })
                    .collect()
            }

            async fn audit(
                &mut self,
                actor: &str,
                action: &str,
                subject: &str,
                id: i64,
                detail: &str,
                at: Timestamp,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "INSERT INTO audit (at, actor, action, subject, subject_id, detail)
                     VALUES ($1, $2, $3, $4, $5, $6)",
                )
                .bind($at(at))
                .bind(actor.to_owned())
                .bind(action.to_owned())
                .bind(subject.to_owned())
                .bind(id)
                .bind(detail.to_owned())
                .execute(&mut *self.0)
                .await
                .map_err($refused("write the audit trail"))?;
                Ok(())
            }
        }
    };
}

pub(in crate::store) use join_notes;
