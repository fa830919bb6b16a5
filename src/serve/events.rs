//! The stream of events that an open tab listens to.
//!
//! Goes in: which page a tab shows, in which version. Comes out: a response that does not end: a greeting,
//! then what happens. A tab that has an old version hears of it at once, so that one that was hidden, or
//! came back from a server that was started anew, misses nothing.

use super::answer;
use super::messages::{self, PING};
use super::state::State;
use super::{request_path, site};
use axum::body::{Body, Bytes};
use axum::extract::{self, Request};
use hyper::body::{Body as Streamed, Frame};
use hyper::{Response, StatusCode, header};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::mpsc::Receiver;
use tokio::time::{Interval, MissedTickBehavior};

/// Opens a stream.
pub(super) async fn answer(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Response<Body> {
    if state.guard.origin_is_ours(request.headers()) == Some(false) {
        return answer::text(StatusCode::FORBIDDEN, "Another site asked for this.\n");
    }
    let query = request.uri().query();
    let page = request_path::parameter(query, "page");
    let (Some(page), Some(version)) = (page, request_path::parameter(query, "version")) else {
        return answer::text(StatusCode::BAD_REQUEST, "`page` and `version` have to be given.\n");
    };
    let Some(page) = request_path::decoded(&page) else {
        return answer::text(StatusCode::BAD_REQUEST, "No page has such an address.\n");
    };
    if state.edition().await.is_none() {
        return site::not_yet();
    }
    let entered = state.tabs.enter(page.clone(), version, |findings| {
        let standing = state.current().expect("an edition stands by now, and is only replaced");
        messages::hello(&standing, &state.token, findings)
    });
    let number = entered.number;
    let stream = Stream::new(entered.events, Leaving { state: Arc::clone(&state), number });
    tokio::task::spawn_blocking(move || compare(&state, number, &page));
    let mut response = Response::new(Body::new(stream));
    answer::set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    answer::set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// Tells a tab where its page is not the one that it has.
fn compare(state: &State, number: u64, page: &crate::paths::UrlPath) {
    let Some(standing) = state.current().filter(|standing| standing.edition.pages.is_known(page)) else {
        return;
    };
    let version = site::shown_version(&*standing.edition.pages, page);
    state.tabs.compare(number, &standing, &version);
}

/// Takes a tab away when its stream is dropped.
struct Leaving {
    state: Arc<State>,
    number: u64,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.state.tabs.leave(self.number);
    }
}

/// A body of events, with a sign of life in between.
struct Stream {
    events: Receiver<Bytes>,
    ping: Interval,
    _leaving: Leaving,
}

impl Stream {
    fn new(events: Receiver<Bytes>, leaving: Leaving) -> Self {
        let period = leaving.state.limits.ping;
        let mut ping = tokio::time::interval_at(tokio::time::Instant::now() + period, period);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { events, ping, _leaving: leaving }
    }
}

impl Streamed for Stream {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Poll::Ready(event) = self.events.poll_recv(context) {
            return Poll::Ready(event.map(|event| Ok(Frame::data(event))));
        }
        self.ping.poll_tick(context).map(|_| Some(Ok(Frame::data(PING))))
    }
}
