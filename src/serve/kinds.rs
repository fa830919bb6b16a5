//! What type a file has, by its ending.
//!
//! Goes in: a path. Comes out: the value of `Content-Type`. The content is not looked at.

use crate::paths::OutputPath;

/// What is sent for pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of a file; of one that is not known: some bytes.
pub(super) fn content_type(path: &OutputPath) -> &'static str {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    text(&ending).or_else(|| media(&ending)).unwrap_or("application/octet-stream")
}

/// Types of text; all that the program writes is UTF-8.
fn text(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "jsonld" => "application/ld+json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" | "xsl" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "rss" => "application/rss+xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" | "asc" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        _ => return None,
    })
}

fn media(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "ico" => "image/x-icon",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "wasm" => "application/wasm",
        "zip" => "application/zip",
        "gz" => "application/gzip",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_the_type() {
        let kind = |path| content_type(&OutputPath::new(path).unwrap());
        assert_eq!(kind("a/index.html"), "text/html; charset=utf-8");
        assert_eq!(kind("theme/a.1a2b3c4d.CSS"), "text/css; charset=utf-8");
        assert_eq!(kind("icon.svg"), "image/svg+xml; charset=utf-8");
        assert_eq!(kind("a.woff2"), "font/woff2");
        assert_eq!(kind("a.b/CNAME"), "application/octet-stream");
        assert_eq!(kind("a.exe"), "application/octet-stream");
    }
}
