//! The boundaries of the picture: account, region, VPC, zones and subnets.

use crate::{Boundary, BoundaryKind, Ownership};
use openmercato_ecs_module::Plan;
use openmercato_ecs_module::Reading;
use openmercato_ecs_module::names::{choice, input};
use terraform_language::InstanceKey;

/// The most zones that are drawn. No region has more: <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>.
pub(super) const MOST_ZONES: usize = 6;

/// The subnets, the first public and the first private one being in the same zone, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Subnets {
    public: Vec<String>,
    private: Vec<String>,
    zones: Vec<String>,
    managed: bool,
}

impl Subnets {
    pub(super) fn of(plan: &Plan, reading: Reading) -> Self {
        let managed = !reading.is(choice::NETWORKING_EXISTING);
        if !managed {
            let owned = |input| reading.texts(input).into_iter().map(str::to_owned).collect();
            return Self {
                public: owned(input::PUBLIC_SUBNET_IDS),
                private: owned(input::PRIVATE_SUBNET_IDS),
                zones: Vec::new(),
                managed,
            };
        }
        let zones = reading.value(input::AVAILABILITY_ZONES).elements().unwrap_or_default();
        Self {
            public: in_order(&reading.texts(input::PUBLIC_SUBNET_CIDRS), planned_subnets(plan, "public")),
            private: in_order(&reading.texts(input::PRIVATE_SUBNET_CIDRS), planned_subnets(plan, "private")),
            zones: zones.iter().map(|zone| zone.as_str().unwrap_or_default().trim().to_owned()).collect(),
            managed,
        }
    }

    /// How many zones, or pairs of subnets, the picture has: 1 to [`MOST_ZONES`].
    pub(super) fn rows(&self) -> usize {
        self.public.len().max(self.private.len()).clamp(1, MOST_ZONES)
    }

    pub(super) fn public_index(&self, cidr: &str) -> usize {
        index_in(&self.public, cidr)
    }

    pub(super) fn private_index(&self, cidr: &str) -> usize {
        index_in(&self.private, cidr)
    }

    /// The zone's name for people.
    pub(super) fn zone(&self, row: usize) -> String {
        let named = self.zones.get(row).filter(|zone| !zone.is_empty());
        named.cloned().unwrap_or_else(|| format!("Zone {}", row + 1))
    }

    /// Ids of the boundaries that a node in every public subnet is in.
    pub(super) fn all_public(&self) -> Vec<String> {
        (0..row_count(&self.public)).map(|row| format!("public/{row}")).collect()
    }

    /// Ids of the boundaries that a node in every private subnet is in.
    pub(super) fn all_private(&self) -> Vec<String> {
        (0..row_count(&self.private)).map(|row| format!("private/{row}")).collect()
    }
}

fn row_count(subnets: &[String]) -> usize {
    subnets.len().clamp(1, MOST_ZONES)
}

/// Subnets past the last drawn one are folded into it.
fn index_in(subnets: &[String], cidr: &str) -> usize {
    subnets.iter().position(|subnet| subnet == cidr).unwrap_or(0).min(MOST_ZONES - 1)
}

/// The planned subnets in the order of the input; those that it does not name come after, by address.
fn in_order(named: &[&str], mut planned: Vec<String>) -> Vec<String> {
    planned.sort_by_key(|cidr| {
        let position = named.iter().position(|name| name == cidr).unwrap_or(usize::MAX);
        (position, octets(cidr), cidr.clone())
    });
    planned
}

fn octets(cidr: &str) -> Vec<u32> {
    cidr.split(['.', '/']).map(|part| part.parse().unwrap_or(0)).collect()
}

fn planned_subnets(plan: &Plan, name: &str) -> Vec<String> {
    let subnets = plan.resources.iter().map(|resource| &resource.address);
    let subnets = subnets.filter(|address| &*address.resource_type == "aws_subnet" && &*address.name == name);
    subnets
        .filter_map(|address| match &address.key {
            InstanceKey::Each(cidr) => Some(cidr.to_string()),
            InstanceKey::Single | InstanceKey::Count(_) => None,
        })
        .collect()
}

/// The boundaries, outer ones first, without resources.
pub(super) fn boundaries(subnets: &Subnets, reading: Reading) -> Vec<Boundary> {
    let network = if subnets.managed { Ownership::Module } else { Ownership::Existing };
    let mut list = vec![
        internet(reading),
        boundary("account", BoundaryKind::Account, "AWS account", "", Ownership::Existing, &[]),
        boundary(
            "region",
            BoundaryKind::Region,
            "Region",
            reading.text(input::AWS_REGION).unwrap_or(""),
            Ownership::Existing,
            &["account"],
        ),
        boundary(
            "vpc",
            BoundaryKind::Vpc,
            "VPC",
            reading.text(if subnets.managed { input::VPC_CIDR } else { input::VPC_ID }).unwrap_or(""),
            network,
            &["region"],
        ),
    ];
    if subnets.managed {
        list.extend((0..subnets.rows()).map(|row| zone(row, subnets)));
    }
    let outer = |row: usize| if subnets.managed { format!("zone/{row}") } else { "vpc".to_owned() };
    let internal = !subnets.managed && reading.flag(input::ALB_INTERNAL);
    let public_label = if internal { "Load balancer subnet" } else { "Public subnet" };
    for (kind, prefix, label, names) in [
        (BoundaryKind::PublicSubnet, "public", public_label, &subnets.public),
        (BoundaryKind::PrivateSubnet, "private", "Private subnet", &subnets.private),
    ] {
        for row in 0..row_count(names) {
            let id = format!("{prefix}/{row}");
            list.push(boundary(&id, kind, label, &detail(names, row, subnets.managed), network, &[&outer(row)]));
        }
    }
    let mut cluster = boundary("cluster", BoundaryKind::Cluster, "ECS cluster", "", Ownership::Module, &[]);
    cluster.within = subnets.all_private();
    list.push(cluster);
    list.push(boundary("elsewhere", BoundaryKind::Elsewhere, "Elsewhere", "", Ownership::Outside, &[]));
    list
}

fn internet(reading: Reading) -> Boundary {
    // The clients of an internal load balancer are in networks that the VPC is connected to.
    let label = if reading.flag(input::ALB_INTERNAL) { "Outside the VPC" } else { "Internet" };
    boundary("internet", BoundaryKind::Internet, label, "", Ownership::Outside, &[])
}

fn zone(row: usize, subnets: &Subnets) -> Boundary {
    boundary(&format!("zone/{row}"), BoundaryKind::Zone, &subnets.zone(row), "", Ownership::Existing, &["vpc"])
}

/// What distinguishes the subnet; the last one that is drawn stands for those after it, too.
fn detail(names: &[String], row: usize, managed: bool) -> String {
    let missing = if managed { "" } else { "not named yet" };
    let name = names.get(row).map_or(missing, String::as_str);
    let more = names.len().saturating_sub(MOST_ZONES);
    if row + 1 == MOST_ZONES && more > 0 { format!("{name} and {more} more") } else { name.to_owned() }
}

fn boundary(
    id: &str,
    kind: BoundaryKind,
    label: &str,
    detail: &str,
    ownership: Ownership,
    within: &[&str],
) -> Boundary {
    Boundary {
        id: id.to_owned(),
        kind,
        label: label.to_owned(),
        detail: detail.to_owned(),
        ownership,
        within: within.iter().map(|id| (*id).to_owned()).collect(),
        resources: Vec::new(),
    }
}
