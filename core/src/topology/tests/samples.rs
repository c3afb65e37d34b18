//! The deployments that the tests of the picture are about.

use crate::topology::Topology;
use crate::{Address, InstanceKey, Plan, PlannedResource, Value, Values};
use serde_json::{Value as Json, json};

/// A plan of addresses, one a line; the files do not matter to the picture.
pub(super) fn plan(text: &str) -> Plan {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let resources = lines.map(|line| PlannedResource { address: address(line), file: String::new() });
    Plan { resources: resources.collect() }
}

fn address(line: &str) -> Address {
    let (block, key) = line.split_once('[').map_or((line, ""), |(block, key)| (block, key.trim_end_matches(']')));
    let (kind, name) = block.split_once('.').expect("type.name");
    let key = match key {
        "" => InstanceKey::Single,
        quoted if quoted.starts_with('"') => InstanceKey::Each(quoted.trim_matches('"').into()),
        number => InstanceKey::Count(number.parse().expect("a count index")),
    };
    Address::new(kind, name, key)
}

pub(super) fn values(json: &Json) -> Values {
    let fields = json.as_object().expect("an object").iter();
    fields.map(|(name, value)| (name.clone(), Value::from_json(value))).collect()
}

/// A deployment by its inputs: the plan is what the module would make of them.
pub(super) struct Sample {
    pub(super) inputs: Json,
}

impl Sample {
    /// Everything managed, one service, two zones.
    pub(super) fn minimal() -> Self {
        let inputs = json!({
            "name": "shop", "environment": "production", "aws_region": "eu-central-1",
            "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2",
            "networking_mode": "managed", "vpc_cidr": "10.0.0.0/16",
            "availability_zones": ["eu-central-1a", "eu-central-1b"],
            "public_subnet_cidrs": ["10.0.128.0/20", "10.0.144.0/20"],
            "private_subnet_cidrs": ["10.0.0.0/20", "10.0.16.0/20"],
            "nat_gateway_mode": "per_zone", "alb_internal": false, "alb_ingress_cidrs": ["0.0.0.0/0"],
            "runtime_mode": "single_service", "container_port": 3000,
            "web_service": {"cpu": 1024, "memory": 4096, "desired_count": 2},
            "worker_services": {}, "migration_task": {"cpu": 512, "memory": 2048},
            "database_mode": "managed", "db_engine_version": "17", "db_instance_class": "db.t4g.medium",
            "db_allocated_storage": 50, "db_multi_az": true, "db_port": 5432,
            "redis_mode": "managed", "redis_deployment_mode": "replication_group", "redis_engine_version": "7.1",
            "redis_node_type": "cache.t4g.small", "redis_multi_az": true, "redis_num_cache_clusters": 2,
            "dns_mode": "none", "waf_mode": "none", "log_retention_days": 30,
            "secrets": {"JWT_SECRET": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:jwt-AbCdEf"}
        });
        Self { inputs }
    }

    /// The same with these inputs changed.
    pub(super) fn with(mut self, changes: &Json) -> Self {
        for (name, value) in changes.as_object().expect("an object") {
            self.inputs[name] = value.clone();
        }
        self
    }

    pub(super) fn workers(self, names: impl IntoIterator<Item = String>) -> Self {
        let worker = |name| (name, json!({"cpu": 512, "memory": 2048, "desired_count": 1}));
        let workers: serde_json::Map<_, _> = names.into_iter().map(worker).collect();
        self.with(&json!({"runtime_mode": "split_workers", "worker_services": workers, "scheduler_sync_task": {"cpu": 512, "memory": 2048}}))
    }

    pub(super) fn numbered_workers(self, count: usize) -> Self {
        const QUEUES: [&str; 10] = [
            "emails",
            "events",
            "fulltext",
            "imports",
            "notifications",
            "payments",
            "scheduler",
            "shipping",
            "vectors",
            "webhooks",
        ];
        self.workers((0..count).map(|index| match index / QUEUES.len() {
            0 => QUEUES[index].to_owned(),
            round => format!("{}-{round}", QUEUES[index % QUEUES.len()]),
        }))
    }

    pub(super) fn dns(self) -> Self {
        self.with(&json!({"dns_mode": "route53", "domain_name": "shop.example.com", "hosted_zone_id": "Z123"}))
    }

    pub(super) fn waf(self) -> Self {
        let arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/edge-rules/1-2-3";
        self.with(&json!({"waf_mode": "existing", "waf_web_acl_arn": arn}))
    }

    pub(super) fn external(self) -> Self {
        self.with(&json!({
            "database_mode": "external", "db_host": "db.eu.example.net", "db_name": "shop", "db_engine_version": null,
            "redis_mode": "external", "redis_engine_version": null,
            "db_password_secret_arn": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf",
            "redis_url_secret_arn": "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis"
        }))
    }

    pub(super) fn existing_network(self, egress: &str) -> Self {
        self.with(&json!({
            "networking_mode": "existing", "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "public_subnet_ids": ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"],
            "private_subnet_ids": ["subnet-0cccccccccccccccc", "subnet-0dddddddddddddddd"],
            "existing_network_egress": egress,
            "existing_vpc_endpoints": ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]
        }))
    }

    pub(super) fn topology(&self) -> Topology {
        Topology::of(&plan(&self.plan()), &values(&self.inputs))
    }

    /// What the module plans for these inputs, block by block as its files say.
    pub(super) fn plan(&self) -> String {
        let is = |name: &str, value: &str| self.inputs[name].as_str() == Some(value);
        let list = |name: &str| -> Vec<String> {
            let items = self.inputs[name].as_array().cloned().unwrap_or_default();
            items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let mut lines: Vec<String> = Vec::new();
        let mut add = |text: &str| lines.extend(text.split_whitespace().map(str::to_owned));
        if is("networking_mode", "managed") {
            add(
                "aws_vpc.this[0] aws_default_security_group.this[0] aws_internet_gateway.this[0] aws_route_table.public[0] aws_route.public_internet[0]",
            );
            for (index, cidr) in list("public_subnet_cidrs").into_iter().enumerate() {
                add(&format!("aws_subnet.public[\"{cidr}\"] aws_route_table_association.public[\"{cidr}\"]"));
                if index == 0 || is("nat_gateway_mode", "per_zone") {
                    add(&format!("aws_eip.nat[\"{cidr}\"] aws_nat_gateway.this[\"{cidr}\"]"));
                }
            }
            for cidr in list("private_subnet_cidrs") {
                add(&format!(
                    "aws_subnet.private[\"{cidr}\"] aws_route_table.private[\"{cidr}\"] aws_route.private_nat[\"{cidr}\"] aws_route_table_association.private[\"{cidr}\"]"
                ));
            }
        }
        add(
            "aws_security_group.alb aws_vpc_security_group_egress_rule.alb_to_app aws_security_group.app aws_vpc_security_group_ingress_rule.app_from_alb aws_vpc_security_group_egress_rule.app",
        );
        add(
            "aws_lb.this aws_lb_target_group.web aws_lb_listener.http aws_ecs_cluster.this aws_iam_role.execution aws_iam_role_policy.execution aws_iam_role.task",
        );
        let dns = is("dns_mode", "route53");
        let tls = dns || self.inputs["domain_name"].is_string();
        for cidr in list("alb_ingress_cidrs") {
            lines.push(format!("aws_vpc_security_group_ingress_rule.alb[\"80 {cidr}\"]"));
            if tls {
                lines.push(format!("aws_vpc_security_group_ingress_rule.alb[\"443 {cidr}\"]"));
            }
        }
        let mut add = |text: &str| lines.extend(text.split_whitespace().map(str::to_owned));
        if tls {
            add("aws_lb_listener.https[0]");
        }
        if dns {
            add(
                "aws_acm_certificate.this[0] aws_acm_certificate_validation.this[0] aws_route53_record.validation[\"shop.example.com\"] aws_route53_record.alias[\"shop.example.com\"]",
            );
        }
        if is("waf_mode", "existing") {
            add("aws_wafv2_web_acl_association.alb[0]");
        }
        if is("database_mode", "managed") {
            add(
                "aws_security_group.db[0] aws_vpc_security_group_ingress_rule.db_from_app[0] aws_db_subnet_group.this[0] aws_db_parameter_group.this[0] aws_db_instance.this[0]",
            );
        }
        if is("redis_mode", "managed") {
            add("aws_security_group.redis[0] aws_vpc_security_group_ingress_rule.redis_from_app[0]");
            if is("redis_deployment_mode", "serverless") {
                add("aws_elasticache_serverless_cache.this[0]");
            } else {
                add(
                    "aws_elasticache_subnet_group.this[0] aws_elasticache_parameter_group.this[0] aws_elasticache_replication_group.this[0]",
                );
            }
        }
        add(
            "aws_ecs_service.web aws_ecs_task_definition.web aws_ecs_task_definition.migration aws_appautoscaling_target.this[\"web\"]",
        );
        let mut tasks = vec!["web".to_owned(), "migration".to_owned()];
        if self.inputs["scheduler_sync_task"].is_object() {
            add("aws_ecs_task_definition.scheduler_sync[0]");
            tasks.push("scheduler-sync".to_owned());
        }
        for name in self.inputs["worker_services"].as_object().cloned().unwrap_or_default().keys() {
            lines.extend(
                ["aws_ecs_service.worker", "aws_ecs_task_definition.worker", "aws_appautoscaling_target.this"]
                    .map(|block| format!("{block}[\"{name}\"]")),
            );
            tasks.push(name.clone());
        }
        lines.extend(tasks.iter().map(|task| format!("aws_cloudwatch_log_group.this[\"{task}\"]")));
        lines.join("\n")
    }
}

/// Deployments of every kind, by name.
pub(super) fn all() -> Vec<(&'static str, Sample)> {
    let three_zones = json!({
        "availability_zones": ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
        "public_subnet_cidrs": ["10.0.128.0/20", "10.0.144.0/20", "10.0.160.0/20"],
        "private_subnet_cidrs": ["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20"]
    });
    let small = json!({"nat_gateway_mode": "single", "db_multi_az": false, "redis_multi_az": false, "redis_num_cache_clusters": 1});
    vec![
        ("minimal", Sample::minimal()),
        ("small", Sample::minimal().with(&small)),
        ("one-worker", Sample::minimal().numbered_workers(1).dns()),
        ("eight-workers", Sample::minimal().numbered_workers(8).dns().waf()),
        ("thirty-workers", Sample::minimal().numbered_workers(30).dns().waf()),
        ("three-zones", Sample::minimal().numbered_workers(4).with(&three_zones)),
        ("serverless", Sample::minimal().with(&json!({"redis_deployment_mode": "serverless", "redis_engine_version": "7"}))),
        ("external", Sample::minimal().external().with(&json!({"image": "ghcr.io/open-mercato/open-mercato:1.4.2"}))),
        ("existing-nat", Sample::minimal().existing_network("nat").dns().waf().numbered_workers(2)),
        ("existing-endpoints", Sample::minimal().existing_network("vpc_endpoints").external()),
        (
            "dns-elsewhere",
            Sample::minimal().with(&json!({"domain_name": "shop.example.com", "certificate_arn": "arn:aws:acm:eu-central-1:1:certificate/x"})),
        ),
        ("internal", Sample::minimal().with(&json!({"alb_internal": true, "alb_ingress_cidrs": ["10.0.0.0/8"], "image": "openmercato/app"}))),
        ("redis-external", Sample::minimal().with(&json!({"redis_mode": "external", "redis_url_secret_arn": "arn:aws:ssm:eu-central-1:1:parameter/r"}))),
        ("nothing-yet", Sample { inputs: json!({}) }),
    ]
}

/// Writes every picture to the folder named by `TOPOLOGY_PICTURES`, to be looked at.
#[test]
#[ignore = "writes files to look at"]
fn pictures() {
    use crate::topology::{DrawingOptions, Orientation};
    let folder = std::env::var("TOPOLOGY_PICTURES").expect("TOPOLOGY_PICTURES names a folder");
    for (name, sample) in all() {
        for (suffix, orientation, expanded) in [
            ("", Orientation::Landscape, false),
            ("-expanded", Orientation::Landscape, true),
            ("-phone", Orientation::Portrait, false),
        ] {
            let drawing = sample.topology().layout(DrawingOptions { orientation, expanded });
            std::fs::write(format!("{folder}/{name}{suffix}.svg"), drawing.to_svg()).expect("the folder is writable");
        }
    }
}
