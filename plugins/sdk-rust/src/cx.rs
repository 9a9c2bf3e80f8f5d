//! What a plugin asks with.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context as TaskContext, Poll};

use crate::effects::{ConnEvent, Effects, Frame, HttpRequest, Inputs, Timer};
use crate::feed::{Batch, Step};
use crate::request::RequestBuilder;
use crate::response::{Failure, Response};
use crate::types::Context;

/// The handle of a conversation: configuration, clock, requests, and where batches go. Cheap to clone.
#[derive(Clone)]
pub struct Cx {
    inner: Rc<Inner>,
}

struct Inner {
    context: RefCell<Context>,
    state: RefCell<State>,
    cancelled: Cell<bool>,
}

#[derive(Default)]
struct State {
    last_id: u32,
    emitted: Vec<Batch>,
    wanted: Wanted,
    answers: BTreeMap<u32, Result<Response, Failure>>,
    received: BTreeMap<u32, VecDeque<Arrival>>,
    fired: BTreeSet<u32>,
    cursor: Option<String>,
}

/// What came over a connection.
#[derive(Clone, Debug)]
pub(crate) enum Arrival {
    Event(ConnEvent),
    Frame(Frame),
}

pub(crate) struct Wanted(pub(crate) Effects);

impl Default for Wanted {
    fn default() -> Self {
        Self(Effects {
            http: Vec::new(),
            connect: Vec::new(),
            send: Vec::new(),
            close: Vec::new(),
            timers: Vec::new(),
        })
    }
}

impl Cx {
    pub(crate) fn new(context: Context) -> Self {
        let inner = Inner {
            context: RefCell::new(context),
            state: RefCell::default(),
            cancelled: Cell::new(false),
        };
        Self { inner: Rc::new(inner) }
    }

    /// Asks an endpoint of the manifest for something.
    pub fn get(&self, endpoint: &str, path: &str) -> RequestBuilder {
        RequestBuilder::new(self.clone(), "GET", endpoint, path)
    }

    /// Sends something to an endpoint of the manifest that allows it.
    pub fn post(&self, endpoint: &str, path: &str) -> RequestBuilder {
        RequestBuilder::new(self.clone(), "POST", endpoint, path)
    }

    /// Hands over what was understood. It leaves with the next step, so what one page said is kept
    /// even if the next one fails.
    pub fn emit(&self, batch: Batch) {
        self.inner.state.borrow_mut().emitted.push(batch);
    }

    /// A value of the configuration, if it is set and not blank.
    #[must_use]
    pub fn config(&self, key: &str) -> Option<String> {
        let context = self.inner.context.borrow();
        let field = context.config.iter().find(|field| field.name == key)?;
        Some(field.value.trim()).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// The instant of this step, in milliseconds since 1970 in UTC.
    #[must_use]
    pub fn now_ms(&self) -> u64 {
        self.inner.context.borrow().now
    }

    /// For whatever wants randomness.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.inner.context.borrow().seed
    }

    /// What the last conversation of this feed asked to be remembered.
    #[must_use]
    pub fn cursor(&self) -> Option<String> {
        self.inner.context.borrow().cursor.clone()
    }

    /// Asks for a text to be remembered for the next conversation of this feed.
    pub fn remember(&self, cursor: impl Into<String>) {
        self.inner.state.borrow_mut().cursor = Some(cursor.into());
    }

    /// Whether the host is about to end the conversation: say what is left, and return.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.inner.cancelled.get()
    }

    /// Waits at least so long.
    pub fn sleep_ms(&self, after_ms: u32) -> impl Future<Output = ()> + use<> {
        let id = self.next_id();
        self.want(|effects| effects.timers.push(Timer { id, after_ms }));
        Fired { cx: self.clone(), id }
    }

    /// Writes to the host's log, which bounds size and rate.
    pub fn log(&self, level: &str, message: &str) {
        crate::glue::log(level, message);
    }

    pub(crate) fn next_id(&self) -> u32 {
        let mut state = self.inner.state.borrow_mut();
        state.last_id += 1;
        state.last_id
    }

    pub(crate) fn want(&self, add: impl FnOnce(&mut Effects)) {
        add(&mut self.inner.state.borrow_mut().wanted.0);
    }

    pub(crate) fn enqueue(&self, mut request: HttpRequest) -> u32 {
        let id = self.next_id();
        request.id = id;
        self.want(|effects| effects.http.push(request));
        id
    }

    pub(crate) fn take_answer(&self, id: u32) -> Option<Result<Response, Failure>> {
        self.inner.state.borrow_mut().answers.remove(&id)
    }

    pub(crate) fn take_arrival(&self, conn: u32) -> Option<Arrival> {
        self.inner.state.borrow_mut().received.get_mut(&conn)?.pop_front()
    }

    /// Takes in what came back.
    pub(crate) fn deliver(&self, context: Context, inputs: Inputs) {
        *self.inner.context.borrow_mut() = context;
        self.inner.cancelled.set(inputs.cancelled);
        let state = &mut *self.inner.state.borrow_mut();
        let answered = inputs.responses.into_iter().map(|answer| (answer.id, Ok(Response(answer))));
        let failed = inputs.failures.into_iter().map(|failure| (failure.id, Err(Failure(failure))));
        state.answers.extend(answered.chain(failed));
        for event in inputs.conns {
            state.received.entry(event.conn).or_default().push_back(Arrival::Event(event));
        }
        for frame in inputs.frames {
            state.received.entry(frame.conn).or_default().push_back(Arrival::Frame(frame));
        }
        state.fired.extend(inputs.fired);
    }

    /// All that has gathered since the last step.
    pub(crate) fn take_step(&self, done: bool) -> Step {
        let state = &mut *self.inner.state.borrow_mut();
        Step {
            emit: std::mem::take(&mut state.emitted),
            next: std::mem::take(&mut state.wanted).0,
            done,
            cursor: state.cursor.clone(),
        }
    }
}

impl fmt::Debug for Cx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx").finish_non_exhaustive()
    }
}

struct Fired {
    cx: Cx,
    id: u32,
}

impl Future for Fired {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut TaskContext<'_>) -> Poll<()> {
        if self.cx.inner.state.borrow_mut().fired.remove(&self.id) || self.cx.is_cancelled() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}
