//! Which request is answered by whom.
//!
//! Goes in: a request. Comes out: a response. Every request passes the guard first; what is the preview's
//! own stands below `/.briefing/`, where no page can stand, and all else is the site.

use super::answer::{self, Content};
use super::state::State;
use super::{events, opening, site};
use axum::Router;
use axum::body::Body;
use axum::extract::{self, Request};
use axum::middleware::{self, Next};
use axum::routing::{any, get, post};
use hyper::{Response, StatusCode, header};
use std::sync::Arc;

/// Where the script of the preview stands.
pub(super) const SCRIPT: &str = "/.briefing/preview.js";
/// What stands there: one function around all of it, so that a page's own scripts see none of its names.
const SCRIPT_TEXT: &str = concat!(
    "/* Put into the page by the preview; built files do not have it. */\n(() => {\n\"use strict\";\n",
    include_str!("preview/parts.js"),
    include_str!("preview/view.js"),
    include_str!("preview/style.js"),
    include_str!("preview/findings.js"),
    include_str!("preview/stream.js"),
    "})();\n"
);
const STYLE: &str = "/.briefing/preview.css";
const EVENTS: &str = "/.briefing/events";
const OPEN: &str = "/.briefing/open";
const OWN: &str = "/.briefing/{*rest}";

/// Makes the table of routes.
pub(super) fn routes(state: Arc<State>) -> Router {
    Router::new()
        .route(SCRIPT, get(script))
        .route(STYLE, get(style))
        .route(EVENTS, get(events::answer))
        .route(OPEN, post(opening::answer))
        .route(OWN, any(nothing))
        .fallback(site::answer)
        .layer(middleware::from_fn_with_state(Arc::clone(&state), guarded))
        .with_state(state)
}

/// Lets a request through if it may pass, and says of every answer that its type is meant.
async fn guarded(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    let mut response = match state.guard.refusal(&head) {
        Some(sentence) => answer::text(StatusCode::FORBIDDEN, sentence),
        None => next.run(Request::from_parts(head, body)).await,
    };
    answer::set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

async fn script(request: Request) -> Response<Body> {
    own(request, "text/javascript; charset=utf-8", SCRIPT_TEXT)
}

async fn style(request: Request) -> Response<Body> {
    own(request, "text/css; charset=utf-8", include_str!("preview/preview.css"))
}

async fn nothing() -> Response<Body> {
    answer::text(StatusCode::NOT_FOUND, "Nothing stands at this address.\n")
}

fn own(request: Request, kind: &'static str, text: &'static str) -> Response<Body> {
    answer::content(&request.into_parts().0, Content::new(kind, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_makes_no_nodes_of_html() {
        for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser"] {
            assert!(!SCRIPT_TEXT.contains(way), "{way}");
        }
        assert!(SCRIPT_TEXT.trim_end().ends_with("})();"), "nothing of it stands outside its function");
    }
}
