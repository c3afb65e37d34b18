//! The estimate held against sums by hand, and against what must be true of any estimate.

mod answers;
mod growth;
mod presets;
mod properties;
mod regions;

use super::{Assumptions, Estimate, Growth};
use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};
use serde_json::Value as Json;

/// The estimate of inputs, with the usual assumptions.
fn estimate(inputs: &Inputs) -> Estimate {
    assumed(inputs, &Assumptions::default())
}

/// The estimate of inputs under assumptions.
fn assumed(inputs: &Inputs, assumptions: &Assumptions) -> Estimate {
    let evaluation = Evaluation::of(Module::embedded(), inputs);
    Estimate::of(&evaluation.plan, evaluation.in_effect(), assumptions)
}

/// How the bill of inputs grows under assumptions.
fn growth(inputs: &Inputs, assumptions: &Assumptions) -> Growth {
    let evaluation = Evaluation::of(Module::embedded(), inputs);
    Growth::of(&evaluation.plan, evaluation.in_effect(), assumptions)
}

/// The inputs of a preset with changes; null leaves one alone again.
fn preset_with(name: &str, changes: &Json) -> Inputs {
    let mut inputs = preset::find(name).unwrap_or_else(|| panic!("no preset {name}")).inputs.clone();
    for (name, value) in changes.as_object().into_iter().flatten() {
        inputs.set(name, terraform_language::Value::from_json(value));
    }
    inputs
}

#[test]
fn a_table_has_every_line_and_assumption_and_no_formula() {
    let estimate = estimate(&preset_with(
        "split-workers-managed",
        &serde_json::json!({ "worker_services": { "=cmd|'/c calc'!A0": {}, "@x": {} } }),
    ));
    let table = estimate.to_csv(&Assumptions::default(), &[("Customer", "=Acme".to_owned())]);
    let rows: Vec<_> = table.lines().collect();
    for (kind, count) in [
        ("about", 1),
        ("line", estimate.lines.len()),
        ("total", 1),
        ("outside", estimate.outside.len()),
        ("not included", estimate.not_included.len()),
        ("assumption", super::Assumption::ALL.len()),
    ] {
        let begin = format!("\"{kind}\",");
        assert_eq!(rows.iter().filter(|row| row.starts_with(&begin)).count(), count, "{kind}");
    }
    let cells = table.split("\",\"").flat_map(|cell| cell.split("\"\r\n\""));
    assert_eq!(cells.filter(|cell| cell.starts_with(['=', '+', '-', '@'])).count(), 0, "{table}");
    assert!(table.contains("\"Tasks: @x\""));
}

#[test]
fn a_change_says_what_it_adds_and_saves() {
    let before = estimate(&preset_with("minimal-managed", &serde_json::json!({})));
    // A second t4g.medium hour costs what the first does, less a thousandth: .129 − .065 by 730 hours is 46.72. Storage
    // doubles: 5.75 more.
    let after = estimate(&preset_with("minimal-managed", &serde_json::json!({ "db_multi_az": true })));
    let change = after.change_since(&before).unwrap();
    assert_eq!(change.text(), "adds $52.47 a month");
    assert_eq!(change.drivers.len(), 1);
    assert_eq!(before.change_since(&after).unwrap().text(), "saves $52.47 a month");
    assert!(before.change_since(&before).unwrap().is_nothing());
}

#[test]
fn options_whose_price_was_not_sourced_are_named() {
    let options = serde_json::json!({
        "web_service": { "ephemeral_storage_gib": 50 },
        "worker_services": { "mails": { "spot_percent": 50 }, "rest": { "spot_percent": 0 } },
        "enable_alarms": true,
        "alarm_topic_arn": "arn:aws:sns:us-east-1:123456789012:alarms",
        "container_insights": "enabled",
        "alb_access_logs_bucket": "acme-logs",
        "flow_log_retention_days": 14,
    });
    let without = serde_json::json!({ "worker_services": { "mails": {}, "rest": {} }, "web_service": {} });
    let (with, without) = (
        estimate(&preset_with("split-workers-managed", &options)),
        estimate(&preset_with("split-workers-managed", &without)),
    );
    let named = |estimate: &Estimate| {
        let names = estimate.not_included.iter().map(|omission| omission.what.clone());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    let new: Vec<_> = named(&with).difference(&named(&without)).cloned().collect();
    let expected = [
        "Access logs of the load balancer",
        "CloudWatch alarms",
        "Container Insights",
        "Flow logs, which CloudWatch charges for by volume",
        "mails: the discount of Fargate Spot",
        "web: disk beyond 20 GiB",
    ];
    assert_eq!(new, expected);
    let lines =
        |estimate: &Estimate| estimate.lines.iter().map(|line| (line.item.clone(), line.amount)).collect::<Vec<_>>();
    assert_eq!(lines(&with), lines(&without), "what has a price costs what it did");
}
