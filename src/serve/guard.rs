//! Who may ask: the checks that keep other sites out of a preview.
//!
//! Goes in: the head of a request. Comes out: yes, or why not. A page of another site can make a browser
//! send requests here, and by a name that leads to a loopback address it could even read the answers:
//! hence `Host` must be a name of ours, and what another site caused is refused unless somebody followed
//! a link. Nothing is looked up, and no header permits other sites anything.

use super::listen::bare;
use hyper::Method;
use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::http::request::Parts;
use std::net::IpAddr;

/// The names that the server goes by.
#[derive(Debug)]
pub(super) struct Guard {
    host: Option<String>,
    allowed: Vec<String>,
    /// Whether the server listens on all addresses of the machine, which it has no list of.
    everywhere: bool,
}

impl Guard {
    /// Makes a guard for the host that is listened on, and further names.
    pub fn new(host: Option<&str>, allowed: &[String]) -> Self {
        let everywhere = host.and_then(address).is_some_and(|address| address.is_unspecified());
        Self {
            host: host.map(|host| host_of(host).to_owned()),
            allowed: allowed.iter().map(|host| host_of(host.trim())).collect(),
            everywhere,
        }
    }

    /// Why a request is refused; `None` where it is fine.
    pub fn refusal(&self, request: &Parts) -> Option<&'static str> {
        // An address with a host in it counts more than the header (RFC 9112, 3.2.2); both must be ours.
        let in_address = request.uri.authority().map(|authority| authority.as_str());
        let named = text(&request.headers, HOST.as_str());
        let is_ours = match (in_address, named) {
            (None, None) => false,
            (first, second) => first.into_iter().chain(second).all(|authority| self.is_ours(authority)),
        };
        if !is_ours || request.headers.get_all(HOST).iter().count() > 1 {
            return Some("This preview is not known by that host name. `--allowed-host` permits one.\n");
        }
        let site = text(&request.headers, "sec-fetch-site");
        let is_followed =
            request.method == Method::GET && text(&request.headers, "sec-fetch-mode") == Some("navigate");
        let is_foreign = matches!(site, Some("cross-site" | "same-site"));
        (is_foreign && !is_followed).then_some("Another site asked for this.\n")
    }

    /// Whether the `Origin` of a request is the server itself, by the name that it is asked under or by
    /// one that was permitted; `None` where there is none.
    pub fn origin_is_ours(&self, headers: &HeaderMap) -> Option<bool> {
        headers.get(ORIGIN)?;
        let authority = text(headers, ORIGIN.as_str())
            .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")));
        // Another port of this machine is another origin, unlike another port in `Host`.
        Some(authority.is_some_and(|authority| {
            text(headers, HOST.as_str()).is_some_and(|host| host.eq_ignore_ascii_case(authority))
                || self.allowed.contains(&host_of(authority))
        }))
    }

    /// Whether a host, with or without a port, is a name of this server.
    fn is_ours(&self, authority: &str) -> bool {
        let host = host_of(authority);
        if host == "localhost" || self.host.as_ref() == Some(&host) || self.allowed.contains(&host) {
            return true;
        }
        address(&host).is_some_and(|address| self.everywhere || address.is_loopback())
    }
}

/// A header that stands there as text.
fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn address(host: &str) -> Option<IpAddr> {
    bare(host).parse().ok()
}

/// A host in lower case, without its port, brackets or a final dot.
fn host_of(authority: &str) -> String {
    let host = match authority.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((address, _)) => address,
        // More than one colon without brackets: an IPv6 address without a port.
        None if authority.matches(':').count() == 1 => authority.split(':').next().unwrap_or_default(),
        None => authority,
    };
    host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn parts(headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    fn refused(guard: &Guard, headers: &[(&str, &str)]) -> bool {
        guard.refusal(&parts(headers)).is_some()
    }

    #[test]
    fn only_names_of_ours_are_answered() {
        let guard = Guard::new(None, &["Desk.example:8080".to_owned()]);
        for host in [
            "localhost",
            "LOCALHOST:4400",
            "localhost.",
            "127.0.0.1:4400",
            "127.9.9.9",
            "[::1]:4400",
            "[::1]",
            "desk.example",
            "desk.example:443",
        ] {
            assert!(!refused(&guard, &[("host", host)]), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.2",
            "[::2]",
            "a.localhost",
        ] {
            assert!(refused(&guard, &[("host", host)]), "{host}");
        }
        assert!(refused(&guard, &[]), "a request names its host");
        assert!(refused(&guard, &[("host", "localhost"), ("host", "evil.example")]));
    }

    #[test]
    fn a_host_in_the_address_is_checked_too() {
        let guard = Guard::new(None, &[]);
        let request = Request::get("http://evil.example/").header("host", "localhost").body(()).unwrap();
        assert!(guard.refusal(&request.into_parts().0).is_some());
    }

    #[test]
    fn listening_everywhere_permits_any_address_but_no_name() {
        for host in ["0.0.0.0", "::"] {
            let guard = Guard::new(Some(host), &[]);
            assert!(!refused(&guard, &[("host", "192.168.1.2:4400")]));
            assert!(!refused(&guard, &[("host", "[fe80::1]:4400")]));
            assert!(refused(&guard, &[("host", "evil.example")]));
        }
        let guard = Guard::new(Some("192.168.1.2"), &[]);
        assert!(!refused(&guard, &[("host", "192.168.1.2:4400")]));
        assert!(refused(&guard, &[("host", "192.168.1.3:4400")]));
    }

    #[test]
    fn what_another_site_caused_is_refused_unless_it_is_a_link() {
        let guard = Guard::new(None, &[]);
        let with = |site, mode| [("host", "localhost"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)];
        for site in ["cross-site", "same-site"] {
            assert!(refused(&guard, &with(site, "no-cors")), "{site}");
            assert!(refused(&guard, &with(site, "cors")), "{site}");
            assert!(!refused(&guard, &with(site, "navigate")), "{site}");
        }
        assert!(!refused(&guard, &with("same-origin", "cors")));
        assert!(!refused(&guard, &with("none", "navigate")));
        let mut posted = parts(&with("cross-site", "navigate"));
        posted.method = Method::POST;
        assert!(guard.refusal(&posted).is_some(), "a form of another site");
    }

    #[test]
    fn an_origin_is_ours_with_the_same_port_or_when_it_is_permitted() {
        let guard = Guard::new(None, &["desk.example".to_owned()]);
        let ours = |origin| {
            let request = parts(&[("host", "localhost:4400"), ("origin", origin)]);
            guard.origin_is_ours(&request.headers)
        };
        assert_eq!(ours("http://localhost:4400"), Some(true));
        assert_eq!(ours("https://desk.example"), Some(true));
        for origin in ["http://localhost:3000", "http://evil.example", "null", "file://", ""] {
            assert_eq!(ours(origin), Some(false), "{origin}");
        }
        assert_eq!(guard.origin_is_ours(&parts(&[("host", "localhost")]).headers), None);
    }
}
