//! Requests of a tab to open a source.
//!
//! Goes in: a place, as JSON, with the token that the tab was told. Comes out: `204`, or a sentence that
//! says why not. A browser sends `Origin` with every such request; one without comes from elsewhere.

use super::answer;
use super::editor::{self, Refusal, Target};
use super::site;
use super::state::State;
use crate::data::json;
use axum::body::Body;
use axum::extract::{self, Request};
use hyper::{Response, StatusCode};
use std::sync::Arc;

/// The header that bears the token.
pub(super) const TOKEN: &str = "x-briefing-token";

/// How long a body may be, in bytes.
const LONGEST: usize = 16 * 1024;

/// Opens a source.
pub(super) async fn answer(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Response<Body> {
    let (head, body) = request.into_parts();
    if state.guard.origin_is_ours(&head.headers) != Some(true) {
        return answer::text(StatusCode::FORBIDDEN, "Another site asked for this.\n");
    }
    if head.headers.get(TOKEN).is_none_or(|token| token.as_bytes() != state.token.as_bytes()) {
        return answer::text(StatusCode::FORBIDDEN, "This page was loaded from another preview.\n");
    }
    let reading = axum::body::to_bytes(body, LONGEST);
    let body = match tokio::time::timeout(state.limits.request, reading).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return answer::text(StatusCode::PAYLOAD_TOO_LARGE, "That is too long.\n"),
        Err(_) => return answer::text(StatusCode::REQUEST_TIMEOUT, "That took too long.\n"),
    };
    let target: Option<Target> = std::str::from_utf8(&body).ok().and_then(|body| json::from_str(body).ok());
    let Some(target) = target else {
        return answer::text(StatusCode::BAD_REQUEST, "That names no place in a file.\n");
    };
    let Some(standing) = state.edition().await else {
        return site::not_yet();
    };
    let Some(command) = standing.edition.editor.clone() else {
        return answer::text(StatusCode::NOT_FOUND, "`serve.editor` in `site.toml` names no editor.\n");
    };
    let told = Arc::clone(&state);
    let opening = move || editor::open(&command, &state.root, &target);
    match tokio::task::spawn_blocking(opening).await {
        Ok(Ok(())) => answer::empty(StatusCode::NO_CONTENT),
        Ok(Err(refusal)) => refused(&told, &refusal),
        Err(_) => answer::text(StatusCode::INTERNAL_SERVER_ERROR, "The editor could not be started.\n"),
    }
}

/// Says why nothing was opened: to the tab, and where the command is wrong to the terminal too.
fn refused(state: &State, refusal: &Refusal) -> Response<Body> {
    match refusal {
        Refusal::Path => answer::text(StatusCode::FORBIDDEN, "That is no file of this site.\n"),
        Refusal::Missing => answer::text(StatusCode::NOT_FOUND, "The file is not there any more.\n"),
        Refusal::Command => not_started(
            state,
            "`serve.editor` in `site.toml` is no command: a quote is not closed, or it is empty",
        ),
        Refusal::Start { program, error } => not_started(
            state,
            &format!("`serve.editor` in `site.toml` names `{program}`, which cannot be started: {error}"),
        ),
    }
}

fn not_started(state: &State, why: &str) -> Response<Body> {
    state.tell(format!("no editor was opened: {why}"));
    let mut response = answer::text(StatusCode::INTERNAL_SERVER_ERROR, "");
    *response.body_mut() = Body::from(format!("No editor was opened: {why}.\n"));
    response
}
