//! The deployments that the tests of the picture are about: real inputs, interpreted as the page does.

use crate::{DrawingOptions, Orientation, Topology};
use openmercato_ecs_module::{Evaluation, Inputs, Module};
use serde_json::{Map, Value as Json, json};

/// A deployment by its inputs.
#[derive(Clone)]
pub(super) struct Sample {
    pub(super) inputs: Json,
}

impl Sample {
    /// Everything managed, one service, two zones.
    pub(super) fn minimal() -> Self {
        let inputs = json!({
            "name": "shop", "aws_region": "eu-central-1",
            "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/openmercato:1.4.2",
            "availability_zones": ["eu-central-1a", "eu-central-1b"],
            "secrets": {"JWT_SECRET": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:jwt-AbCdEf"}
        });
        Self { inputs }
    }

    /// The same with these inputs changed; null leaves one alone again.
    pub(super) fn with(mut self, changes: &Json) -> Self {
        for (name, value) in changes.as_object().expect("an object") {
            self.inputs[name] = value.clone();
        }
        self
    }

    pub(super) fn workers(self, names: impl IntoIterator<Item = String>) -> Self {
        let workers: Map<_, _> = names.into_iter().map(|name| (name, json!({}))).collect();
        self.with(&json!({"runtime_mode": "split_workers", "worker_services": workers, "scheduler_sync_task": {}}))
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
        self.with(&json!({"dns_mode": "route53", "domain_name": "shop.example.com", "hosted_zone_id": "Z123456789ABC"}))
    }

    pub(super) fn waf(self) -> Self {
        let arn = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/edge-rules/1-2-3";
        self.with(&json!({"waf_mode": "existing", "waf_web_acl_arn": arn}))
    }

    pub(super) fn external(self) -> Self {
        self.with(&json!({
            "database_mode": "external", "db_host": "db.eu.example.net", "db_name": "shop", "db_username": "shop",
            "db_password_secret_arn": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf",
            "redis_mode": "external",
            "redis_url_secret_arn": "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/redis"
        }))
    }

    pub(super) fn uploads(self, mode: &str) -> Self {
        self.with(&json!({"uploads_mode": mode}))
    }

    pub(super) fn search(self, mode: &str) -> Self {
        let host = (mode == "external").then_some("https://ms-0123456789ab.fra.meilisearch.io:7700");
        let arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:search-AbCdEf";
        let storage = (mode == "managed").then_some("efs");
        self.with(&json!({
            "search_mode": mode, "search_host": host, "search_key_secret_arn": arn, "search_storage": storage,
        }))
    }

    pub(super) fn existing_network(self, egress: &str) -> Self {
        let endpoints =
            (egress == "vpc_endpoints").then(|| json!(["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"]));
        self.with(&json!({
            "networking_mode": "existing", "vpc_id": "vpc-0a1b2c3d4e5f60718", "availability_zones": null,
            "public_subnet_ids": ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"],
            "private_subnet_ids": ["subnet-0cccccccccccccccc", "subnet-0dddddddddddddddd"],
            "existing_network_egress": egress,
            "existing_vpc_endpoints": endpoints
        }))
    }

    pub(super) fn zones(self, count: usize) -> Self {
        let zones: Vec<_> = (0..count)
            .map(|index| format!("us-east-1{}", char::from(b'a' + u8::try_from(index).unwrap_or(0))))
            .collect();
        self.with(&json!({"aws_region": "us-east-1", "availability_zones": zones}))
    }

    pub(super) fn evaluation(&self) -> Evaluation {
        Evaluation::of(Module::embedded(), &Inputs::from_json(&self.inputs).expect("an object"))
    }

    pub(super) fn topology(&self) -> Topology {
        let evaluation = self.evaluation();
        Topology::of(&evaluation.plan, evaluation.in_effect())
    }
}

/// Deployments of every kind, by name.
pub(super) fn all() -> Vec<(&'static str, Sample)> {
    let minimal = Sample::minimal;
    let small = json!({"nat_gateway_mode": "single", "db_multi_az": false, "redis_multi_az": false, "redis_num_cache_clusters": 1});
    vec![
        ("minimal", minimal()),
        ("small", minimal().with(&small)),
        ("one-worker", minimal().numbered_workers(1).dns()),
        ("eight-workers", minimal().numbered_workers(8).dns().waf()),
        ("thirty-workers", minimal().numbered_workers(30).dns().waf()),
        ("three-zones", minimal().numbered_workers(4).zones(3)),
        ("four-zones", minimal().numbered_workers(2).zones(4).dns().waf()),
        ("five-zones", minimal().zones(5).dns()),
        ("sixty-workers", minimal().numbered_workers(60).zones(6).dns().waf()),
        ("six-zones", minimal().numbered_workers(3).zones(6).dns().with(&json!({"redis_num_cache_clusters": 6}))),
        ("seven-zones", minimal().zones(7)),
        ("one-zone", minimal().zones(1).with(&json!({"redis_num_cache_clusters": 4}))),
        ("serverless", minimal().with(&json!({"redis_deployment_mode": "serverless", "redis_serverless_max_data_storage_gb": 10}))),
        ("files-and-search", minimal().numbered_workers(3).dns().waf().uploads("efs").search("managed")),
        ("one-zone-with-search", minimal().zones(1).search("managed").with(&json!({"redis_num_cache_clusters": 4}))),
        ("all-external", minimal().external().uploads("s3").search("external").with(&json!({"image": "ghcr.io/open-mercato/open-mercato:1.4.2"}))),
        ("endpoints-and-files", minimal().existing_network("vpc_endpoints").uploads("s3").search("managed")),
        ("external", minimal().external().with(&json!({"image": "ghcr.io/open-mercato/open-mercato:1.4.2"}))),
        ("existing-nat", minimal().existing_network("nat").dns().waf().numbered_workers(2)),
        ("existing-endpoints", minimal().existing_network("vpc_endpoints").external()),
        ("existing-managed-data", minimal().existing_network("vpc_endpoints")),
        ("existing-unsaid", minimal().existing_network("").with(&json!({"existing_network_egress": null, "public_subnet_ids": null}))),
        (
            "dns-elsewhere",
            minimal().with(&json!({"domain_name": "shop.example.com", "certificate_arn": "arn:aws:acm:eu-central-1:123456789012:certificate/x"})),
        ),
        ("dns-and-registry-elsewhere", minimal().with(&json!({"domain_name": "shop.example.com", "image": "openmercato/app:2"}))),
        ("internal", minimal().with(&json!({"alb_internal": true, "alb_ingress_cidrs": ["10.0.0.0/8"], "image": "openmercato/app"}))),
        ("redis-external", minimal().with(&json!({"redis_mode": "external", "redis_url_secret_arn": "arn:aws:ssm:eu-central-1:123456789012:parameter/r"}))),
        (
            "autoscaling",
            minimal().with(&json!({"web_service": {"cpu": 256, "memory": 512, "desired_count": 2,
                "autoscaling": {"min_capacity": 2, "max_capacity": 12, "cpu_target": 60, "memory_target": 70}}})),
        ),
        ("hostile", hostile()),
        ("half-typed", minimal().with(&json!({"web_service": "x", "container_port": "80a", "availability_zones": 3, "secrets": {"A": 1}}))),
        ("nothing-yet", Sample { inputs: json!({}) }),
    ]
}

/// What the text inputs of a hostile link hold.
pub(super) const HOSTILE: &str = "</script><script>alert(1)</script>]]>\"'&${x}%{y}`\u{202e}\u{0}\n🦀";

fn hostile() -> Sample {
    let secrets = json!({HOSTILE: HOSTILE, "JWT_SECRET": HOSTILE});
    let zones = json!([HOSTILE, "x".repeat(5000)]);
    let texts = [
        "name",
        "aws_region",
        "image",
        "domain_name",
        "hosted_zone_id",
        "waf_web_acl_arn",
        "db_instance_class",
        "redis_node_type",
    ];
    let sample = Sample::minimal().dns().waf().workers([
        HOSTILE.to_owned(),
        "w".repeat(400),
        "a-b".to_owned(),
        "a_b".to_owned(),
    ]);
    let sample = texts.into_iter().fold(sample, |sample, name| sample.with(&json!({name: HOSTILE})));
    sample.with(&json!({"secrets": secrets, "availability_zones": zones}))
}

/// Every way to draw.
pub(super) fn every_option() -> impl Iterator<Item = (&'static str, DrawingOptions)> {
    [
        ("", Orientation::Landscape, false),
        ("-expanded", Orientation::Landscape, true),
        ("-phone", Orientation::Portrait, false),
        ("-phone-expanded", Orientation::Portrait, true),
        ("-stage", Orientation::Stage, false),
    ]
    .into_iter()
    .map(|(name, orientation, expanded)| (name, DrawingOptions { orientation, expanded }))
}

/// Writes every picture to the folder named by `TOPOLOGY_PICTURES`, to be looked at.
#[test]
#[ignore = "writes files to look at"]
fn pictures() {
    let folder = std::env::var("TOPOLOGY_PICTURES").expect("TOPOLOGY_PICTURES names a folder");
    for (name, sample) in all() {
        for (suffix, options) in every_option() {
            let drawing = sample.topology().layout(options);
            std::fs::write(format!("{folder}/{name}{suffix}.svg"), drawing.to_svg()).expect("the folder is writable");
        }
        std::fs::write(format!("{folder}/{name}.mmd"), sample.topology().to_mermaid()).expect("the folder is writable");
    }
}
