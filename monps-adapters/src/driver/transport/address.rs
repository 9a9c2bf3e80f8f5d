//! Which addresses may be reached: public ones, and loopback where that is allowed.
//!
//! A name is resolved here, checked here, and connected to at exactly the addresses that passed: a
//! second look-up cannot bring another answer.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// An address that must not be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AddressRefused {
    pub(super) host: String,
}

impl fmt::Display for AddressRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} is, or resolves to, a private, local or reserved address: sources are reached on the public internet only",
            self.host
        )
    }
}

impl std::error::Error for AddressRefused {}

/// Resolves names with the system's resolver and refuses what is not public.
#[derive(Clone, Copy, Debug)]
pub(super) struct GuardedResolver {
    pub(super) allow_loopback: bool,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_loopback = self.allow_loopback;
        Box::pin(async move {
            let found = resolve(name.as_str(), 0, allow_loopback).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The addresses of a host; an error where any of them must not be reached.
pub(super) async fn resolve(
    host: &str,
    port: u16,
    allow_loopback: bool,
) -> Result<Vec<SocketAddr>, Box<dyn std::error::Error + Send + Sync>> {
    let found: Vec<SocketAddr> = tokio::net::lookup_host((host, port)).await?.collect();
    // One bad address among good ones is a name that cannot be trusted at all.
    if found.iter().all(|address| is_allowed(address.ip(), allow_loopback)) {
        Ok(found)
    } else {
        Err(AddressRefused { host: host.to_owned() }.into())
    }
}

/// Checks the scheme of a stream's address: without TLS, this very machine alone.
pub(super) fn check_scheme(url: &Url, allow_loopback: bool) -> Result<(), String> {
    let secure = matches!(url.scheme(), "https" | "wss" | "tls");
    if secure || (allow_loopback && is_loopback(url)) {
        return Ok(());
    }
    let (scheme, host) = (url.scheme(), url.host_str().unwrap_or_default());
    Err(format!(
        "{scheme}://{host} is not encrypted: that is for loopback in tests, where that is allowed"
    ))
}

/// Checks scheme and literal address of a URL; names are checked when they are resolved.
pub(super) fn check_url(url: &Url, allow_loopback: bool) -> Result<(), String> {
    let Some(host) = url.host() else {
        return Err(format!("{} has no host", url.scheme()));
    };
    let literal = match &host {
        Host::Ipv4(v4) => Some(IpAddr::V4(*v4)),
        Host::Ipv6(v6) => Some(IpAddr::V6(*v6)),
        Host::Domain(name) => name.parse().ok(),
    };
    if let Some(ip) = literal
        && !is_allowed(ip, allow_loopback)
    {
        let host = host.to_string();
        return Err(AddressRefused { host }.to_string());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an address must not carry a user name or password".to_owned());
    }
    let plain_loopback = url.scheme() == "http" && allow_loopback && is_loopback(url);
    if url.scheme() == "https" || plain_loopback {
        Ok(())
    } else {
        Err(format!(
            "{}://{host} is not https: plain http is for loopback in tests, where that is allowed",
            url.scheme()
        ))
    }
}

/// Whether an address is one on this very machine, with neither a user name nor a password in it: the
/// only other addresses that an operator may give to a source's endpoints.
#[must_use]
pub fn is_on_this_machine(address: &str) -> bool {
    Url::parse(address)
        .is_ok_and(|url| is_loopback(&url) && url.username().is_empty() && url.password().is_none())
}

/// Whether a URL names this very machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(v4)) => v4.is_loopback(),
        Some(Host::Ipv6(v6)) => v6.is_loopback(),
        // Addresses of schemes that are not the web's are not parsed.
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        None => false,
    }
}

fn is_allowed(ip: IpAddr, allow_loopback: bool) -> bool {
    let ip = ip.to_canonical();
    (allow_loopback && ip.is_loopback()) || is_public(ip)
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

/// By the IANA registry of special-purpose addresses.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

/// Global unicast is `2000::/3`; what lies in it and wraps an IPv4 address is judged by that.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    let [s0, s1, ..] = segments;
    let wrapped = match segments {
        [0x2002, hi, lo, ..] | [0x64, 0xff9b, 0, 0, 0, 0, hi, lo] => {
            let [[a, b], [c, d]] = [hi.to_be_bytes(), lo.to_be_bytes()];
            Some(Ipv4Addr::new(a, b, c, d))
        }
        _ => None,
    };
    if let Some(v4) = wrapped {
        return is_public_v4(v4);
    }
    let documentation = (s0 == 0x2001 && s1 == 0x0db8) || s0 == 0x3fff;
    // 2001::/23: Teredo, benchmarking, ORCHID.
    let protocol = s0 == 0x2001 && s1 < 0x0200;
    s0 & 0xe000 == 0x2000 && !documentation && !protocol
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_reached() {
        for refused in [
            "http://api.example",
            "ftp://api.example",
            "https://127.0.0.1",
            "https://10.0.0.1",
            "https://172.16.0.1",
            "https://192.168.1.1",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1",
            "https://0.0.0.0",
            "https://255.255.255.255",
            "https://224.0.0.1",
            "https://198.18.0.1",
            "https://[::1]",
            "https://[::]",
            "https://[::ffff:127.0.0.1]",
            "https://[::ffff:a9fe:a9fe]",
            "https://[64:ff9b::7f00:1]",
            "https://[2002:7f00:1::]",
            "https://[fe80::1]",
            "https://[fd00:ec2::254]",
            "https://[ff02::1]",
            "https://[2001:db8::1]",
            // Other spellings of 127.0.0.1 that URL parsers accept.
            "https://2130706433",
            "https://0x7f.1",
            "https://017700000001",
            "https://user:word@api.example",
        ] {
            let url = Url::parse(refused).unwrap();
            assert!(check_url(&url, false).is_err(), "{refused}");
        }
        for good in [
            "https://api.example",
            "https://1.1.1.1",
            "https://[2606:4700::1111]",
            "https://[::ffff:1.1.1.1]",
        ] {
            check_url(&Url::parse(good).unwrap(), false).unwrap();
        }
    }

    #[test]
    fn loopback_is_reached_only_where_that_is_allowed() {
        for (url, allowed) in [
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost:8080", true),
            ("http://10.0.0.1", false),
            ("http://api.example", false),
        ] {
            let parsed = Url::parse(url).unwrap();
            assert_eq!(check_url(&parsed, true).is_ok(), allowed, "{url}");
            assert!(check_url(&parsed, false).is_err(), "{url}");
        }
    }
}
