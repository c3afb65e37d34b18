//! Quotas of an account that a deployment uses, beside AWS's defaults.

use openmercato_ecs_module::ResourceValues;
use serde_json::{Value as Json, json};
use terraform_language::InstanceKey;

use crate::planned::{Planned, number, text};

/// A quota, and what a deployment takes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// What is counted, as `VPCs per region`.
    pub name: &'static str,
    /// How much the deployment takes when it is made.
    pub used: u64,
    /// How much it takes at most: when it has scaled, and starts new tasks beside the old ones.
    pub at_most: u64,
    /// What AWS gives an account by default; a new account may have less.
    pub default: u64,
    /// What says so.
    pub source: Source,
}

/// A page of AWS that says what an account has by default, and when its figure was read. What an account has is in its
/// console, under Service Quotas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its address.
    pub page: &'static str,
    /// The day, as `2026-11-28`.
    pub read: &'static str,
}

impl Quota {
    /// Whether the deployment takes more than the default, or may.
    pub fn is_exceeded(&self) -> bool {
        self.at_most > self.default
    }

    /// What is counted, how much of it, and what says so.
    pub fn to_json(&self) -> Json {
        let Self { name, used, at_most, default, source: Source { page, read } } = self;
        json!({
            "name": name, "used": used, "at_most": at_most, "default": default, "is_exceeded": self.is_exceeded(),
            "source": page, "read": read,
        })
    }
}

const VPC: Source =
    Source { page: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html", read: "2026-11-28" };
const BALANCER: Source = Source {
    page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
    read: "2026-11-28",
};
const RDS: Source =
    Source { page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html", read: "2026-11-28" };
/// ECS's and ElastiCache's own guides name no figures any more, and point to the General Reference. Its figures are known
/// as others quote them; the day is that of the quote.
const ECS: Source =
    Source { page: "https://docs.aws.amazon.com/general/latest/gr/ecs-service.html", read: "2026-10-09" };
const CACHE: Source =
    Source { page: "https://docs.aws.amazon.com/general/latest/gr/elasticache-service.html", read: "2026-10-01" };
/// As others quote the page. Managed policies per role are not among the quotas here: what is said of their default
/// differs.
const IAM: Source =
    Source { page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html", read: "2026-11-28" };

/// The quotas that the planned resources use; what they use nothing of is left out. Of a load balancer that is its rules
/// and its further certificates: AWS does not count the rule and the certificate that each listener has by itself.
pub fn quotas(planned: &Planned) -> Vec<Quota> {
    let count = |kind: &str| planned.count(kind);
    let nodes =
        planned.made("aws_elasticache_replication_group").filter_map(|it| number(it, "num_cache_clusters")).sum();
    let (running, at_most) = vcpus(planned);
    let fixed = |name, used, default, source| Quota { name, used, at_most: used, default, source };
    let all = [
        fixed("VPCs per region", count("aws_vpc"), 5, VPC),
        fixed("Elastic IP addresses per region", count("aws_eip"), 5, VPC),
        // The module makes one a zone at most.
        fixed("NAT gateways per zone", count("aws_nat_gateway").min(1), 5, VPC),
        fixed("Inbound rules per security group", most_rules(planned), 60, VPC),
        Quota { name: "Fargate On-Demand vCPUs per region", used: running, at_most, default: 6, source: ECS },
        fixed("Application load balancers per region", count("aws_lb"), 50, BALANCER),
        fixed("Listeners per load balancer", count("aws_lb_listener"), 50, BALANCER),
        fixed("Target groups per region", count("aws_lb_target_group"), 3_000, BALANCER),
        fixed("Database instances per region", count("aws_db_instance"), 40, RDS),
        fixed("ElastiCache nodes per region", nodes, 300, CACHE),
        fixed("Serverless caches per region", count("aws_elasticache_serverless_cache"), 40, CACHE),
        fixed("Roles per account", count("aws_iam_role"), 1_000, IAM),
    ];
    all.into_iter().filter(|quota| quota.at_most > 0).collect()
}

/// The rules of the group that has most: each block is about one group.
fn most_rules(planned: &Planned) -> u64 {
    let rules = || planned.made("aws_vpc_security_group_ingress_rule");
    rules().map(|rule| rules().filter(|it| it.address.name == rule.address.name).count() as u64).max().unwrap_or(0)
}

/// What the services' tasks take of vCPUs, rounded up: as they are made, and scaled while new ones start beside them. Those
/// that `spot_percent` has on Fargate Spot, which has a quota of its own, are among them.
fn vcpus(planned: &Planned) -> (u64, u64) {
    let (mut running, mut at_most) = (0, 0);
    for service in planned.made("aws_ecs_service") {
        let units = definition(planned, service).and_then(|it| text(it, "cpu")?.parse::<u64>().ok());
        let units = units.unwrap_or(0);
        let desired = number(service, "desired_count").unwrap_or(0);
        let scaled = scaling(planned, service).and_then(|it| number(it, "max_capacity")).unwrap_or(desired);
        let percent = number(service, "deployment_maximum_percent").unwrap_or(200);
        running += units * desired;
        at_most += units * (scaled.max(desired) * percent / 100);
    }
    (running.div_ceil(1024), at_most.div_ceil(1024))
}

/// The task definition of a service has its block's name and its key.
fn definition<'a>(planned: &Planned<'a>, service: &ResourceValues) -> Option<&'a ResourceValues> {
    let ours = &service.address;
    planned.made("aws_ecs_task_definition").find(|it| it.address.name == ours.name && it.address.key == ours.key)
}

/// What scales a service: by its key, which is `web` for the web service.
fn scaling<'a>(planned: &Planned<'a>, service: &ResourceValues) -> Option<&'a ResourceValues> {
    let name = match &service.address.key {
        InstanceKey::Each(key) => key.clone(),
        _ => service.address.name.clone(),
    };
    planned.made("aws_appautoscaling_target").find(|it| it.address.key == InstanceKey::Each(name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};

    fn of(inputs: &Inputs) -> Vec<(&'static str, u64, u64)> {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        let quotas = quotas(&Planned::of(&evaluation));
        quotas.into_iter().map(|quota| (quota.name, quota.used, quota.at_most)).collect()
    }

    #[test]
    fn the_complete_deployment_takes_these() {
        let said = of(&preset::find("complete").expect("a preset").inputs);
        // 2 web tasks of 2 vCPUs scale to 6; 1 of indexing, of 1, to 4; events, general and search have half or a whole.
        let expected = [
            ("VPCs per region", 1, 1),
            ("Elastic IP addresses per region", 3, 3),
            ("NAT gateways per zone", 1, 1),
            ("Inbound rules per security group", 2, 2),
        ];
        assert!(expected.iter().all(|quota| said.contains(quota)), "{said:?}");
        let (_, used, at_most) = said.iter().find(|(name, ..)| name.starts_with("Fargate")).expect("tasks");
        assert!(*used >= 5 && *at_most >= 2 * (6 * 2 + 4), "{said:?}");
        assert!(said.contains(&("ElastiCache nodes per region", 2, 2)), "{said:?}");
    }

    #[test]
    fn what_exists_elsewhere_takes_nothing() {
        let said = of(&preset::find("external-dependencies").expect("a preset").inputs);
        let is_of = |word: &str| said.iter().any(|(name, ..)| name.contains(word));
        assert!(!is_of("Database") && !is_of("ElastiCache") && is_of("Fargate"), "{said:?}");
    }

    #[test]
    fn every_quota_has_its_source_and_its_day() {
        for preset in preset::all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            for quota in quotas(&Planned::of(&evaluation)) {
                let Source { page, read } = quota.source;
                assert!(page.starts_with("https://docs.aws.amazon.com/") && quota.default > 0, "{quota:?}");
                assert!(read.len() == 10 && read.starts_with("2026-"), "{quota:?}");
                assert_eq!(quota.to_json()["read"], read);
            }
        }
    }
}
