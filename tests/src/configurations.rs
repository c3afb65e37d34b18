//! Configurations that choose modes, and few of them in which every pair of choices occurs.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Evaluation, Inputs, Mode, Module, Value, Variable, preset};
use serde_json::json;

use crate::inputs::changed;

/// A mode selector with one of the values that it may have.
pub type Choice<'m> = (&'m str, &'m str);

/// A value for each selector that the modes chosen use.
pub type Configuration<'m> = Vec<Choice<'m>>;

/// The covering table of a module's modes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covering<'m> {
    /// Configurations that together have every pair of choices that one can have.
    pub rows: Vec<Configuration<'m>>,
    /// The pairs that none can have.
    pub forbidden: BTreeSet<(Choice<'m>, Choice<'m>)>,
}

impl<'m> Covering<'m> {
    /// Takes, again and again, the configuration with most pairs that are missing still, of those that core accepts: not
    /// the fewest rows that there can be, but the same ones every time.
    #[must_use]
    pub fn of(module: &'static Module) -> Self {
        let selectors: Vec<_> = module.variables().iter().filter(|variable| is_selector(variable)).collect();
        let mut candidates = vec![Configuration::new()];
        for selector in &selectors {
            candidates = candidates.into_iter().flat_map(|candidate| extended(candidate, selector)).collect();
        }
        // The last of equals is taken, and the usual values stand first.
        candidates.reverse();
        let every: Configuration = selectors.iter().flat_map(|selector| choices(selector)).collect();
        let every: Vec<_> = pairs(&every).filter(|(first, second)| first.0 != second.0).collect();
        // By their numbers: there are thousands of candidates with dozens of pairs each.
        let numbers: BTreeMap<_, _> = every.iter().copied().zip(0..).collect();
        let numbered = |candidate: Configuration<'m>| {
            let had: Vec<usize> = pairs(&candidate).filter_map(|pair| numbers.get(&pair).copied()).collect();
            (candidate, had)
        };
        let mut candidates: Vec<_> = candidates.into_iter().map(numbered).collect();
        let mut is_missing = vec![true; every.len()];
        let mut rows = Vec::new();
        loop {
            let news = |had: &[usize]| had.iter().filter(|number| is_missing[**number]).count();
            let best = candidates.iter().enumerate().map(|(index, (_, had))| (news(had), index)).max();
            let Some((1.., index)) = best else { break };
            let (best, had) = candidates.remove(index);
            if Evaluation::of(module, &inputs(&best)).errors().next().is_none() {
                had.into_iter().for_each(|number| is_missing[number] = false);
                rows.push(best);
            }
        }
        let forbidden = every.into_iter().zip(is_missing).filter_map(|(pair, missing)| missing.then_some(pair));
        Self { rows, forbidden: forbidden.collect() }
    }
}

fn is_selector(variable: &Variable) -> bool {
    variable.name.ends_with("_mode") || variable.name == "existing_network_egress"
}

fn choices(selector: &Variable) -> impl Iterator<Item = Choice<'_>> {
    selector.choices.iter().filter_map(|value| Some((selector.name.as_str(), value.as_str()?)))
}

/// The configuration with each value of a selector, or as it is when its modes do not use that selector. A selector
/// stands after those that it depends on, as in `variables.tf`.
fn extended<'m>(configuration: Configuration<'m>, selector: &'m Variable) -> Vec<Configuration<'m>> {
    let chosen = |mode: &Mode| configuration.contains(&(mode.selector.as_str(), mode.value.as_str()));
    if !selector.modes.iter().all(|any| any.iter().any(chosen)) {
        return vec![configuration];
    }
    choices(selector).map(|choice| configuration.iter().copied().chain([choice]).collect()).collect()
}

fn pairs<'a, 'm>(configuration: &'a Configuration<'m>) -> impl Iterator<Item = (Choice<'m>, Choice<'m>)> + 'a {
    let later = |index: usize| configuration.iter().skip(index + 1);
    configuration.iter().enumerate().flat_map(move |(index, first)| later(index).map(|second| (*first, *second)))
}

/// Inputs that make these choices: a small deployment with what each of them asks for.
#[must_use]
pub fn inputs(choices: &[Choice]) -> Inputs {
    let mut inputs = preset::find("minimal-managed").map(|preset| preset.inputs.clone()).unwrap_or_default();
    for (selector, value) in choices {
        inputs.set(selector, Value::string(*value));
        inputs = changed(&inputs, &companions(selector, value));
    }
    inputs
}

/// The inputs that a choice asks for; null takes one away.
fn companions(selector: &str, value: &str) -> serde_json::Value {
    match (selector, value) {
        ("networking_mode", "existing") => json!({
            "availability_zones": null,
            "vpc_id": "vpc-0a1b2c3d4e5f60718",
            "public_subnet_ids": ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"],
            "private_subnet_ids": ["subnet-0a1b2c3d4e5f60003", "subnet-0a1b2c3d4e5f60004"],
        }),
        ("existing_network_egress", "vpc_endpoints") => json!({
            "existing_vpc_endpoints": ["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager"],
        }),
        ("runtime_mode", "split_workers") => json!({ "worker_services": { "general": {} }, "scheduler_sync_task": {} }),
        ("database_mode", "external") => json!({
            "db_host": "postgres.example.com",
            "db_name": "openmercato",
            "db_username": "openmercato",
            "db_password_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/postgres-Mn78Op:password::",
        }),
        ("db_tls_mode", "verify") => json!({ "db_tls_ca_file": "/etc/ssl/rds.pem" }),
        ("redis_mode", "external") => json!({
            "redis_url_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/redis-Qr90St",
        }),
        ("search_mode", "external") => json!({
            "search_host": "https://search.example.com",
            "search_key_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Uv12Wx",
        }),
        ("search_mode", "managed") => json!({
            "search_image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/meilisearch:v1.11.3",
            "search_key_secret_arn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/search-Uv12Wx",
        }),
        ("dns_mode", "route53") => {
            json!({ "domain_name": "shop.example.com", "hosted_zone_id": "Z0123456789ABCDEFGHIJ" })
        }
        ("waf_mode", "existing") => json!({
            "waf_web_acl_arn": "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/3f2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d",
        }),
        _ => json!({}),
    }
}
