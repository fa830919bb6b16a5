//! Connections: who is let in, and for how long one may take to say what they want.
//!
//! Goes in: a socket that listens. Comes out: nothing; each connection is served by a task of its own.
//! A connection that sends half a request ends by itself, and one too many waits.

use super::state::Limits;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// How long the head of a request may be, in bytes.
const LONGEST_HEAD: usize = 32 * 1024;

/// How long the server waits when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Serves a socket as long as the runtime runs.
pub(super) async fn serve(socket: TcpListener, routes: Router, places: Arc<Semaphore>, limits: Limits) {
    loop {
        let stream = match socket.accept().await {
            Ok((stream, _)) => stream,
            // Either the browser changed its mind, or there are no files left to open for now.
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Taken only now: a socket that nobody comes to is to hold no place.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let routes = routes.clone();
        tokio::spawn(async move {
            connection(stream, routes, limits).await;
            drop(place);
        });
    }
}

async fn connection(stream: TcpStream, routes: Router, limits: Limits) {
    // Events are small, and each is to arrive at once. Where the system cannot, they arrive later.
    let _ = stream.set_nodelay(true);
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.request)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    // How a connection ends is up to the browser: it may close one at any time.
    let _ = served.await;
}
