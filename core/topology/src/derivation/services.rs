//! The regional services that the tasks need: image registry, secrets, logs, and where uploads are.

use super::Derivation;
use super::block::{self, Block};
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId, Part};
use openmercato_ecs_module::counted;
use openmercato_ecs_module::names::{choice, input};

pub(super) fn nodes(derivation: &Derivation) -> Vec<Node> {
    let nodes = [Some(registry(derivation)), secrets(derivation), logs(derivation), uploads(derivation)];
    nodes.into_iter().flatten().collect()
}

fn registry(derivation: &Derivation) -> Node {
    let image = derivation.reading.text(input::IMAGE).unwrap_or("");
    let region = derivation.reading.text(input::AWS_REGION).unwrap_or("");
    let source = ImageSource::of(image, region);
    let details = vec![source.repository.to_owned(), source.tag.to_owned()];
    let within = if source.in_region { BoundaryId::Region } else { BoundaryId::Internet };
    let mut node = derivation.node(NodeId::Registry, source.registry, details, within);
    node.ownership = if source.in_aws { Ownership::Existing } else { Ownership::Outside };
    node
}

/// The parts of an image reference: <https://docs.docker.com/reference/cli/docker/image/tag/>.
struct ImageSource<'a> {
    registry: &'a str,
    repository: &'a str,
    tag: &'a str,
    in_region: bool,
    /// Whether it is a registry of an AWS account, of this one or another.
    in_aws: bool,
}

impl<'a> ImageSource<'a> {
    fn of(image: &'a str, region: &str) -> Self {
        let (host, path) = match image.split_once('/') {
            Some((host, path)) if host.contains(['.', ':']) || host == "localhost" => (host, path),
            _ => ("", image),
        };
        let (repository, tag) = match path.split_once('@') {
            Some((repository, digest)) => (repository.rsplit_once(':').map_or(repository, |(name, _)| name), digest),
            None => path.rsplit_once(':').unwrap_or((path, "")),
        };
        let private_ecr = host.contains(".dkr.ecr.") || host.contains(".dkr-ecr.");
        let in_region = image.is_empty() || (private_ecr && host.split('.').any(|part| part == region));
        let registry = match host {
            _ if image.is_empty() => "Image registry",
            _ if private_ecr => "ECR",
            "public.ecr.aws" => "ECR Public",
            "" | "docker.io" | "registry-1.docker.io" => "Docker Hub",
            other => other,
        };
        Self { registry, repository, tag, in_region, in_aws: image.is_empty() || private_ecr }
    }
}

fn secrets(derivation: &Derivation) -> Option<Node> {
    let references = derivation.reading.secrets();
    let parameters = references.iter().filter(|arn| arn.split(':').nth(2) == Some("ssm")).count();
    let secrets = references.len() - parameters;
    let password = derivation.plans(block::DB_INSTANCE);
    let restarts = derivation.plans(block::RESTART_STATE_MACHINE);
    let label = match (secrets > 0 || password, parameters > 0) {
        (false, false) => return None,
        (true, false) => "Secrets Manager",
        (false, true) => "Parameter Store",
        (true, true) => "Secrets",
    };
    let mut details = Vec::new();
    if secrets > 0 {
        details.push(counted(secrets, "secret", "secrets"));
    }
    if parameters > 0 {
        details.push(counted(parameters, "parameter", "parameters"));
    }
    if password {
        details.push("database password".to_owned());
    }
    if restarts {
        details.push("a change starts new tasks".to_owned());
    }
    let mut node = derivation.node(NodeId::Secrets, label, details, BoundaryId::Region);
    if references.is_empty() {
        // RDS makes the only one, with the database.
        node.ownership = Ownership::Module;
    }
    Some(node)
}

fn uploads(derivation: &Derivation) -> Option<Node> {
    let reading = derivation.reading;
    let text = |input| reading.text(input).unwrap_or("").to_owned();
    // A search engine that Terraform makes has a file system of its own.
    let own = derivation.resources(NodeId::Uploads);
    let makes = |block: Block| own.iter().any(|address| Block::of(address) == block);
    let (label, details, made) = if reading.is(choice::UPLOADS_EFS) {
        let copies = if reading.flag(input::UPLOADS_BACKUP) { "daily copies" } else { "" };
        let made = makes(block::FILE_SYSTEM);
        let told = if made { copies.to_owned() } else { text(input::UPLOADS_FILE_SYSTEM_ID) };
        ("Uploads on EFS", vec![text(input::UPLOADS_PATH), told], made)
    } else if reading.is(choice::UPLOADS_S3) {
        let made = makes(block::UPLOADS_BUCKET);
        let told = if made { "versioned, encrypted".to_owned() } else { text(input::UPLOADS_BUCKET) };
        ("Uploads in S3", vec![told], made)
    } else {
        return None;
    };
    let mut node = derivation.node(NodeId::Uploads, label, details, BoundaryId::Region);
    // Of a file system that exists, Terraform makes the access point alone.
    node.ownership = if made { Ownership::Module } else { Ownership::Existing };
    Some(node)
}

fn logs(derivation: &Derivation) -> Option<Node> {
    let groups = derivation.parts.get(&Part::Node(NodeId::Logs))?.len();
    let kept = match derivation.reading.number(input::LOG_RETENTION_DAYS) {
        Some(0) => "kept for ever".to_owned(),
        Some(days) => format!("kept {}", counted(days, "day", "days")),
        None => String::new(),
    };
    let details = vec![counted(groups, "log group", "log groups"), kept];
    Some(derivation.node(NodeId::Logs, "CloudWatch Logs", details, BoundaryId::Region))
}
