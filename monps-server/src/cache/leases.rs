//! Leases: who does what, for a while, among processes that may die at any time.
//!
//! A lease has one holder until it ends. Every lease of a name carries a higher *token* than all
//! before it, so that whoever wakes from a long sleep can be told from the one who took over. A
//! lease that has ended cannot be renewed, even if nobody else took it: its holder was not there.

use std::time::Duration;

use async_trait::async_trait;

use super::CacheError;

/// The right to do something until it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// What.
    pub name: String,
    /// Who.
    pub holder: String,
    /// Grows with every lease of the name.
    pub token: u64,
}

/// Gives leases.
#[async_trait]
pub trait Leases: Send + Sync {
    /// Takes a lease if nobody holds it; not even its own holder gets a second one.
    ///
    /// # Errors
    /// [`CacheError`] when nobody can say.
    async fn acquire(
        &self,
        name: &str,
        holder: &str,
        lasts: Duration,
    ) -> Result<Option<Lease>, CacheError>;

    /// Lengthens a lease from now. False when it has ended or is another's.
    ///
    /// # Errors
    /// [`CacheError`] when nobody can say: it counts until its last end.
    async fn renew(&self, lease: &Lease, lasts: Duration) -> Result<bool, CacheError>;

    /// Gives a lease back before its end. False when it was over already.
    ///
    /// # Errors
    /// [`CacheError`] when that cannot be told now; it ends by itself.
    async fn release(&self, lease: &Lease) -> Result<bool, CacheError>;

    /// Notes that a holder is there for a while, and counts who is: what is to be done is shared by so
    /// many.
    ///
    /// # Errors
    /// [`CacheError`] when nobody can say.
    async fn present(&self, group: &str, holder: &str, lasts: Duration) -> Result<u32, CacheError>;

    /// Notes that a holder is no longer there.
    ///
    /// # Errors
    /// [`CacheError`] when that cannot be told now; it is forgotten by itself.
    async fn leave(&self, group: &str, holder: &str) -> Result<(), CacheError>;
}
