//! Sessions: begun with a request, kept by the driver, found to be over by what an answer says.
//!
//! The session belongs to the driver, not to a conversation: venues frown upon whoever logs in for
//! every question. The adapter names the slot and never sees what is in it.

use super::Text;
use crate::adapter::Request;
use crate::error::adapter::FaultCode;

/// How a session is begun and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The slot that it fills; one of the captures of its request must fill it.
    pub slot: Text,
    /// What is sent. Its recipe proves who logs in; its captures take the token.
    pub request: Request,
    /// How the answer says whether the login was taken, where it says so beside the token.
    pub status: Option<LoginStatus>,
    /// What keeps the session alive.
    pub keep_alive: Option<KeepAlive>,
    /// How an answer to a later request says that the session is over.
    pub over: Vec<SessionOver>,
}

/// Where and how an answer says whether a login was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginStatus {
    /// The word, by JSON pointer: `/loginStatus`.
    pub word: Text,
    /// The reason, by JSON pointer, where it stands apart from the word.
    pub reason: Option<Text>,
    /// The words that mean yes.
    pub good: Vec<Text>,
    /// What other words or reasons mean; one that is not listed means that the login is not accepted.
    pub refusals: Vec<LoginRefusal>,
}

/// What a refusal of a login means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginRefusal {
    /// The source's word.
    pub word: Text,
    /// What kind of fault it is.
    pub code: FaultCode,
    /// What the operator must do.
    pub advice: Text,
}

/// What keeps a session alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeepAlive {
    /// What is sent; its captures take a new token where the source gives one.
    pub request: Request,
    /// How old a session may grow before it is sent, in seconds.
    pub after_s: u32,
}

/// How an answer says that the session is over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionOver {
    /// By its status.
    Status(u16),
    /// By a word in its body.
    Body(Text),
}

/// Moves a value out of an answer into a slot, and blanks it from what the adapter sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Where it stands.
    pub from: CaptureFrom,
    /// The slot it goes to.
    pub slot: Text,
    /// How long it is good, in seconds; none where the source does not say.
    pub ttl_s: Option<u32>,
}

impl Capture {
    /// What stands at a JSON pointer.
    #[must_use]
    pub fn json(pointer: impl Into<Text>, slot: impl Into<Text>) -> Self {
        Self { from: CaptureFrom::Json(pointer.into()), slot: slot.into(), ttl_s: None }
    }

    /// The same, good for some seconds.
    #[must_use]
    pub fn good_for(self, ttl_s: u32) -> Self {
        Self { ttl_s: Some(ttl_s), ..self }
    }
}

/// Where a captured value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaptureFrom {
    /// In a JSON body, by pointer; a string or a number.
    Json(Text),
    /// In a header, by its name in lower case.
    Header(Text),
    /// In a cookie, by name.
    Cookie(Text),
}
