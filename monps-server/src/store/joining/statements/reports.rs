//! Reports of how events ended.

/// Implements [`JoinReports`](crate::store::joining::JoinReports) for a connection.
macro_rules! join_reports {
    ($rows:ident, $get:path, $refused:path, $next_report:path) => {
        #[async_trait]
        impl JoinReports for $rows<'_> {
            async fn reporters(&mut self, event: i64) -> Result<Vec<Reporter>, StoreError> {
                let rows = sqlx::query(
                    "SELECT CAST(source_id AS BIGINT) AS source_id, revision, is_final, refused
                     FROM result_reports WHERE event_id = $1 AND newest = $2 ORDER BY source_id",
                )
                .bind(event)
                .bind(true)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read results"))?;
                rows.iter()
                    .map(|row| {
                        let is_final: bool = $get(row, "is_final")?;
                        let why: Option<&str> = $get(row, "refused")?;
                        Ok(Reporter {
                            source: $get(row, "source_id")?,
                            revision: $get(row, "revision")?,
                            counts: is_final && why.is_none(),
                        })
                    })
                    .collect()
            }

            async fn reports_after(
                &mut self,
                event: i64,
                source: i64,
                after: i64,
            ) -> Result<Vec<ReportRow>, StoreError> {
                let rows = sqlx::query(
                    "SELECT id, revision, scores, winner, incident, race FROM result_reports
                     WHERE event_id = $1 AND source_id = $2 AND revision > $3 ORDER BY revision",
                )
                .bind(event)
                .bind(source)
                .bind(after)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read results"))?;
                rows.iter()
                    .map(|row| {
                        let said = Said {
                            scores: $get(row, "scores")?,
                            winner: $get(row, "winner")?,
                            incident: $get(row, "incident")?,
                            race: $get(row, "race")?,
                        };
                        Ok(ReportRow { id: $get(row, "id")?, revision: $get(row, "revision")?, said })
                    })
                    .collect()
            }

            async fn set_report(
                &mut self,
                id: i64,
                event: i64,
                revision: i64,
                said: &Said,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE result_reports SET event_id = $2, revision = $3, scores = $4,
                         winner = $5, incident = $6
                     WHERE id = $1",
                )
                .bind(id)
                .bind(event)
                .bind(revision)
                .bind(said.scores.clone())
                .bind(said.winner.clone())
                .bind(said.incident.clone())
                .execute(&mut *self.0)
                .await
                .map_err($refused("move a result"))?;
                Ok(())
            }

            async fn set_newest(
                &mut self,
                event: i64,
                source: i64,
                revision: i64,
                newest: bool,
            ) -> Result<(), StoreError> {
                sqlx::query(
                    "UPDATE result_reports SET newest = $4
                     WHERE event_id = $1 AND source_id = $2 AND revision = $3",
                )
                .bind(event)
                .bind(source)
                .bind(revision)
                .bind(newest)
                .execute(&mut *self.0)
                .await
                .map_err($refused("move a result"))?;
                Ok(())
            }

            async fn number_anew(&mut self, event: i64) -> Result<(), StoreError> {
                let ids: Vec<i64> = sqlx::query_scalar(
                    "SELECT id FROM result_reports WHERE event_id = $1 ORDER BY id",
                )
                .bind(event)
                .fetch_all(&mut *self.0)
                .await
                .map_err($refused("read results"))?;
                for id in ids {
                    let next = $next_report(&mut *self.0).await?;
                    sqlx::query("UPDATE result_reports SET id = $2 WHERE id = $1")
                        .bind(id)
                        .bind(next)
                        .execute(&mut *self.0)
                        .await
                        .map_err($refused("number a result"))?;
                }
                Ok(())
            }
        }
    };
}

pub(in crate::store) use join_reports;
