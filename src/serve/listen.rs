//! Ports: which addresses the server listens on, and what they are called.
//!
//! Goes in: a host and a port, as they were asked for. Comes out: sockets that listen already, all on one
//! port. Without a host these are the loopback addresses alone; a machine without IPv6 does without
//! the second.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};

/// How many ports are tried from the preferred one on.
const TRIES: u16 = 100;

/// Which port is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 for any that is free.
    Asked(u16),
    /// This one, or the next one that is free.
    Preferred(u16),
}

/// Why a server does not start.
#[derive(Debug)]
pub enum StartError {
    /// The port is in use, and no other one may be taken.
    Busy {
        /// The port.
        port: u16,
    },
    /// All ports of a range are in use.
    AllBusy {
        /// The first of them.
        first: u16,
        /// The last of them.
        last: u16,
    },
    /// The host has no address.
    Host {
        /// As it was given.
        host: String,
        /// What the system says.
        error: io::Error,
    },
    /// The system does not let the address be used.
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        error: io::Error,
    },
    /// The system gives no threads to work with.
    Threads(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy { port } => write!(formatter, "port {port} is in use"),
            Self::AllBusy { first, last } => write!(formatter, "all ports from {first} to {last} are in use"),
            Self::Host { host, error } => write!(formatter, "cannot find the host `{host}`: {error}"),
            Self::Listen { address, error } => write!(formatter, "cannot listen on {address}: {error}"),
            Self::Threads(error) => write!(formatter, "cannot start the threads of the preview: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// Sockets that listen on one port.
#[derive(Debug)]
pub(super) struct Listening {
    /// The sockets; at least one.
    pub sockets: Vec<TcpListener>,
    /// The port.
    pub port: u16,
    /// The port that was preferred, where it is another one.
    pub moved_from: Option<u16>,
}

/// Takes a port on all addresses of a host.
///
/// # Errors
/// Where the host has no address, the port is in use, or the system refuses.
pub(super) fn listen(host: Option<&str>, port: Port) -> Result<Listening, StartError> {
    let addresses = addresses(host)?;
    let (first, tries) = match port {
        Port::Asked(port) | Port::Preferred(port @ 0) => (port, 1),
        Port::Preferred(port) => (port, TRIES),
    };
    let last = first.saturating_add(tries - 1);
    for candidate in first..=last {
        if let Some(sockets) = take(&addresses, candidate)? {
            let port = local_port(&sockets).unwrap_or(candidate);
            let moved_from = (candidate != first).then_some(first);
            return Ok(Listening { sockets, port, moved_from });
        }
    }
    Err(if tries == 1 { StartError::Busy { port: first } } else { StartError::AllBusy { first, last } })
}

/// The name under which a browser finds the server.
pub(super) fn name(host: Option<&str>) -> String {
    match host {
        None => "localhost".to_owned(),
        Some(host) => match bare(host).parse::<IpAddr>() {
            Ok(address) if address.is_unspecified() => "localhost".to_owned(),
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => host.to_owned(),
        },
    }
}

/// An IPv6 address may be written in brackets, as in an address of the web.
pub(super) fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// The addresses to listen on. The first one has to be there; others may be missing on the machine.
fn addresses(host: Option<&str>) -> Result<Vec<IpAddr>, StartError> {
    let loopback = || vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    let Some(host) = host.filter(|host| !host.eq_ignore_ascii_case("localhost")) else {
        return Ok(loopback());
    };
    if let Ok(address) = bare(host).parse() {
        return Ok(vec![address]);
    }
    let unknown = |error| StartError::Host { host: host.to_owned(), error };
    let mut found: Vec<IpAddr> = Vec::new();
    for address in (host, 0).to_socket_addrs().map_err(unknown)? {
        if !found.contains(&address.ip()) {
            found.push(address.ip());
        }
    }
    if found.is_empty() {
        return Err(unknown(io::Error::new(io::ErrorKind::NotFound, "it has no address")));
    }
    Ok(found)
}

/// Takes a port on all addresses; `None` where it is in use on one of them.
fn take(addresses: &[IpAddr], port: u16) -> Result<Option<Vec<TcpListener>>, StartError> {
    // Any free port of the first address may be in use on the second: then another one is drawn.
    let draws = if port == 0 { TRIES } else { 1 };
    for _ in 0..draws {
        if let Some(sockets) = take_once(addresses, port)? {
            return Ok(Some(sockets));
        }
    }
    Ok(None)
}

fn take_once(addresses: &[IpAddr], port: u16) -> Result<Option<Vec<TcpListener>>, StartError> {
    let mut sockets: Vec<TcpListener> = Vec::new();
    for ip in addresses {
        let address = SocketAddr::new(*ip, local_port(&sockets).unwrap_or(port));
        match TcpListener::bind(address) {
            Ok(socket) => sockets.push(socket),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Ok(None),
            // A machine without IPv6, say.
            Err(_) if !sockets.is_empty() => {}
            Err(error) => return Err(StartError::Listen { address, error }),
        }
    }
    Ok(Some(sockets))
}

fn local_port(sockets: &[TcpListener]) -> Option<u16> {
    sockets.first()?.local_addr().ok().map(|address| address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_that_was_asked_for_is_an_error() {
        let held = listen(None, Port::Asked(0)).unwrap();
        assert_ne!(held.port, 0);
        let error = listen(None, Port::Asked(held.port)).unwrap_err();
        assert_eq!(error.to_string(), format!("port {} is in use", held.port));
    }

    #[test]
    fn a_busy_port_that_is_preferred_gives_way_to_the_next() {
        let held = listen(None, Port::Asked(0)).unwrap();
        let moved = listen(None, Port::Preferred(held.port)).unwrap();
        assert!(moved.port > held.port);
        assert_eq!((held.moved_from, moved.moved_from), (None, Some(held.port)));
    }

    #[test]
    fn all_sockets_have_one_port_on_loopback_addresses() {
        let listening = listen(None, Port::Asked(0)).unwrap();
        for socket in &listening.sockets {
            let address = socket.local_addr().unwrap();
            assert!(address.ip().is_loopback());
            assert_eq!(address.port(), listening.port);
        }
    }

    #[test]
    fn a_host_that_is_given_is_the_only_one() {
        let listening = listen(Some("0.0.0.0"), Port::Asked(0)).unwrap();
        assert_eq!(listening.sockets.len(), 1);
        assert!(listening.sockets[0].local_addr().unwrap().ip().is_unspecified());
        assert_eq!(name(Some("0.0.0.0")), "localhost");
        assert_eq!(name(Some("::1")), "[::1]");
        assert_eq!(name(Some("desk.example")), "desk.example");
    }

    #[test]
    fn a_host_that_the_machine_has_not_is_an_error() {
        // An address for documentation (RFC 5737), which no machine has.
        let error = listen(Some("192.0.2.1"), Port::Asked(0)).unwrap_err();
        assert!(matches!(error, StartError::Listen { .. }), "{error}");
    }
}
