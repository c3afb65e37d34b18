//! The load balancer, the ways out and the public addresses.

use super::{Estimator, basis, number};
use crate::{Assumption, Bounds, Driver, Sku};
use openmercato_ecs_module::counted;
use openmercato_ecs_module::names::{choice, input};

/// New connections a second that one capacity unit covers, by the seconds of an hour. A GB an hour is another.
/// <https://aws.amazon.com/elasticloadbalancing/pricing/>
const CONNECTIONS_OF_AN_LCU_HOUR: f64 = 25.0 * 3600.0;

/// The load balancer's hours and its capacity units.
///
/// AWS bills each hour by the dimension used most. Here that is the month's traffic or its connections, whichever is
/// more; the rules are within the ten that are free, and connections that stay open are few.
pub(super) fn load_balancer(estimator: &mut Estimator) {
    let planned = estimator.resources("aws_lb");
    if planned.is_empty() {
        return;
    }
    let count = number(planned.len());
    estimator.charge_hours(Driver::LoadBalancer, Sku::LoadBalancer, count, planned.clone());
    let traffic = estimator.assumed(Assumption::TrafficOut);
    let connections =
        estimator.assumed(Assumption::Requests).map(|millions| millions * 1e6 / CONNECTIONS_OF_AN_LCU_HOUR);
    let units = Bounds { low: traffic.low.max(connections.low), high: traffic.high.max(connections.high) };
    let basis = basis(&planned, &[], &[Assumption::TrafficOut, Assumption::Requests]);
    estimator.charge(Driver::LoadBalancer, Sku::LoadBalancerCapacity, units, basis);
}

/// NAT gateways with their traffic, or what an existing network has in their place.
pub(super) fn ways_out(estimator: &mut Estimator) {
    let planned = estimator.resources("aws_nat_gateway");
    if !planned.is_empty() {
        let count = number(planned.len());
        let on_mode = basis(&planned, &[input::NAT_GATEWAY_MODE], &[]);
        estimator.charge_hours(Driver::NatGateways, Sku::NatGateway, count, on_mode);
        let traffic = estimator.assumed(Assumption::NatTraffic);
        let on_traffic = basis(&planned, &[], &[Assumption::NatTraffic]);
        estimator.charge(Driver::NatGateways, Sku::NatTraffic, traffic, on_traffic);
    }
    if !estimator.reading.is(choice::NETWORKING_EXISTING) {
        return;
    }
    if estimator.reading.is(choice::EGRESS_VPC_ENDPOINTS) {
        let count = estimator.reading.texts(input::EXISTING_VPC_ENDPOINTS).len();
        let what = format!("{} of the existing network", counted(count, "endpoint", "endpoints"));
        let why = "They exist already. Gateway endpoints, as of S3, cost nothing at all.";
        estimator.leave(what, why, &[Sku::Endpoint, Sku::EndpointTraffic]);
    } else if estimator.reading.is(choice::EGRESS_NAT) {
        let why = "It exists already; the deployment's traffic adds to its bill.";
        estimator.leave("The existing network's way out", why, &[Sku::NatGateway, Sku::NatTraffic]);
    }
}

/// Public IPv4 addresses: each NAT gateway has one, and a load balancer that faces the internet has one in each of its
/// subnets, more while it scales.
pub(super) fn public_addresses(estimator: &mut Estimator) {
    let addresses = estimator.resources("aws_eip");
    if !addresses.is_empty() {
        let count = number(addresses.len());
        estimator.charge_hours(Driver::PublicAddresses, Sku::PublicAddress, count, addresses);
    }
    let load_balancers = estimator.resources("aws_lb");
    if load_balancers.is_empty() || estimator.reading.flag(input::ALB_INTERNAL) {
        return;
    }
    let (count, named) = if estimator.reading.is(choice::NETWORKING_EXISTING) {
        (estimator.reading.texts(input::PUBLIC_SUBNET_IDS).len(), input::PUBLIC_SUBNET_IDS)
    } else {
        (estimator.reading.texts(input::PUBLIC_SUBNET_CIDRS).len(), input::PUBLIC_SUBNET_CIDRS)
    };
    let basis = basis(&load_balancers, &[input::ALB_INTERNAL, named], &[]);
    estimator.charge_hours(Driver::PublicAddresses, Sku::PublicAddress, number(count), basis);
}
