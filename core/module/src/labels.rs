//! Words for people, where a name of the module does not say enough by itself.
//!
//! Everything here is optional: an input that the module gains is shown under its own name until someone finds a
//! better word.

use crate::names::input;
use crate::{Module, TaskRange, TaskSize};
pub use terraform_language::hcl::written_out;
use terraform_language::{InputPath, Step, Value};

/// The label of a variable or an attribute.
pub fn label(name: &str) -> String {
    LABELS.iter().find(|(known, _)| *known == name).map_or_else(|| spelled(name), |(_, label)| (*label).to_owned())
}

/// The label of a place in the inputs: the labels of the steps to it.
pub fn of_path(path: &InputPath) -> String {
    path.steps().iter().fold(label(path.variable()), |text, step| match step {
        Step::Attribute(name) => format!("{text}, {}", label(name)),
        Step::Key(key) => format!("{text}, {key}"),
        Step::Index(index) => format!("{text}, row {}", index + 1),
    })
}

/// The label of a value that a variable may have; `None` when the value speaks for itself.
pub fn choice(variable: &str, value: &str) -> Option<&'static str> {
    CHOICES.iter().find(|(name, known, _)| *name == variable && *known == value).map(|(_, _, label)| *label)
}

/// A number of days for which something is kept, in the words of `RETENTIONS`; `None` for another input or number.
pub(crate) fn retention(variable: &str, days: &Value) -> Option<&'static str> {
    let days = days.as_number().filter(|_| variable.ends_with("_retention_days"))?;
    RETENTIONS.iter().find(|(known, _)| Some(*known) == days.to_usize()).map(|(_, words)| *words)
}

/// The place of a region; `None` for one that is not among [`PLACES`].
pub fn place(region: &str) -> Option<&'static str> {
    PLACES.iter().find(|(known, _)| *known == region).map(|(_, place)| *place)
}

/// How many tasks of which size a service has, as `2 to 6 × 0.5 vCPU, 2 GiB`; empty where nothing of that is known.
pub fn service(service: &Value) -> String {
    match (TaskRange::of(service), TaskSize::of(service)) {
        (Some(count), Some(size)) => format!("{count} \u{d7} {size}"),
        (Some(count), None) => format!("{count} \u{d7}"),
        (None, size) => size.map(|size| size.to_string()).unwrap_or_default(),
    }
}

/// A value as someone would type it; JSON where it is no single text or number.
pub fn text_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.to_string(),
        other => other.to_json_text().unwrap_or_default(),
    }
}

/// What may be typed where nothing is listed by a rule: values with words that tell them apart.
pub(crate) fn suggested(variable: &str) -> Vec<(&'static str, &'static str)> {
    let of_variable =
        |(name, value, words): &(&str, &'static str, &'static str)| (*name == variable).then_some((*value, *words));
    let places = if variable == input::AWS_REGION.name() { PLACES } else { &[] };
    places.iter().copied().chain(SUGGESTED.iter().filter_map(of_variable)).collect()
}

/// What a preset is called; its name where there is no better word.
pub fn preset(name: &str) -> &str {
    PRESETS.iter().find(|(known, _)| *known == name).map_or(name, |(_, title)| title)
}

/// What people call an input, or an attribute as `web_service.autoscaling`, beside its label: words to look for.
pub fn words(place: &str) -> impl Iterator<Item = &'static str> {
    let places = if place == input::AWS_REGION.name() { PLACES } else { &[] };
    let words = WORDS.iter().filter(move |(known, _)| *known == place).map(|(_, words)| *words);
    places.iter().flat_map(|(region, place)| [*region, *place]).chain(words)
}

/// Whether other inputs are used or not by what this variable is set to.
pub fn is_selector(module: &Module, variable: &str) -> bool {
    let mut modes = module.variables().iter().flat_map(|other| other.modes.iter().flatten());
    modes.any(|mode| mode.selector == variable)
}

/// A count in words, as `2 problems` or `No problems`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("No {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}

/// The name as words, as `Container port`.
fn spelled(name: &str) -> String {
    let mut words = name
        .split('_')
        .map(|word| if ABBREVIATIONS.contains(&word) { word.to_ascii_uppercase() } else { word.to_owned() });
    let first = words.next().unwrap_or_default();
    let mut characters = first.chars();
    let first: String =
        characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect();
    words.fold(first, |label, word| format!("{label} {word}"))
}

const ABBREVIATIONS: &[&str] =
    &["alb", "arn", "aws", "ca", "cidr", "cpu", "dns", "iam", "id", "ip", "kms", "nat", "tls", "url", "vpc", "waf"];

const LABELS: &[(&str, &str)] = &[
    ("name", "Name"),
    ("aws_region", "AWS region"),
    ("image", "Container image"),
    ("vpc_cidr", "Address range of the VPC"),
    ("public_subnet_cidrs", "Address ranges of the public subnets"),
    ("private_subnet_cidrs", "Address ranges of the private subnets"),
    ("nat_gateway_mode", "NAT gateways"),
    ("vpc_id", "VPC"),
    ("public_subnet_ids", "Public subnets"),
    ("private_subnet_ids", "Private subnets"),
    ("existing_network_egress", "Way out of the private subnets"),
    ("existing_vpc_endpoints", "VPC endpoints that exist"),
    ("verify_existing_network", "Check the network at plan"),
    ("alb_internal", "Private load balancer"),
    ("alb_ingress_cidrs", "Address ranges that may reach it"),
    ("alb_idle_timeout", "Idle timeout, in seconds"),
    ("alb_ssl_policy", "TLS policy"),
    ("health_check_matcher", "Healthy status codes"),
    ("health_check_interval", "Health check interval, in seconds"),
    ("health_check_timeout", "Health check timeout, in seconds"),
    ("health_check_healthy_threshold", "Successes until healthy"),
    ("health_check_unhealthy_threshold", "Failures until unhealthy"),
    ("runtime_mode", "Workers"),
    ("container_port", "Port of the web process"),
    ("web_service", "Web service"),
    ("worker_services", "Worker services"),
    ("migration_task", "Migration task"),
    ("scheduler_sync_task", "Scheduler sync task"),
    ("cpu", "CPU units"),
    ("memory", "Memory, in MiB"),
    ("desired_count", "Number of tasks"),
    ("env", "Environment variables"),
    ("min_capacity", "Fewest tasks"),
    ("max_capacity", "Most tasks"),
    ("cpu_target", "CPU to hold, in percent"),
    ("memory_target", "Memory to hold, in percent"),
    ("deployment_minimum_healthy_percent", "Healthy during a deployment, in percent"),
    ("deployment_maximum_percent", "Running during a deployment, in percent"),
    ("requests_target", "Requests a minute and task to hold"),
    ("spot_percent", "On Fargate Spot, in percent"),
    ("firelens_options", "Options of the log router"),
    ("scheduled_scaling", "Scaling by the clock"),
    ("ulimits", "Limits of the container"),
    ("ephemeral_storage_gib", "Disk, in GiB"),
    ("stop_timeout", "Time to stop, in seconds"),
    ("interval", "Interval, in seconds"),
    ("timeout", "Timeout, in seconds"),
    ("retries", "Failures until unhealthy"),
    ("start_period", "Grace period after a start, in seconds"),
    ("health_check_grace_period_seconds", "Grace period after a start, in seconds"),
    ("db_name", "Database name"),
    ("db_username", "Database user"),
    ("db_tls_mode", "TLS to the database"),
    ("db_tls_ca_file", "Certificate bundle in the image"),
    ("db_engine_version", "PostgreSQL version"),
    ("db_instance_class", "Instance class"),
    ("db_allocated_storage", "Storage, in GiB"),
    ("db_max_allocated_storage", "Storage may grow to, in GiB"),
    ("db_multi_az", "Standby in a second zone"),
    ("db_backup_retention_days", "Days that backups are kept"),
    ("db_deletion_protection", "Deletion protection"),
    ("db_skip_final_snapshot", "Delete without a last snapshot"),
    ("db_password_rotation_days", "Days until another password"),
    ("database_url_secret_arn", "Secret with the database URL"),
    ("db_host", "Database host"),
    ("db_port", "Database port"),
    ("db_password_secret_arn", "Secret with the database password"),
    ("redis_deployment_mode", "Kind of managed Redis"),
    ("redis_engine_version", "Redis version"),
    ("redis_node_type", "Node type"),
    ("redis_num_cache_clusters", "Number of nodes"),
    ("redis_multi_az", "Spread over zones"),
    ("redis_snapshot_retention_days", "Days that snapshots are kept"),
    ("redis_serverless_min_data_storage_gb", "Least storage, in GB"),
    ("redis_serverless_max_data_storage_gb", "Most storage, in GB"),
    ("redis_serverless_min_ecpu_per_second", "Least processing units a second"),
    ("redis_serverless_max_ecpu_per_second", "Most processing units a second"),
    ("redis_url_secret_arn", "Secret with the Redis URL"),
    ("create_uploads_storage", "Make the storage of uploads"),
    ("uploads_path", "Folder of the files in the container"),
    ("uploads_file_system_id", "EFS file system"),
    ("uploads_backup", "Daily copy of the file system"),
    ("uploads_bucket", "S3 bucket of the files"),
    ("search_host", "URL of Meilisearch"),
    ("search_key_secret_arn", "Secret with the key of Meilisearch"),
    ("search_image", "Image of Meilisearch"),
    ("search_service", "Size of Meilisearch"),
    ("search_storage", "Where its index is"),
    ("enable_alarms", "Alarms"),
    ("alarm_topic_arn", "SNS topic of the alarms"),
    ("monthly_budget", "Budget of a month"),
    ("amount_usd", "Amount, in US dollars"),
    ("emails", "Mail addresses that are told"),
    ("tag", "Only what has this tag"),
    ("kms_key_arn", "KMS key for what is kept"),
    ("container_insights", "Container Insights"),
    ("alb_access_logs_bucket", "S3 bucket for access logs"),
    ("flow_log_retention_days", "Days that flow logs are kept"),
    ("hosted_zone_id", "Route 53 zone"),
    ("create_www_record", "Serve www. too"),
    ("acm_validation_method", "Validation of the certificate"),
    ("acm_validation_timeout", "Longest wait for the certificate"),
    ("create_validation_records", "Create the validation records"),
    ("certificate_arn", "Certificate"),
    ("waf_web_acl_arn", "Web ACL"),
    ("allow_env_override_critical", "Let variables override connection settings"),
    ("secrets_kms_key_arns", "KMS keys of the secrets"),
    ("restart_on_secret_change", "New tasks when a secret changes"),
    ("log_retention_days", "Days that logs are kept"),
    ("keep_log_groups", "Keep logs of what is removed"),
    ("apply_immediately", "Change database and Redis at once"),
    ("enable_execute_command", "Shell in running containers"),
    ("task_role_policies", "IAM policies of the application"),
    ("permissions_boundary_arn", "Permissions boundary"),
    ("acknowledged_advice", "Accepted advice"),
];

/// Sizes that AWS sells, with processors and memory.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html>
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html>
const SUGGESTED: &[(&str, &str, &str)] = &[
    ("db_instance_class", "db.t4g.micro", "2 vCPU, 1 GiB, burstable"),
    ("db_instance_class", "db.t4g.small", "2 vCPU, 2 GiB, burstable"),
    ("db_instance_class", "db.t4g.medium", "2 vCPU, 4 GiB, burstable"),
    ("db_instance_class", "db.t4g.large", "2 vCPU, 8 GiB, burstable"),
    ("db_instance_class", "db.m7g.large", "2 vCPU, 8 GiB"),
    ("db_instance_class", "db.m7g.xlarge", "4 vCPU, 16 GiB"),
    ("db_instance_class", "db.m7g.2xlarge", "8 vCPU, 32 GiB"),
    ("db_instance_class", "db.m7g.4xlarge", "16 vCPU, 64 GiB"),
    ("db_instance_class", "db.r7g.large", "2 vCPU, 16 GiB"),
    ("db_instance_class", "db.r7g.xlarge", "4 vCPU, 32 GiB"),
    ("db_instance_class", "db.r7g.2xlarge", "8 vCPU, 64 GiB"),
    ("redis_node_type", "cache.t4g.micro", "0.5 GiB, burstable"),
    ("redis_node_type", "cache.t4g.small", "1.37 GiB, burstable"),
    ("redis_node_type", "cache.t4g.medium", "3.09 GiB, burstable"),
    ("redis_node_type", "cache.m7g.large", "6.38 GiB"),
    ("redis_node_type", "cache.m7g.xlarge", "12.93 GiB"),
    ("redis_node_type", "cache.r7g.large", "13.07 GiB"),
    ("redis_node_type", "cache.r7g.xlarge", "26.32 GiB"),
];

/// What people look for, by what answers it.
const WORDS: &[(&str, &str)] = &[
    ("environment", "prod stage test dev"),
    ("aws_region", "place location country data centre"),
    ("image", "docker container ECR registry version tag release build"),
    ("repository_credentials_secret_arn", "docker hub private registry login pull"),
    ("tags", "labels cost allocation"),
    ("networking_mode", "VPC own network subnets"),
    ("vpc_cidr", "IP addresses range subnets"),
    ("availability_zones", "AZ data centre high availability"),
    ("nat_gateway_mode", "internet outgoing egress"),
    ("existing_network_egress", "internet outgoing offline air-gapped PrivateLink endpoints"),
    ("alb_internal", "intranet VPN private ALB"),
    ("alb_ingress_cidrs", "firewall allow list IP addresses security group"),
    ("alb_ssl_policy", "HTTPS SSL ciphers"),
    ("alb_idle_timeout", "server-sent events websocket"),
    ("health_check_path", "probe ping alive"),
    ("runtime_mode", "background jobs queue"),
    ("cpu_architecture", "Graviton aarch64 amd64 Intel processor cheaper"),
    ("web_service", "Fargate ECS tasks size"),
    ("web_service.cpu", "vCPU processor size"),
    ("web_service.memory", "RAM GiB size"),
    ("web_service.desired_count", "replicas instances scale"),
    ("web_service.autoscaling", "scale elastic peak load"),
    ("web_service.scheduled_scaling", "night weekend cron"),
    ("worker_services", "background jobs queue Fargate ECS"),
    ("worker_services.autoscaling", "scale elastic peak load"),
    ("worker_services.spot_percent", "cheaper"),
    ("migration_task", "schema migrate"),
    ("scheduler_sync_task", "cron jobs schedules"),
    ("database_mode", "Postgres PostgreSQL RDS SQL"),
    ("db_engine_version", "Postgres"),
    ("db_instance_class", "Postgres RDS size server RAM"),
    ("db_allocated_storage", "Postgres disk"),
    ("db_multi_az", "high availability failover replica"),
    ("db_backup_retention_days", "restore recovery PITR"),
    ("db_deletion_protection", "delete destroy safety"),
    ("db_skip_final_snapshot", "backup destroy"),
    ("db_password_rotation_days", "rotate"),
    ("db_tls_mode", "SSL encryption"),
    ("redis_mode", "cache queue ElastiCache Valkey"),
    ("redis_node_type", "cache size RAM"),
    ("redis_multi_az", "high availability failover replica"),
    ("redis_snapshot_retention_days", "backup restore"),
    ("uploads_mode", "files attachments images S3 EFS bucket disk storage"),
    ("uploads_backup", "restore recovery"),
    ("search_mode", "Meilisearch full text"),
    ("dns_mode", "domain URL address HTTPS SSL certificate"),
    ("domain_name", "URL address host"),
    ("hosted_zone_id", "DNS"),
    ("certificate_arn", "HTTPS TLS SSL ACM"),
    ("waf_mode", "firewall attacks bots"),
    ("waf_web_acl_arn", "firewall"),
    ("env", "variables settings configuration"),
    ("secrets", "password token credentials JWT key"),
    ("secrets_kms_key_arns", "encryption decrypt"),
    ("kms_key_arn", "encryption at rest own key CMK"),
    ("enable_alarms", "alerts notifications CloudWatch"),
    ("alarm_topic_arn", "alerts mail pager"),
    ("monthly_budget", "price cost limit money spending"),
    ("container_insights", "metrics"),
    ("alb_access_logs_bucket", "requests audit"),
    ("flow_log_retention_days", "network audit"),
    ("log_retention_days", "CloudWatch"),
    ("enable_execute_command", "exec SSH debug"),
    ("task_role_policies", "permissions role rights"),
    ("permissions_boundary_arn", "IAM role rights"),
    ("acknowledged_advice", "silence warnings"),
];

const PRESETS: &[(&str, &str)] = &[
    ("minimal-managed", "To try it out"),
    ("existing-network-with-dns", "Into your own network"),
    ("existing-network-with-dns-waf", "Without a way to the internet"),
    ("external-dependencies", "With your own database and Redis"),
    ("split-workers-managed", "Production with workers of their own"),
    ("complete", "Production with everything"),
];

/// The regions with their places, as people call them: first those of which most is known.
/// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>
pub const PLACES: &[(&str, &str)] = &[
    ("us-east-1", "N. Virginia"),
    ("us-west-2", "Oregon"),
    ("eu-west-1", "Ireland, Dublin"),
    ("eu-central-1", "Frankfurt"),
    ("ap-southeast-1", "Singapore"),
    ("us-east-2", "Ohio"),
    ("us-west-1", "N. California"),
    ("ca-central-1", "Montreal, Canada"),
    ("ca-west-1", "Calgary"),
    ("mx-central-1", "Mexico"),
    ("sa-east-1", "São Paulo"),
    ("eu-central-2", "Zurich"),
    ("eu-west-2", "London"),
    ("eu-west-3", "Paris"),
    ("eu-north-1", "Stockholm"),
    ("eu-south-1", "Milan"),
    ("eu-south-2", "Spain"),
    ("af-south-1", "Cape Town"),
    ("il-central-1", "Tel Aviv"),
    ("me-central-1", "UAE, Dubai"),
    ("me-south-1", "Bahrain"),
    ("ap-south-1", "Mumbai"),
    ("ap-south-2", "Hyderabad"),
    ("ap-southeast-2", "Sydney"),
    ("ap-southeast-3", "Jakarta"),
    ("ap-southeast-4", "Melbourne"),
    ("ap-southeast-5", "Malaysia"),
    ("ap-southeast-6", "New Zealand"),
    ("ap-southeast-7", "Thailand"),
    ("ap-east-1", "Hong Kong"),
    ("ap-east-2", "Taipei"),
    ("ap-northeast-1", "Tokyo"),
    ("ap-northeast-2", "Seoul"),
    ("ap-northeast-3", "Osaka"),
    ("us-gov-east-1", "GovCloud, US-East"),
    ("us-gov-west-1", "GovCloud, US-West"),
    ("cn-north-1", "Beijing"),
    ("cn-northwest-1", "Ningxia"),
];

/// For how long CloudWatch keeps logs, in days and in words.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTIONS: &[(usize, &str)] = &[
    (0, "for ever"),
    (1, "1 day"),
    (3, "3 days"),
    (5, "5 days"),
    (7, "1 week"),
    (14, "2 weeks"),
    (30, "1 month"),
    (60, "2 months"),
    (90, "3 months"),
    (120, "4 months"),
    (150, "5 months"),
    (180, "6 months"),
    (365, "1 year"),
    (400, "13 months"),
    (545, "18 months"),
    (731, "2 years"),
    (1096, "3 years"),
    (1827, "5 years"),
    (2192, "6 years"),
    (2557, "7 years"),
    (2922, "8 years"),
    (3288, "9 years"),
    (3653, "10 years"),
];

const CHOICES: &[(&str, &str, &str)] = &[
    ("environment", "production", "Production"),
    ("environment", "staging", "Staging"),
    ("environment", "development", "Development"),
    ("networking_mode", "managed", "This module makes one"),
    ("networking_mode", "existing", "It exists already"),
    ("nat_gateway_mode", "single", "One for all zones"),
    ("nat_gateway_mode", "per_zone", "One in each zone"),
    ("existing_network_egress", "nat", "Through NAT"),
    ("existing_network_egress", "vpc_endpoints", "Through VPC endpoints only"),
    ("runtime_mode", "single_service", "Beside the web process"),
    ("runtime_mode", "split_workers", "On their own"),
    ("cpu_architecture", "X86_64", "x86"),
    ("cpu_architecture", "ARM64", "ARM"),
    ("database_mode", "managed", "This module (RDS)"),
    ("database_mode", "external", "It exists already"),
    ("db_tls_mode", "no_verify", "Encrypted, not checked"),
    ("db_tls_mode", "verify", "Encrypted and checked"),
    ("db_tls_mode", "disable", "Not encrypted"),
    ("redis_mode", "managed", "This module (ElastiCache)"),
    ("redis_mode", "external", "It exists already"),
    ("redis_deployment_mode", "replication_group", "Nodes of a chosen size"),
    ("redis_deployment_mode", "serverless", "Serverless"),
    ("uploads_mode", "task_disk", "On the task's disk"),
    ("uploads_mode", "efs", "On a shared file system (EFS)"),
    ("uploads_mode", "s3", "In a bucket (S3)"),
    ("search_mode", "none", "No"),
    ("search_mode", "external", "It exists already"),
    ("search_mode", "managed", "This module (Meilisearch on Fargate)"),
    ("search_storage", "task_disk", "On the task's disk"),
    ("search_storage", "efs", "On a file system (EFS)"),
    ("dns_mode", "none", "No records are made"),
    ("dns_mode", "route53", "A domain in Route 53"),
    ("waf_mode", "none", "No"),
    ("waf_mode", "existing", "Yes, one that exists"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_what_it_does_not_know() {
        assert_eq!(label("some_kms_key_arn"), "Some KMS key ARN");
        assert_eq!(label("arn"), "ARN");
    }

    #[test]
    fn one_is_not_many() {
        let inputs = |count| counted(count, "input", "inputs");
        assert_eq!([inputs(0), inputs(1), inputs(2)], ["No inputs", "1 input", "2 inputs"]);
    }

    #[test]
    fn every_preset_has_a_title_and_every_title_a_preset() {
        let named: Vec<_> = crate::preset::all().iter().map(|preset| preset.name.as_str()).collect();
        let titled: Vec<_> = PRESETS.iter().map(|(name, _)| *name).collect();
        assert_eq!(titled, named);
    }

    #[test]
    fn labels_are_of_inputs_and_attributes_of_the_module() {
        let module = Module::embedded();
        let known: Vec<_> = module.attributes().chain(module.variables().iter().map(|v| v.name.as_str())).collect();
        for (name, _) in LABELS {
            assert!(known.contains(name), "the module has no {name}");
        }
    }

    #[test]
    fn every_retention_has_words() {
        for name in [input::LOG_RETENTION_DAYS.name(), "flow_log_retention_days"] {
            let variable = Module::embedded().variable(name).unwrap_or_else(|| panic!("{name} is a variable"));
            assert_eq!(variable.choices.len(), RETENTIONS.len(), "{name}");
            for choice in &variable.choices {
                assert!(retention(name, choice).is_some(), "{choice:?} has no words");
            }
        }
        assert_eq!(retention("vpc_cidr", &365.into()), None);
    }

    #[test]
    fn words_are_of_inputs_and_attributes_of_the_module() {
        let module = Module::embedded();
        for (place, words) in WORDS {
            let path = InputPath::parse(place).unwrap_or_else(|| panic!("{place} is a path"));
            assert!(module.variable(path.variable()).is_some(), "the module has no {place}");
            for step in path.steps() {
                assert!(module.attributes().any(|name| step.to_string() == format!(".{name}")), "there is no {place}");
            }
            assert!(!words.is_empty(), "{place}");
        }
        assert!(super::words("aws_region").any(|words| words == "Frankfurt"));
    }

    #[test]
    fn choices_are_those_of_the_module() {
        for (name, value, _) in CHOICES {
            let variable = Module::embedded().variable(name).unwrap_or_else(|| panic!("{name} is a variable"));
            assert!(variable.choices.contains(&(*value).into()), "{name} = {value}");
        }
    }
}
