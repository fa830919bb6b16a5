//! The site itself: what is answered at an address, as a host would.
//!
//! Goes in: a request, and the edition that stands. Comes out: a file, a page with the script of the
//! preview, a redirect, or the page for what is not found. Answers are look-ups in the edition.

use super::answer::{self, Content, Data};
use super::edition::{Body as Served, Pages};
use super::kinds::{HTML, content_type};
use super::redirects::Redirect;
use super::state::{Standing, State};
use super::{inject, request_path};
use crate::digest::ContentHash;
use crate::paths::UrlPath;
use axum::body::{Body, Bytes};
use axum::extract::{self, Request};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode, header};
use std::fs;
use std::sync::Arc;

/// Before the version of the page that tells that nothing stands at an address.
const NOTHING: &str = "nothing ";

/// Answers a request for anything but what is the preview's own.
pub(super) async fn answer(
    extract::State(state): extract::State<Arc<State>>,
    request: Request,
) -> Response<Body> {
    let (request, _) = request.into_parts();
    if request.method != Method::GET && request.method != Method::HEAD {
        let mut response = answer::text(StatusCode::METHOD_NOT_ALLOWED, "A preview is only read.\n");
        answer::set(&mut response, header::ALLOW, "GET, HEAD");
        return response;
    }
    let Some(address) = request_path::address(request.uri.path()) else {
        return answer::text(StatusCode::BAD_REQUEST, "No page has such an address.\n");
    };
    let Some(standing) = state.edition().await else {
        return not_yet();
    };
    let asked = state.asked();
    let answering = move || {
        let _asked = asked;
        respond(&state, &standing, &request, &address)
    };
    let failed = |_| answer::text(StatusCode::INTERNAL_SERVER_ERROR, "The page could not be made.\n");
    tokio::task::spawn_blocking(answering).await.unwrap_or_else(failed)
}

/// What is answered as long as nothing was built.
pub(super) fn not_yet() -> Response<Body> {
    let mut response = answer::text(StatusCode::SERVICE_UNAVAILABLE, "The site is still being built.\n");
    answer::set(&mut response, header::RETRY_AFTER, "5");
    response
}

/// What is answered where a page waits for others in vain; a browser asks again by itself.
fn page_not_yet() -> Response<Body> {
    let mut response = not_yet();
    answer::set(&mut response, header::RETRY_AFTER, "1");
    answer::set(&mut response, header::REFRESH, "1");
    response
}

/// The version of what a tab shows at an address: that of its page, or of the page for what is not found.
pub(super) fn shown_version(pages: &dyn Pages, address: &UrlPath) -> String {
    let nothing =
        || nothing_version(pages.not_found_version().as_deref(), pages.held_back(address).as_deref());
    pages.version(address).unwrap_or_else(nothing)
}

fn nothing_version(page: Option<&str>, held_back: Option<&str>) -> String {
    let why = held_back.map(|why| ContentHash::of(why.as_bytes()).hex()).unwrap_or_default();
    format!("{NOTHING}{}{why}", page.unwrap_or_default())
}

fn respond(state: &State, standing: &Standing, request: &Parts, whole: &UrlPath) -> Response<Body> {
    let query = request.uri.query();
    if let Some(redirect) = standing.rules.redirect(whole) {
        return led_on(&redirect, query);
    }
    let Some(address) = request_path::within(&standing.prefix, whole) else {
        return moved(state, standing, whole, query).unwrap_or_else(|| outside(standing, whole));
    };
    let pages = &*standing.edition.pages;
    let Ok(served) = pages.at(&address) else {
        return page_not_yet();
    };
    let found = served.and_then(|served| {
        let version = served.version.as_deref();
        read(state, &served.body, content_type(&served.path), version.map(|version| (&address, version)))
    });
    if let Some(content) = found {
        return answer::content(request, content);
    }
    let folder = UrlPath::new(&format!("{address}/"));
    if !address.as_str().ends_with('/') && pages.version(&folder).is_some() {
        let to = with_query(&standing.below_prefix(&folder.encoded()), query);
        return answer::redirect(StatusCode::MOVED_PERMANENTLY, &to);
    }
    moved(state, standing, whole, query).unwrap_or_else(|| not_found(state, pages, &address))
}

/// Reads what is to be sent, with the script of the preview where it is a page; `None` where the file is
/// gone.
fn read(state: &State, body: &Served, kind: &'static str, page: Option<(&UrlPath, &str)>) -> Option<Content> {
    match (body, page) {
        (Served::Bytes(bytes), None) => Some(Content::new(kind, Bytes::from_owner(Arc::clone(bytes)))),
        (Served::Bytes(bytes), Some((address, version))) => {
            Some(Content::new(kind, inject::with_script(bytes, address, version)))
        }
        (Served::Disk(path), None) => {
            let (file, tag) = state.tags.open(path).ok()?;
            Some(Content { kind, data: Data::File(file), tag })
        }
        (Served::Disk(path), Some((address, version))) => {
            let bytes = fs::read(path).ok()?;
            Some(Content::new(kind, inject::with_script(&bytes, address, version)))
        }
    }
}

fn not_found(state: &State, pages: &dyn Pages, address: &UrlPath) -> Response<Body> {
    let held_back = pages.held_back(address);
    let content = pages.not_found().and_then(|page| {
        let version = nothing_version(page.version.as_deref(), held_back.as_deref());
        let body = match (page.body, &held_back) {
            (Served::Bytes(bytes), Some(why)) => Served::Bytes(inject::with_words(&bytes, why).into()),
            (body, _) => body,
        };
        read(state, &body, HTML, Some((address, &version)))
    });
    match content {
        Some(content) => answer::whole(StatusCode::NOT_FOUND, content),
        None => answer::text(StatusCode::NOT_FOUND, "Nothing stands at this address.\n"),
    }
}

/// Leads on from where the site stood before `base_url` was changed, so that open tabs follow it.
fn moved(state: &State, standing: &Standing, whole: &UrlPath, query: Option<&str>) -> Option<Response<Body>> {
    let address = state.formerly(whole)?;
    let is_same = request_path::within(&standing.prefix, whole).as_ref() == Some(&address);
    let stands_there = || standing.edition.pages.version(&address).is_some();
    (!is_same && stands_there()).then(|| {
        let to = with_query(&standing.below_prefix(&address.encoded()), query);
        answer::redirect(StatusCode::FOUND, &to)
    })
}

/// What is answered beside a site that stands below a path.
fn outside(standing: &Standing, address: &UrlPath) -> Response<Body> {
    let site = standing.below_prefix("/");
    if address.as_str() == "/" {
        return answer::redirect(StatusCode::FOUND, &site);
    }
    if standing.prefix.strip_suffix('/') == Some(address.as_str()) {
        return answer::redirect(StatusCode::MOVED_PERMANENTLY, &site);
    }
    answer::text(StatusCode::NOT_FOUND, "The site stands below another path.\n")
}

fn led_on(redirect: &Redirect, query: Option<&str>) -> Response<Body> {
    answer::redirect(redirect.code, &with_query(&redirect.to, query))
}

/// Adds the query of a request to an address that has none.
fn with_query(to: &str, query: Option<&str>) -> String {
    let Some(query) = query.filter(|_| !to.contains('?')) else {
        return to.to_owned();
    };
    match to.split_once('#') {
        Some((address, fragment)) => format!("{address}?{query}#{fragment}"),
        None => format!("{to}?{query}"),
    }
}
