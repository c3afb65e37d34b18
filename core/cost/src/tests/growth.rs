//! Bars and growth of each preset, and steps worked out by hand.

use super::{assumed, estimate, growth, preset_with};
use crate::{Assumption, Assumptions, Bars, Bounds, Growth, Usd, UsdRange};
use openmercato_ecs_module::preset;
use serde_json::json;
use std::fmt::Write;

/// The data as a reader would copy it off the picture.
fn read(bars: &Bars, growth: &Growth) -> String {
    let mut text = format!("{}, by {:?}\n", bars.total, bars.scale.ticks);
    for bar in &bars.bars {
        let _ = writeln!(text, "  {}: {}", bar.driver, bar.range);
    }
    let [none, busy] = growth.ends();
    let _ = writeln!(text, "{none} at no load, by {:?}", growth.money.ticks);
    for step in &growth.steps {
        let _ = writeln!(text, "  {}: {} from {} to {}", growth.at(step.load), step.label(), step.before, step.after);
    }
    let _ = writeln!(text, "{busy} at {}, by {:?}", growth.at(1.0), growth.load.ticks);
    text
}

#[test]
fn every_preset_has_its_picture() {
    let pictures = preset::all().iter().map(|preset| {
        let assumptions = Assumptions::default();
        let bars = Bars::of(&assumed(&preset.inputs, &assumptions));
        format!("{}: {}", preset.name, read(&bars, &growth(&preset.inputs, &assumptions)))
    });
    insta::assert_snapshot!(pictures.collect::<Vec<_>>().join("\n"));
}

/// The web service has two to six tasks, indexing one to four. Each of six carries a sixth of the busy month, each of
/// four a quarter.
#[test]
fn a_service_takes_one_more_task_where_its_tasks_are_full() {
    let growth = growth(&preset_with("split-workers-managed", &json!({})), &Assumptions::default());
    let found: Vec<_> = growth.steps.iter().map(|step| (growth.at(step.load), step.label())).collect();
    let at = |requests: &str, label: &str| (format!("{requests} million requests a month"), label.to_owned());
    let expected = [
        at("1.25", "indexing 2"),
        at("1.67", "web 3"),
        at("2.5", "web 4, indexing 3"),
        at("3.33", "web 5"),
        at("3.75", "indexing 4"),
        at("4.17", "web 6"),
    ];
    assert_eq!(found, expected);
    // A task of 1 vCPU and 4 GB: 29.5504 + 12.9794. Its logs at a third of the busy month: a third of 5 GB at .50, .83,
    // and of that 15 to 30 % kept for .986 months at .03, less than two cents.
    let adds = growth.steps[1].adds();
    assert!(Usd::dollars(43.35) <= adds.low && adds.high <= Usd::dollars(43.38), "{adds}");
}

/// Two totals of one load differ by what does not follow load.
#[test]
fn what_does_not_follow_load_is_the_breadth() {
    let exact = |name: &str, assumptions: &Assumptions| {
        let none = preset_with(name, &json!({ "db_max_allocated_storage": 0, "log_retention_days": 1 }));
        growth(&none, assumptions)
    };
    let mut assumptions = Assumptions::default();
    assumptions.set(Assumption::LogStored, Bounds::exactly(20.0)).unwrap();
    let narrow = exact("split-workers-managed", &assumptions);
    let broad: Vec<_> = narrow.moments.iter().filter(|moment| moment.total.low != moment.total.high).collect();
    assert!(broad.is_empty(), "{broad:?}");
    let grows = preset_with("minimal-managed", &json!({ "db_max_allocated_storage": 150, "log_retention_days": 1 }));
    let growth = growth(&grows, &assumptions);
    let [none, busy] = growth.ends();
    // 100 GB more at .115; at the busy month their backups, too, six days of 5 % at .095.
    assert_eq!(none.high - none.low, Usd::dollars(11.5));
    assert_eq!(busy.high - busy.low, Usd::dollars(11.5 + 2.85));
}

#[test]
fn a_schedule_alone_is_no_load() {
    let night = json!({ "web_service": { "desired_count": 3, "scheduled_scaling": {
        "night": { "schedule": "cron(0 22 * * ? *)", "min_capacity": 1, "max_capacity": 1 } } } });
    let inputs = preset_with("minimal-managed", &night);
    let growth = growth(&inputs, &Assumptions::default());
    assert!(growth.steps.is_empty());
    // Two tasks of 1 vCPU and 4 GB, and their logs.
    let [none, _] = growth.ends();
    assert!(none.high - none.low > Usd::dollars(85.0), "{none}");
}

/// Where nobody assumes requests, load is a share; many tasks are named every so many.
#[test]
fn an_axis_without_requests_and_one_with_many_tasks() {
    let mut assumptions = Assumptions::default();
    assumptions.set(Assumption::Requests, Bounds::exactly(0.0)).unwrap();
    let scaling = json!({ "web_service": { "autoscaling": { "min_capacity": 0, "max_capacity": 1000 } } });
    let growth = growth(&preset_with("minimal-managed", &scaling), &assumptions);
    assert_eq!(growth.at(0.5), "50 % of a busy month");
    assert_eq!(growth.steps.len(), 40);
    assert_eq!((growth.steps[0].label(), growth.steps[0].load), ("web 1".to_owned(), 0.0));
    assert_eq!(growth.steps[1].label(), "web 26");
}

#[test]
fn what_has_no_price_makes_every_total_a_least_one() {
    let of =
        |name: &str| growth(&preset_with(name, &json!({ "container_insights": "enabled" })), &Assumptions::default());
    assert_eq!(of("minimal-managed").in_all(UsdRange::ZERO).to_string(), "at least $0.00");
    assert!(!growth(&preset_with("minimal-managed", &json!({})), &Assumptions::default()).at_least);
}

#[test]
fn without_prices_of_the_region_the_bars_say_whose_they_are() {
    let bars = Bars::of(&estimate(&preset_with("minimal-managed", &json!({ "aws_region": "eu-north-1" }))));
    assert_eq!(bars.reference.as_deref(), Some("us-east-1"));
    assert_eq!(bars.total.range, UsdRange { low: Usd::dollars(180.95), high: Usd::dollars(193.49) });
}
