//! Address ranges in CIDR notation.

use super::{Function, Kind, NUMBER, STRING, exactly, function, integer, number, text, variadic};
use crate::Value;
use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("cidrhost", &[STRING, NUMBER], Kind::String, |args| {
                let [prefix, host] = exactly(args)?;
                Ok(Value::string(Range::parse(text(prefix)?)?.host(integer(host)?)?.to_string()))
            }),
            function::<LATER>("cidrnetmask", &[STRING], Kind::String, |args| {
                let [prefix] = exactly(args)?;
                match prefix_of(text(prefix)?)? {
                    IpNet::V4(net) => Ok(Value::string(net.netmask().to_string())),
                    IpNet::V6(_) => Err("IPv6 addresses have no netmask".into()),
                }
            }),
            function::<LATER>("cidrsubnet", &[STRING, NUMBER, NUMBER], Kind::String, |args| {
                let [prefix, bits, index] = exactly(args)?;
                let range = Range::parse(text(prefix)?)?;
                Ok(Value::string(range.subnet(integer(bits)?, number(index)?.to_i64())?.to_string()))
            }),
            variadic::<LATER>("cidrsubnets", &[STRING], NUMBER, Kind::List, |args| {
                let (prefix, bits) = args.split_first().ok_or("a range is required")?;
                subnets(Range::parse(text(prefix)?)?, bits)
            }),
        ]
    }
}

/// A range: its first address as a number, its prefix length, and how many bits an address has.
#[derive(Clone, Copy)]
struct Range {
    first: u128,
    prefix: u8,
    width: u8,
}

/// Reads a range. One of IPv4 addresses that is written in IPv6 is one of IPv4, as for Terraform.
fn prefix_of(text: &str) -> Result<IpNet, String> {
    const MAPPED: u8 = 96;
    let net: IpNet =
        without_leading_zeros(text).parse().map_err(|_| format!("\"{text}\" is not a range in CIDR notation"))?;
    let mapped = match net {
        IpNet::V6(net) if net.prefix_len() >= MAPPED => net.addr().to_ipv4_mapped(),
        _ => None,
    };
    match mapped {
        Some(address) => IpNet::new(address.into(), net.prefix_len() - MAPPED).map_err(|error| error.to_string()),
        None => Ok(net),
    }
}

/// The range without the zeros that lead numbers of ten digits: Terraform reads past them.
fn without_leading_zeros(text: &str) -> String {
    let bare = |number: &str| match number.trim_start_matches('0') {
        rest if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        rest if rest.len() < number.len() => format!("0{rest}"),
        rest => rest.to_owned(),
    };
    let (address, prefix) = text.split_once('/').unwrap_or((text, ""));
    let address = if address.contains(':') {
        address.to_owned()
    } else {
        address.split('.').map(bare).collect::<Vec<_>>().join(".")
    };
    if prefix.is_empty() { address } else { format!("{address}/{}", bare(prefix)) }
}

impl Range {
    fn parse(text: &str) -> Result<Self, String> {
        let net = prefix_of(text)?;
        let first = match net.network() {
            IpAddr::V4(address) => u128::from(u32::from(address)),
            IpAddr::V6(address) => u128::from(address),
        };
        Ok(Self { first, prefix: net.prefix_len(), width: net.max_prefix_len() })
    }

    /// The number of addresses that share a prefix of this length; `None` for all of IPv6.
    fn size(self, prefix: u8) -> Option<u128> {
        1_u128.checked_shl(u32::from(self.width - prefix))
    }

    fn address(self, number: u128) -> IpAddr {
        match u32::try_from(number) {
            Ok(number) if self.width == 32 => IpAddr::V4(Ipv4Addr::from(number)),
            _ => IpAddr::V6(Ipv6Addr::from(number)),
        }
    }

    fn host(self, index: i64) -> Result<IpAddr, String> {
        let size = self.size(self.prefix).unwrap_or(u128::MAX);
        let distance = u128::from(index.unsigned_abs());
        let offset = if index < 0 { size.checked_sub(distance) } else { Some(distance) };
        let offset = offset.filter(|offset| *offset < size);
        let offset = offset.ok_or_else(|| format!("the range has no host number {index}"))?;
        Ok(self.address(self.first + offset))
    }

    fn subnet(self, bits: i64, index: Option<i64>) -> Result<IpNet, String> {
        let prefix = u8::try_from(i64::from(self.prefix).saturating_add(bits)).ok();
        let prefix = prefix.filter(|prefix| *prefix <= self.width);
        let prefix = prefix.ok_or_else(|| format!("{bits} more bits do not fit after a prefix of {}", self.prefix))?;
        let index = index.and_then(|index| u128::try_from(index).ok());
        // Fewer bits than the range has are taken, too, and hold any number: the range around this one.
        let index = index.filter(|index| !(0..127).contains(&bits) || *index < 1 << bits);
        let offset = index.and_then(|index| index.checked_mul(self.size(prefix).unwrap_or(0)));
        let first = offset.map(|offset| self.first | offset);
        let first = first.ok_or_else(|| format!("{bits} bits do not hold that subnet number"))?;
        IpNet::new(self.address(first), prefix).map_err(|error| error.to_string())
    }
}

/// The most bits by which `cidrsubnets` extends a range at once, as for Terraform:
/// <https://developer.hashicorp.com/terraform/language/functions/cidrsubnets>.
const MOST_BITS: i64 = 32;

fn subnets(range: Range, bits: &[Value]) -> Result<Value, String> {
    let mut next = range.first;
    let end = range.size(range.prefix).and_then(|size| range.first.checked_add(size));
    if range.first == 0 && !bits.is_empty() {
        return Err("Terraform finds no range before the first of all, and so none in it".into());
    }
    let mut made = Vec::with_capacity(bits.len());
    for bits in bits {
        let bits = integer(bits)?;
        if bits > MOST_BITS {
            return Err(format!("a range is extended by at most {MOST_BITS} bits at once"));
        }
        let prefix = u8::try_from(i64::from(range.prefix).saturating_add(bits)).ok();
        let prefix = prefix.filter(|prefix| *prefix > range.prefix && *prefix <= range.width);
        let prefix = prefix.ok_or("that many more bits do not fit")?;
        let size = range.size(prefix).ok_or("that many more bits do not fit")?;
        let start = next.div_ceil(size) * size;
        next = start + size;
        if end.is_some_and(|end| next > end) {
            return Err("the range has no room for another subnet".into());
        }
        let net = IpNet::new(range.address(start), prefix).map_err(|error| error.to_string())?;
        made.push(Value::string(net.to_string()));
    }
    Ok(Value::list(made))
}
