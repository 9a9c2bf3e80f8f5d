//! Every noun of the contract on every engine.

use std::sync::Arc;

use monps_server::store::Store;
use monps_server::store::postgres::PgStore;
use monps_server::store::sqlite::SqliteStore;

use crate::contract;
use crate::pglite::PgLite;
use crate::postgres::Cluster;

macro_rules! nouns {
    ($($noun:ident),* $(,)?) => {
        mod sqlite {
            use super::*;
            $(
                #[tokio::test]
                async fn $noun() {
                    let folder = tempfile::tempdir().unwrap();
                    let store = SqliteStore::open(&folder.path().join("monps.sqlite")).await.unwrap();
                    let store: Arc<dyn Store> = Arc::new(store);
                    contract::$noun::holds(&store).await;
                    store.close().await;
                }
            )*
        }

        mod postgresql {
            use super::*;
            $(
                #[tokio::test]
                async fn $noun() {
                    let Some(cluster) = Cluster::start(concat!("postgresql::", stringify!($noun)))
                    else {
                        return;
                    };
                    let options = cluster.database("monps").await;
                    let store: Arc<dyn Store> = Arc::new(PgStore::open(options).await.unwrap());
                    contract::$noun::holds(&store).await;
                    store.close().await;
                }
            )*
        }

        /// One server, and one connection to it, for all of them: it takes seconds to start.
        #[tokio::test]
        async fn timescaledb() {
            let Some(server) = PgLite::start("timescaledb") else {
                return;
            };
            let store: Arc<dyn Store> = Arc::new(PgStore::open(server.options()).await.unwrap());
            let arrangement = store.arrangement().await.unwrap().unwrap();
            assert!(arrangement.contains("TimescaleDB"), "{arrangement}");
            $(contract::$noun::holds(&store).await;)*
            store.close().await;
        }
    };
}

// The ledger first: it checks the books, and the bets of the contract are booked nowhere.
nouns!(
    ledger,
    bets,
    catalog,
    feeds,
    joins,
    manual,
    matching,
    metrics,
    odds,
    opportunities,
    quotes,
    results,
    settings
);
