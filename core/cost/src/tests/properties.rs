//! More never costs less.

use super::{assumed, growth};
use crate::{Assumption, Assumptions, Bars, Bounds, Estimate};
use openmercato_ecs_module::{Inputs, Module};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::{Value as Json, json};
use std::time::{SystemTime, UNIX_EPOCH};
use terraform_language::Value;

/// Sizes, counts and switches by the path of the input, each from the least to the most. Only sizes that have a price
/// are here: the others are not in the total.
fn ladders() -> Vec<(&'static str, Vec<Json>)> {
    let numbers = |numbers: &[u32]| numbers.iter().map(|number| json!(number)).collect::<Vec<_>>();
    let off_on = || vec![json!(false), json!(true)];
    let zones =
        |count: usize| ["a", "b", "c", "d"][..count].iter().map(|zone| format!("us-east-1{zone}")).collect::<Vec<_>>();
    let workers = |count: usize| {
        let worker = json!({ "cpu": 512, "memory": 2048, "desired_count": 2 });
        Json::Object(["a", "b", "c"][..count].iter().map(|name| ((*name).to_owned(), worker.clone())).collect())
    };
    vec![
        ("/web_service/cpu", numbers(&[256, 512, 1024, 2048, 4096, 8192, 16384])),
        ("/web_service/memory", numbers(&[512, 1024, 2048, 4096, 8192, 30720])),
        ("/web_service/desired_count", numbers(&[0, 1, 2, 3, 10, 1000])),
        ("/web_service/autoscaling/min_capacity", numbers(&[0, 1, 2, 5])),
        ("/web_service/autoscaling/max_capacity", numbers(&[1, 2, 4, 50])),
        ("/worker_services", (0..=3).map(workers).collect()),
        ("/scheduler_sync_task", vec![Json::Null, json!({})]),
        ("/availability_zones", (2..=4).map(|count| json!(zones(count))).collect()),
        ("/nat_gateway_mode", vec![json!("single"), json!("per_zone")]),
        ("/alb_internal", vec![json!(true), json!(false)]),
        (
            "/db_instance_class",
            ["db.t4g.micro", "db.t4g.small", "db.t4g.medium", "db.m7g.large", "db.r6g.large"].map(Json::from).to_vec(),
        ),
        ("/db_multi_az", off_on()),
        ("/db_allocated_storage", numbers(&[20, 50, 100, 400, 65536])),
        ("/db_max_allocated_storage", numbers(&[0, 60, 200, 1000])),
        ("/db_backup_retention_days", numbers(&[0, 1, 7, 35])),
        (
            "/redis_node_type",
            ["cache.t4g.micro", "cache.t4g.small", "cache.t4g.medium", "cache.m7g.large", "cache.r7g.large"]
                .map(Json::from)
                .to_vec(),
        ),
        ("/redis_num_cache_clusters", numbers(&[1, 2, 3, 6])),
        ("/redis_snapshot_retention_days", numbers(&[0, 1, 35])),
        ("/redis_serverless_min_data_storage_gb", numbers(&[1, 2, 10, 5000])),
        ("/redis_serverless_max_data_storage_gb", numbers(&[1, 3, 20, 5000])),
        ("/redis_serverless_min_ecpu_per_second", numbers(&[1000, 2000, 100_000])),
        ("/redis_serverless_max_ecpu_per_second", numbers(&[1000, 5000, 1_000_000])),
        // For ever is longest.
        ("/log_retention_days", numbers(&[1, 7, 30, 365, 3653, 0])),
        ("/create_www_record", off_on()),
        ("/enable_execute_command", off_on()),
        ("/verify_existing_network", off_on()),
    ]
}

/// A deployment: which rung of each ladder it stands on, and whether autoscaling and serverless Redis are used.
#[derive(Clone, Debug)]
struct Deployment {
    region: &'static str,
    rungs: Vec<usize>,
    scales: bool,
    serverless: bool,
}

impl Deployment {
    fn inputs(&self) -> Inputs {
        let mut json = json!({
            "name": "shop", "aws_region": self.region, "image": "ghcr.io/acme/mercato:1.4", "runtime_mode": "split_workers",
            "web_service": { "autoscaling": {} },
            "redis_deployment_mode": if self.serverless { "serverless" } else { "replication_group" },
        });
        for ((path, ladder), rung) in ladders().iter().zip(&self.rungs) {
            let (parent, key) = path.rsplit_once('/').unwrap();
            json.pointer_mut(parent).unwrap()[key] = ladder[*rung].clone();
        }
        if !self.scales {
            json["web_service"]["autoscaling"] = Json::Null;
        }
        Inputs::from_json(&json).unwrap()
    }
}

fn deployments() -> impl Strategy<Value = Deployment> {
    let rungs: Vec<_> = ladders().into_iter().map(|(_, ladder)| 0..ladder.len()).collect();
    let region = prop::sample::select(vec!["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1"]);
    (region, rungs, any::<bool>(), any::<bool>()).prop_map(|(region, rungs, scales, serverless)| Deployment {
        region,
        rungs,
        scales,
        serverless,
    })
}

/// The low end never exceeds the high one, in any line.
fn is_in_order(estimate: &Estimate) -> bool {
    let total = estimate.reference_total();
    total.range.low <= total.range.high
        && estimate.lines.iter().all(|line| {
            line.amount.low <= line.amount.high
                && line.quantity.low <= line.quantity.high
                && line.price.range.low <= line.price.range.high
        })
}

/// Runs the test with a seed of its own: printed, so that COST_SEED repeats it.
fn run<S: Strategy>(strategy: S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let of_now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
    let seed = std::env::var("COST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(of_now);
    println!("COST_SEED={seed}");
    let config =
        ProptestConfig { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(seed), ..Default::default() };
    TestRunner::new(config).run(&strategy, test).unwrap_or_else(|error| panic!("COST_SEED={seed}: {error}"));
}

#[test]
fn raising_anything_never_lowers_the_estimate() {
    run((deployments(), any::<prop::sample::Index>()), |(deployment, which)| {
        let before = assumed(&deployment.inputs(), &Assumptions::default());
        prop_assert!(is_in_order(&before));
        let total = before.total().expect("a region with prices");
        prop_assert!(!total.at_least, "{:?}", before.not_included);
        let which = which.index(deployment.rungs.len());
        let (path, ladder) = &ladders()[which];
        let mut raised = deployment.clone();
        while raised.rungs[which] + 1 < ladder.len() {
            raised.rungs[which] += 1;
            let after = assumed(&raised.inputs(), &Assumptions::default());
            prop_assert!(is_in_order(&after));
            let raised = after.total().expect("a region with prices");
            prop_assert!(
                total.range.low <= raised.range.low && total.range.high <= raised.range.high,
                "{path}: {total} to {raised}"
            );
        }
        Ok(())
    });
}

#[test]
fn assuming_more_never_lowers_the_estimate() {
    let assumption = prop::sample::select(Assumption::ALL.to_vec());
    run((deployments(), assumption, 0.0..4.0_f64, 0.0..4.0_f64), |(deployment, assumption, more_low, more_high)| {
        let inputs = deployment.inputs();
        let usual = assumption.usual();
        let mut more = Assumptions::default();
        let high = (usual.high * (1.0 + more_high)).min(assumption.most());
        let low = (usual.low * (1.0 + more_low)).min(high);
        prop_assert_eq!(more.set(assumption, Bounds { low, high }), Ok(()));
        let (before, after) = (assumed(&inputs, &Assumptions::default()), assumed(&inputs, &more));
        prop_assert!(is_in_order(&after));
        let (before, after) = (before.reference_total(), after.reference_total());
        prop_assert!(
            before.range.low <= after.range.low && before.range.high <= after.range.high,
            "{assumption:?}: {before} to {after}"
        );
        Ok(())
    });
}

/// Assumptions of which each may be anything that can be set.
fn assumptions() -> impl Strategy<Value = Assumptions> {
    let shares = prop::array::uniform8((0.0..3.0_f64, 0.0..1.0_f64));
    shares.prop_map(|shares| {
        let mut assumptions = Assumptions::default();
        for (assumption, (high, low)) in Assumption::ALL.into_iter().zip(shares) {
            // A third of the high ends are zero.
            let high = assumption.usual().high * (high - 1.0).max(0.0);
            assumptions.set(assumption, Bounds { low: high * low, high }).expect("within what can be set");
        }
        assumptions
    })
}

/// Workers that scale: how many of their fewest and their most tasks there are.
fn scaled_workers() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..4_usize, prop::sample::select(vec![0_usize, 1, 3, 7, 300])), 0..4)
}

#[test]
fn growth_begins_at_the_low_end_and_ends_at_the_high_one() {
    run((deployments(), scaled_workers(), assumptions()), |(deployment, workers, assumptions)| {
        let worker = |(index, (least, more)): (usize, &(usize, usize))| {
            let scaling = json!({ "min_capacity": least, "max_capacity": least + more });
            (format!("w{index}"), json!({ "cpu": 512, "memory": 2048, "autoscaling": scaling }))
        };
        let workers: serde_json::Map<_, _> = workers.iter().enumerate().map(worker).collect();
        let inputs = deployment.inputs().with("worker_services", Value::from_json(&Json::Object(workers)));
        let range = assumed(&inputs, &assumptions).reference_total().range;
        let growth = growth(&inputs, &assumptions);
        let [none, busy] = growth.ends();
        prop_assert_eq!(none.low, range.low);
        prop_assert_eq!(busy.high, range.high);
        let loads = growth.moments.iter().map(|moment| moment.load);
        prop_assert_eq!((loads.clone().next(), loads.clone().next_back()), (Some(0.0), Some(1.0)));
        for pair in growth.moments.windows(2) {
            prop_assert!(pair[0].load <= pair[1].load, "{pair:?}");
            let (before, after) = (pair[0].total, pair[1].total);
            prop_assert!(before.low <= after.low && before.high <= after.high, "{pair:?}");
            prop_assert!(before.low <= before.high && after.low <= after.high, "{pair:?}");
        }
        for step in &growth.steps {
            prop_assert!((0.0..1.0).contains(&step.load) && !step.scaled.is_empty(), "{step:?}");
            prop_assert!(step.adds().low > crate::Usd::ZERO, "{step:?}");
            prop_assert!(growth.moments.iter().any(|moment| moment.load == step.load), "{step:?}");
        }
        prop_assert!(growth.money.most >= busy.high.to_f64());
        Ok(())
    });
}

#[test]
fn bars_are_the_estimate() {
    run((deployments(), assumptions()), |(deployment, assumptions)| {
        let estimate = assumed(&deployment.inputs(), &assumptions);
        let bars = Bars::of(&estimate);
        prop_assert_eq!(bars.bars.iter().map(|bar| bar.range).sum::<crate::UsdRange>(), bars.total.range);
        prop_assert_eq!(bars.total, estimate.reference_total());
        prop_assert_eq!(bars.bars.len(), estimate.by_driver().len());
        prop_assert!(bars.bars.iter().all(|bar| bar.range.high.to_f64() <= bars.scale.most));
        prop_assert!(bars.bars.is_sorted_by_key(|bar| std::cmp::Reverse(bar.range.high)));
        Ok(())
    });
}

/// What someone is still typing, or a stranger's link holds, has an estimate, too.
#[test]
fn any_value_of_any_input_keeps_the_order() {
    let junk: Vec<Value> = [
        "-1",
        "1e308",
        "0.5",
        "\"x\"",
        "true",
        "[]",
        "{}",
        "[{\"a\": [1]}]",
        "{\"autoscaling\": {\"min_capacity\": 9, \"max_capacity\": 2}}",
    ]
    .iter()
    .map(|json| Value::from_json(&serde_json::from_str(json).unwrap()))
    .collect();
    let names: Vec<_> = Module::embedded().variables().iter().map(|variable| variable.name.clone()).collect();
    let pair = (prop::sample::select(names), prop::sample::select(junk));
    run((deployments(), pair.clone(), pair), |(deployment, (one, value), (other, second))| {
        let inputs = deployment.inputs().with(&one, value).with(&other, second);
        prop_assert!(is_in_order(&assumed(&inputs, &Assumptions::default())));
        let growth = growth(&inputs, &Assumptions::default());
        prop_assert!(growth.moments.len() < 1000, "{}", growth.moments.len());
        Ok(())
    });
}
