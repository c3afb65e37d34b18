//! Which part of the picture a resource belongs to.

use super::network::Subnets;
use terraform_language::{Address, InstanceKey};

/// The part of the picture that a resource belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The node or boundary of this id.
    Part(String),
    /// None, and why.
    Undrawn(&'static str),
}

const PERMISSIONS: &str = "Roles and policies say who may do what; they carry no traffic.";

/// Why a resource is not drawn whose type the picture does not know.
pub(super) const UNKNOWN: &str = "The picture has no place for this type of resource.";

impl Place {
    /// The place of a resource by its type and name; `None` for one that nobody has thought about.
    ///
    /// The types are those of `module-templates`; a test holds that every resource block there has a place.
    pub(super) fn of(address: &Address, subnets: &Subnets) -> Option<Self> {
        let key = match &address.key {
            InstanceKey::Each(key) => &**key,
            InstanceKey::Single | InstanceKey::Count(_) => "",
        };
        let part = |id: &str| Some(Self::Part(id.to_owned()));
        match (&*address.resource_type, &*address.name) {
            ("aws_vpc" | "aws_internet_gateway" | "aws_default_security_group", _)
            | ("aws_route_table" | "aws_route", "public" | "public_internet") => part("vpc"),
            ("aws_subnet" | "aws_route_table_association", "public") => {
                Some(Self::Part(format!("public/{}", subnets.public_index(key))))
            }
            (
                "aws_subnet" | "aws_route_table_association" | "aws_route_table" | "aws_route",
                "private" | "private_nat",
            ) => Some(Self::Part(format!("private/{}", subnets.private_index(key)))),
            ("aws_eip" | "aws_nat_gateway", _) => Some(Self::Part(format!("nat/{}", subnets.public_index(key)))),

            (
                "aws_security_group" | "aws_vpc_security_group_ingress_rule" | "aws_vpc_security_group_egress_rule",
                name,
            ) => match name.split('_').next() {
                Some("alb") => part("load-balancer"),
                Some("app") => part("cluster"),
                Some("db") => part("database"),
                Some("redis") => part("redis"),
                _ => None,
            },

            ("aws_lb" | "aws_lb_target_group" | "aws_lb_listener" | "aws_lb_listener_rule", _) => part("load-balancer"),
            ("aws_wafv2_web_acl_association", _) => part("waf"),
            ("aws_acm_certificate" | "aws_acm_certificate_validation", _) | ("aws_route53_record", "validation") => {
                part("certificate")
            }
            ("aws_route53_record", _) => part("dns"),

            ("aws_ecs_cluster" | "aws_ecs_cluster_capacity_providers", _) => part("cluster"),
            ("aws_ecs_service" | "aws_ecs_task_definition", "worker") => Some(Self::Part(format!("worker/{key}"))),
            ("aws_ecs_service" | "aws_ecs_task_definition", "web") => part("web"),
            ("aws_ecs_task_definition", task) => Some(Self::Part(format!("task/{}", task.replace('_', "-")))),
            ("aws_appautoscaling_target" | "aws_appautoscaling_policy", _) if key == "web" => part("web"),
            ("aws_appautoscaling_target" | "aws_appautoscaling_policy", _) => Some(Self::Part(format!("worker/{key}"))),

            ("aws_db_instance" | "aws_db_subnet_group" | "aws_db_parameter_group", _) => part("database"),
            (
                "aws_elasticache_replication_group"
                | "aws_elasticache_serverless_cache"
                | "aws_elasticache_subnet_group"
                | "aws_elasticache_parameter_group",
                _,
            ) => part("redis"),
            ("aws_cloudwatch_log_group", _) => part("logs"),

            ("aws_iam_role" | "aws_iam_role_policy" | "aws_iam_role_policy_attachment" | "aws_iam_policy", _) => {
                Some(Self::Undrawn(PERMISSIONS))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_resource_block_of_the_module_has_a_place() {
        let module = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../module-templates/infra/terraform/modules/openmercato-ecs");
        let files =
            std::fs::read_dir(module).expect("the module is there").map(|entry| entry.expect("readable").path());
        let files = files.filter(|path| path.extension().is_some_and(|end| end == "tf"));
        let sources: String = files.map(|path| std::fs::read_to_string(path).expect("readable")).collect();
        let blocks: Vec<_> = sources.lines().filter_map(|line| line.strip_prefix("resource \"")).collect();
        assert!(blocks.len() > 40, "{} blocks", blocks.len());
        for block in blocks {
            let mut parts = block.split('"');
            let (kind, name) = (parts.next().unwrap_or(""), parts.nth(1).unwrap_or(""));
            let address = Address::new(kind, name, InstanceKey::Each("10.0.0.0/20".into()));
            assert!(Place::of(&address, &Subnets::default()).is_some(), "{kind}.{name} has no place in the picture");
        }
    }

    #[test]
    fn a_type_that_nobody_thought_about_has_none() {
        assert_eq!(Place::of(&Address::new("aws_sns_topic", "this", InstanceKey::Single), &Subnets::default()), None);
    }
}
