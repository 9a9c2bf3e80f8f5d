//! Turns an `async fn` into steps: polled at the start and whenever something came back.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, Waker};

use crate::effects::Inputs;
use crate::feed::{Query, Step};
use crate::types::{Context, Fault};
use crate::{Cx, Source, code};

/// A conversation in progress.
pub struct Conversation {
    cx: Cx,
    work: Pin<Box<dyn Future<Output = Result<(), Fault>>>>,
}

impl Conversation {
    /// Begins one and runs it to its first `.await`.
    ///
    /// # Errors
    /// Whatever the source fails with; `unsupported` for a word it does not know.
    pub fn start<S: Source>(context: Context, query: Query) -> Result<(Self, Step), Fault> {
        let cx = Cx::new(context);
        let own = cx.clone();
        let work: Pin<Box<dyn Future<Output = Result<(), Fault>>>> = match query.want.as_str() {
            "odds" => Box::pin(async move { S::odds(own, query).await }),
            "results" => Box::pin(async move { S::results(own, query).await }),
            "catalogue" => Box::pin(async move { S::catalogue(own, query).await }),
            "stream" => Box::pin(async move { S::stream(own, query).await }),
            other => {
                let message = format!("this plugin does not know \"{other}\"");
                return Err(Fault::new(code::UNSUPPORTED, message));
            }
        };
        let mut conversation = Self { cx, work };
        let step = conversation.step()?;
        Ok((conversation, step))
    }

    /// Goes on with what came back.
    ///
    /// # Errors
    /// Whatever the source fails with.
    pub fn resume(&mut self, context: Context, inputs: Inputs) -> Result<Step, Fault> {
        self.cx.deliver(context, inputs);
        self.step()
    }

    fn step(&mut self) -> Result<Step, Fault> {
        // Nothing wakes: the host resumes.
        let mut waiting = TaskContext::from_waker(Waker::noop());
        match self.work.as_mut().poll(&mut waiting) {
            Poll::Ready(outcome) => outcome.map(|()| self.cx.take_step(true)),
            Poll::Pending => Ok(self.cx.take_step(false)),
        }
    }
}

impl std::fmt::Debug for Conversation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Conversation").finish_non_exhaustive()
    }
}
