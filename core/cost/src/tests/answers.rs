//! Every type of resource has an answer, and every resource that is priced has a line.

use super::{estimate, preset_with};
use crate::answer::{ANSWERS, Answer, answer};
use crate::prices::PRICES;
use crate::{Basis, Driver, HOURS};
use openmercato_ecs_module::{Evaluation, Module, preset};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn every_type_of_the_module_has_an_answer_and_no_other() {
    let resources = Module::embedded().configuration().resources.iter().filter(|resource| resource.is_managed());
    let types: BTreeSet<_> = resources.map(|resource| resource.resource_type.to_string()).collect();
    let answered: Vec<_> = ANSWERS.iter().map(|(resource_type, _)| (*resource_type).to_owned()).collect();
    assert_eq!(
        answered,
        types.into_iter().collect::<Vec<_>>(),
        "say in cost/answer.rs what each type costs, sorted by type"
    );
}

#[test]
fn every_planned_resource_is_priced_free_or_not_included() {
    let changed = [json!({ "redis_deployment_mode": "serverless" }), json!({ "uploads_mode": "s3" })];
    let changed = changed.map(|changes| preset_with("minimal-managed", &changes));
    let presets = preset::all().iter().map(|preset| preset.inputs.clone());
    for inputs in presets.chain(changed) {
        let evaluation = Evaluation::of(Module::embedded(), &inputs);
        let estimate = estimate(&inputs);
        let free: usize = estimate.free.iter().map(|free| free.count).sum();
        let mut counted = 0;
        for planned in &evaluation.plan.resources {
            match answer(&planned.address.resource_type) {
                // What is written to it is among the flow logs, which are not included.
                Some(Answer::Priced) if &*planned.address.name == "flow" => {
                    assert!(estimate.not_included.iter().any(|omission| omission.what.starts_with("Flow logs")));
                }
                Some(Answer::Priced) => {
                    let basis = Basis::Resource(planned.address.clone());
                    assert!(estimate.lines.iter().any(|line| line.basis.contains(&basis)), "{}", planned.address);
                }
                Some(Answer::NotIncluded(what)) => {
                    assert!(estimate.not_included.iter().any(|omission| omission.what == what), "{}", planned.address);
                }
                Some(Answer::Free(_)) => counted += 1,
                None => panic!("{} has no answer", planned.address),
            }
        }
        assert_eq!(free, counted);
    }
}

/// A price that nothing asks for would go stale unseen.
#[test]
fn every_price_is_asked_for() {
    let mut deployments: Vec<_> = preset::all().iter().map(|preset| preset.inputs.clone()).collect();
    deployments.push(preset_with("minimal-managed", &json!({ "redis_deployment_mode": "serverless" })));
    for class in ["db.t4g.micro", "db.t4g.small", "db.m7g.large", "db.r6g.large"] {
        for multi_az in [false, true] {
            let changes = json!({ "db_instance_class": class, "db_multi_az": multi_az });
            deployments.push(preset_with("minimal-managed", &changes));
        }
    }
    for resource_type in ["cache.t4g.micro", "cache.t4g.medium", "cache.m7g.large", "cache.r7g.large"] {
        deployments.push(preset_with("minimal-managed", &json!({ "redis_node_type": resource_type })));
    }
    let estimates: Vec<_> = deployments.iter().map(estimate).collect();
    for price in PRICES.iter().filter(|price| ["us-east-1", "*"].contains(&price.region)) {
        let asked = estimates.iter().any(|estimate| {
            let rates = estimate.outside.iter().flat_map(|outside| &outside.rates).map(|rate| &rate.price);
            estimate.lines.iter().map(|line| &line.price).chain(rates).any(|quote| quote.prices.contains(&price))
        });
        assert!(asked, "{price:?}");
    }
}

#[test]
fn the_search_engine_is_one_task_of_its_size() {
    let key = "arn:aws:ssm:us-east-1:123456789012:parameter/shop/search";
    let size = json!({ "cpu": 2048, "memory": 8192 });
    let changes = json!({ "search_mode": "managed", "search_key_secret_arn": key, "search_service": size });
    let estimate = estimate(&preset_with("minimal-managed", &changes));
    let lines = estimate.lines.iter().filter(|line| line.driver == Driver::Tasks("search".to_owned()));
    let quantities: Vec<_> = lines.map(|line| (line.quantity.low, line.quantity.high)).collect();
    assert_eq!(quantities, [(2.0 * HOURS, 2.0 * HOURS), (8.0 * HOURS, 8.0 * HOURS)]);
}
