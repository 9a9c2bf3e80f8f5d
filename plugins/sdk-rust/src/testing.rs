//! Plays the host in a test: no WebAssembly, no network.

use std::collections::VecDeque;

use crate::effects::{HttpRequest, HttpResponse, Inputs, Payload};
use crate::feed::{Batch, Query, Step};
use crate::types::{Context, Fault, Field};
use crate::{Conversation, Source, code};

/// A conversation with a test in the host's place.
#[derive(Debug)]
pub struct Play {
    conversation: Option<Conversation>,
    outcome: Option<Result<(), Fault>>,
    batches: Vec<Batch>,
    waiting: VecDeque<HttpRequest>,
    context: Context,
}

impl Play {
    /// Asks a source for odds, with this configuration.
    #[must_use]
    pub fn odds<S: Source>(config: &[(&str, &str)]) -> Self {
        Self::new::<S>("odds", config)
    }

    /// Asks a source for results, with this configuration.
    #[must_use]
    pub fn results<S: Source>(config: &[(&str, &str)]) -> Self {
        Self::new::<S>("results", config)
    }

    fn new<S: Source>(want: &str, config: &[(&str, &str)]) -> Self {
        let field = |(name, value): &(&str, &str)| Field {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
        };
        let context = Context {
            now: 1_795_359_600_000,
            seed: 1,
            config: config.iter().map(field).collect(),
            cursor: None,
            deadline: Some(1_795_359_720_000),
        };
        let query = Query {
            want: want.to_owned(),
            sport: None,
            competitions: Vec::new(),
            events: Vec::new(),
            books: Vec::new(),
            markets: Vec::new(),
            region: None,
            since: None,
            until: None,
            extra: Vec::new(),
        };
        let mut play = Self {
            conversation: None,
            outcome: None,
            batches: Vec::new(),
            waiting: VecDeque::new(),
            context: context.clone(),
        };
        match Conversation::start::<S>(context, query) {
            Ok((conversation, step)) => {
                play.conversation = Some(conversation);
                play.take(step);
            }
            Err(fault) => play.outcome = Some(Err(fault)),
        }
        play
    }

    /// The next request that waits for an answer.
    #[must_use]
    pub fn request(&mut self) -> Option<HttpRequest> {
        self.waiting.pop_front()
    }

    /// Answers a request.
    pub fn answer(&mut self, id: u32, status: u16, body: &str) {
        let response = HttpResponse {
            id,
            status,
            headers: Vec::new(),
            body: Payload::Text(body.to_owned()),
            received: self.context.now,
            from_cache: false,
        };
        self.resume(Inputs {
            responses: vec![response],
            failures: Vec::new(),
            conns: Vec::new(),
            frames: Vec::new(),
            fired: Vec::new(),
            cancelled: false,
        });
    }

    /// Resumes with whatever a host may say; a conversation that is over hears nothing.
    pub fn resume(&mut self, inputs: Inputs) {
        let Some(conversation) = &mut self.conversation else {
            return;
        };
        match conversation.resume(self.context.clone(), inputs) {
            Ok(step) => self.take(step),
            Err(fault) => {
                self.outcome = Some(Err(fault));
                self.conversation = None;
            }
        }
    }

    fn take(&mut self, step: Step) {
        self.batches.extend(step.emit);
        self.waiting.extend(step.next.http);
        if step.done {
            self.outcome = Some(Ok(()));
            self.conversation = None;
        }
    }

    /// How it ended, with all that was emitted.
    ///
    /// # Errors
    /// The fault it ended with; `internal` when it is not over.
    pub fn finish(self) -> Result<Vec<Batch>, Fault> {
        match self.outcome {
            Some(outcome) => outcome.map(|()| self.batches),
            None => {
                let open: Vec<_> = self.waiting.iter().map(|request| &request.path).collect();
                let message = format!("the conversation is not over; it waits for {open:?}");
                Err(Fault::new(code::INTERNAL, message))
            }
        }
    }
}
