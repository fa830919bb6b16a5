//! The running program: `serve` and `build --watch` as they are called, on a real file system, asked by a
//! real client.
//!
//! The claim behind most of it: whatever happened to the files of a site, the preview ends in the very
//! pages that a clean build of the same folder makes ([`clean`]). Nothing here waits for a time to pass
//! where a condition can be waited for ([`wait`]); machines may be slow.

mod clean;
mod client;
mod server;
mod site;
mod tab;
mod wait;

mod broken;
mod changes;
mod clock;
mod crowd;
mod ending;
mod folders;
mod git;
mod guarded;
mod output;
mod saving;
mod starting;
