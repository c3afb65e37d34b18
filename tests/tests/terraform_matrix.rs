//! The nine rows of the specification's validation matrix: inputs that break a row make a root that `terraform
//! validate` refuses, before any plan, with the row's message and no other.

use std::fs;
use std::path::Path;

use openmercato_ecs_core::{Deployment, Module, Value, preset};
use openmercato_ecs_tests::archive::Archive;
use openmercato_ecs_tests::inputs::changed;
use openmercato_ecs_tests::terraform::{Result, Terraform, TfDiagnostic};
use serde_json::{Value as Json, json};

/// What `terraform validate` refuses in the root that core emits for a preset, whose inputs are valid, with some of
/// them changed; null takes one away.
fn refused(preset: &str, changes: &Json) -> Result<Vec<String>> {
    let inputs = changed(&preset::find(preset).expect("the preset").inputs, changes);
    let module = Module::embedded();
    let sensitive: Vec<_> = inputs.sensitive(module).map(|variable| variable.name.as_str()).collect();
    let mut known = inputs.clone();
    for name in &sensitive {
        known.remove(name);
    }
    let deployment = Deployment::of(module, &known);
    let archive = Archive::unpack(&deployment.bundle().bytes)?;
    let folder = archive.top().join(deployment.root());
    for name in sensitive {
        let value = inputs.get(name).and_then(Value::as_str).expect("a text");
        write_by_hand(&folder.join("inputs.tf"), name, value);
    }
    let terraform = Terraform::find()?;
    let root = terraform.root(folder);
    root.init()?;
    let errors = root.validate()?.into_iter().filter(TfDiagnostic::is_error);
    Ok(errors.map(|error| error.message().to_owned()).collect())
}

/// Adds an input that core never emits, as someone does who edits the root.
fn write_by_hand(file: &Path, name: &str, value: &str) {
    const OBJECT: &str = "  inputs = {\n";
    let text = fs::read_to_string(file).expect("inputs.tf");
    assert!(text.contains(OBJECT) && !text.contains(value), "{text}");
    fs::write(file, text.replacen(OBJECT, &format!("{OBJECT}    {name} = \"{value}\"\n"), 1)).expect("written");
}

#[test]
fn database_mode() -> Result<()> {
    let said = refused("minimal-managed", &json!({ "database_mode": "managed", "db_host": "db.example.com" }))?;
    let message = "db_host: is for database_mode = \"external\", but database_mode is \"managed\". \
                   Remove db_host, or choose external.";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn database_external_url() -> Result<()> {
    let said = refused(
        "external-dependencies",
        &json!({
            "db_host": null, "db_name": null, "db_username": null, "db_password_secret_arn": null, "db_tls_mode": null,
            "database_url": "postgres://u:p@db.example.com/shop",
        }),
    )?;
    let message = "database_url: is plaintext, which production refuses, since it would be in files and in the \
                   Terraform state. Put the URL in Secrets Manager or SSM and set database_url_secret_arn.";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn redis_mode() -> Result<()> {
    let plaintext = json!({ "redis_url_secret_arn": null, "redis_url": "rediss://cache.example.com:6379" });
    let said = refused("external-dependencies", &plaintext)?;
    let message = "redis_url: is plaintext, which production refuses, since it would be in files and in the \
                   Terraform state. Put the URL in Secrets Manager or SSM and set redis_url_secret_arn.";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn dns_mode() -> Result<()> {
    let said = refused("existing-network-with-dns", &json!({ "hosted_zone_id": null }))?;
    let message = "hosted_zone_id: is needed with dns_mode = \"route53\"; name the public zone that holds the domain.";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn waf_mode() -> Result<()> {
    let said = refused("existing-network-with-dns-waf", &json!({ "waf_web_acl_arn": null }))?;
    assert_eq!(said, ["waf_web_acl_arn: is needed with waf_mode = \"existing\"; name the regional web ACL."]);
    Ok(())
}

#[test]
fn runtime_mode() -> Result<()> {
    let said = refused("split-workers-managed", &json!({ "worker_services": {} }))?;
    let message = "worker_services: is needed with runtime_mode = \"split_workers\"; define at least one worker \
                   service, or choose single_service.";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn split_runtime_queue_strategy() -> Result<()> {
    let said = refused("split-workers-managed", &json!({ "env": { "QUEUE_STRATEGY": "local" } }))?;
    let message = "env[\"QUEUE_STRATEGY\"]: must be async: workers on their own, and the scheduler sync, need the \
                   queues in Redis. Remove it, or write \"async\".";
    assert_eq!(said, [message]);
    Ok(())
}

#[test]
fn split_runtime_web_process_mode() -> Result<()> {
    let spawning = json!({ "AUTO_SPAWN_WORKERS": "true", "AUTO_SPAWN_SCHEDULER": "true" });
    let said = refused("split-workers-managed", &json!({ "env": spawning }))?;
    let line = |name| {
        format!(
            "env[\"{name}\"]: runtime_mode = \"split_workers\" runs the web service as the application alone, so \
             nothing may be spawned. Remove it."
        )
    };
    assert_eq!(said, [[line("AUTO_SPAWN_SCHEDULER"), line("AUTO_SPAWN_WORKERS")].join("\n")]);
    Ok(())
}

/// Two ways to break it, which two rules refuse.
#[test]
fn existing_network() -> Result<()> {
    let missing = json!({ "private_subnet_ids": null, "existing_network_egress": null });
    let mut said = refused("existing-network-with-dns", &missing)?;
    said.sort();
    let egress = "existing_network_egress: is needed with networking_mode = \"existing\"; say how the private subnets \
                  reach AWS: nat or vpc_endpoints.";
    let subnets = "private_subnet_ids: is needed with networking_mode = \"existing\"; name at least two private \
                   subnets for the tasks.";
    assert_eq!(said, [egress, subnets]);
    Ok(())
}
