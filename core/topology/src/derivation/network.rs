//! The boundaries of the picture: account, region, VPC, zones and subnets.

use super::block::{self, Block};
use crate::boundary::Boundary;
use crate::ownership::Ownership;
use crate::part::BoundaryId;
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
            public: in_order(&reading.texts(input::PUBLIC_SUBNET_CIDRS), planned_subnets(plan, block::PUBLIC_SUBNET)),
            private: in_order(
                &reading.texts(input::PRIVATE_SUBNET_CIDRS),
                planned_subnets(plan, block::PRIVATE_SUBNET),
            ),
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

    /// The boundaries that a node in every public subnet is in.
    pub(super) fn all_public(&self) -> impl Iterator<Item = BoundaryId> + use<> {
        (0..row_count(&self.public)).map(BoundaryId::PublicSubnet)
    }

    /// The boundaries that a node in every private subnet is in.
    pub(super) fn all_private(&self) -> impl Iterator<Item = BoundaryId> + use<> {
        (0..row_count(&self.private)).map(BoundaryId::PrivateSubnet)
    }

    /// In how many zones so many tasks are, which ECS spreads evenly: `in 2 of 3 zones`. Nothing where there is no
    /// choice.
    pub(super) fn spread(&self, tasks: usize) -> String {
        let places = self.private.len();
        // Subnets that exist already may share a zone.
        let unit = if self.managed { "zones" } else { "subnets" };
        match tasks {
            _ if places < 2 => String::new(),
            0 => String::new(),
            tasks if tasks < places => format!("in {tasks} of {places} {unit}"),
            _ => format!("in {places} {unit}"),
        }
    }

    /// The last private subnet that is drawn.
    pub(super) fn last_private(&self) -> BoundaryId {
        BoundaryId::PrivateSubnet(row_count(&self.private) - 1)
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

fn planned_subnets(plan: &Plan, block: Block) -> Vec<String> {
    let subnets = plan.resources.iter().map(|resource| &resource.address);
    let subnets = subnets.filter(|address| Block::of(address) == block);
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
    let region = reading.text(input::AWS_REGION).unwrap_or("");
    let vpc = reading.text(if subnets.managed { input::VPC_CIDR } else { input::VPC_ID }).unwrap_or("");
    let mut list = vec![
        internet(reading),
        boundary(BoundaryId::Account, "AWS account", "", Ownership::Existing, None),
        boundary(BoundaryId::Region, "Region", region, Ownership::Existing, Some(BoundaryId::Account)),
        boundary(BoundaryId::Vpc, "VPC", vpc, network, Some(BoundaryId::Region)),
    ];
    if subnets.managed {
        list.extend((0..subnets.rows()).map(|row| zone(row, subnets)));
    }
    list.extend(subnets_in(subnets, network, reading));
    let spread = subnets.spread(usize::MAX);
    let mut cluster = boundary(BoundaryId::Cluster, "ECS cluster", &spread, Ownership::Module, None);
    cluster.within = subnets.all_private().collect();
    list.push(cluster);
    list.push(boundary(BoundaryId::Elsewhere, "Elsewhere", "", Ownership::Outside, None));
    list
}

fn internet(reading: Reading) -> Boundary {
    // The clients of an internal load balancer are in networks that the VPC is connected to.
    let label = if reading.flag(input::ALB_INTERNAL) { "Outside the VPC" } else { "Internet" };
    boundary(BoundaryId::Internet, label, "", Ownership::Outside, None)
}

fn zone(row: usize, subnets: &Subnets) -> Boundary {
    boundary(BoundaryId::Zone(row), &subnets.zone(row), "", Ownership::Existing, Some(BoundaryId::Vpc))
}

/// The public subnets, then the private ones.
fn subnets_in(subnets: &Subnets, network: Ownership, reading: Reading) -> Vec<Boundary> {
    let internal = !subnets.managed && reading.flag(input::ALB_INTERNAL);
    let public_label = if internal { "Load balancer subnet" } else { "Public subnet" };
    let subnet = |id: BoundaryId, label: &str, names: &[String], row: usize| {
        let outer = if subnets.managed { BoundaryId::Zone(row) } else { BoundaryId::Vpc };
        boundary(id, label, &detail(names, row, subnets.managed), network, Some(outer))
    };
    let public = subnets.all_public().zip(0..).map(|(id, row)| subnet(id, public_label, &subnets.public, row));
    let private = subnets.all_private().zip(0..).map(|(id, row)| subnet(id, "Private subnet", &subnets.private, row));
    public.chain(private).collect()
}

/// What distinguishes the subnet; the last one that is drawn stands for those after it, too.
fn detail(names: &[String], row: usize, managed: bool) -> String {
    let missing = if managed { "" } else { "not named yet" };
    let name = names.get(row).map_or(missing, String::as_str);
    let more = names.len().saturating_sub(MOST_ZONES);
    if row + 1 == MOST_ZONES && more > 0 { format!("{name} and {more} more") } else { name.to_owned() }
}

fn boundary(id: BoundaryId, label: &str, detail: &str, ownership: Ownership, within: Option<BoundaryId>) -> Boundary {
    Boundary {
        id,
        label: label.to_owned(),
        detail: detail.to_owned(),
        ownership,
        within: within.into_iter().collect(),
        resources: Vec::new(),
    }
}
