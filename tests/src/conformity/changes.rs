//! Whether core says of a change to a deployment that runs what Terraform plans.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::Inputs;
use openmercato_ecs_core::names::input;
use serde_json::Value;

use super::{Generator, REGION, Tally, foretold, is_plannable, plannable};
use crate::changes::{PlanOrWords, Planner, Running, module};
use crate::terraform::{Result, Terraform};

/// What stays different, and why.
pub(super) const KNOWN: &[(&str, &str)] = &[];

/// How many changes start from the same deployment: to settle one takes longer than to plan a change.
const CHANGES: usize = 10;

/// How many inputs one change is about, at most.
const MOST: usize = 3;

/// Compares what core and Terraform say of so many random changes to deployments that run. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run, or a deployment does not settle.
pub(super) fn compare(seed: u64, changes: usize, mut report: impl FnMut(&str)) -> Result<Tally> {
    let mut generator = Generator::new(seed);
    let pairs = pairs(&mut generator, changes);
    let terraform = Terraform::find()?;
    let planner = Planner::new(&terraform, &module())?;
    let running = planner.settle(&pairs.iter().map(|(before, _)| before).collect::<Vec<_>>())?;
    let resources: usize = running.iter().map(Running::len).sum();
    report(&format!("{} deployments with {resources} resources settled", running.len()));
    let mut tally = Tally::new(seed);
    for ((before, after), running) in pairs.iter().zip(&running) {
        let deployments: Vec<_> = after.iter().map(|after| (running, after)).collect();
        for (after, plan) in after.iter().zip(planner.plan_or_refuse(&deployments)?) {
            tell(before, after, &plan, &mut tally);
            tally.plans += 1;
        }
        report(&format!("{} changes compared", tally.plans));
    }
    Ok(tally)
}

/// Deployments, each with what its inputs become.
fn pairs(generator: &mut Generator, changes: usize) -> Vec<(Inputs, Vec<Inputs>)> {
    let mut pairs: Vec<(Inputs, Vec<Inputs>)> = Vec::new();
    let mut left = changes;
    while left > 0 {
        let before = plannable(generator);
        let after: Vec<_> = (0..CHANGES.min(left)).map(|_| changed(generator, &before)).collect();
        left -= after.len();
        pairs.push((before, after));
    }
    pairs
}

/// Other inputs that the module accepts, for a deployment that runs, too.
fn changed(generator: &mut Generator, before: &Inputs) -> Inputs {
    loop {
        let after = generator.changed_inputs(before, MOST).with(input::AWS_REGION.name(), REGION.into());
        if after != *before && is_plannable(&after) && !foretold::is_refused(before, &after) {
            return after;
        }
    }
}

/// Actions, and the paths that force a replacement.
type Fate = (Vec<String>, BTreeSet<String>);

fn tell(before: &Inputs, after: &Inputs, plan: &PlanOrWords, tally: &mut Tally) {
    let core = core(before, after);
    let terraform = match plan {
        Ok(changes) => {
            let managed =
                changes.iter().filter(|change| change.mode == "managed" && change.change.actions != ["no-op"]);
            let fate = |actions: &[String], paths: &[Vec<Value>]| -> Fate {
                (actions.to_vec(), paths.iter().map(|path| Value::Array(path.clone()).to_string()).collect())
            };
            managed
                .map(|it| (it.relative_address().to_owned(), fate(&it.change.actions, &it.change.replace_paths)))
                .collect::<BTreeMap<_, _>>()
        }
        Err(words) => {
            tally.differing("refusal", "*", format!("{}: Terraform refuses: {words}", what(before, after)));
            return;
        }
    };
    for address in core.keys().chain(terraform.keys()).collect::<BTreeSet<_>>() {
        let kind = address.split('.').next().unwrap_or_default();
        let (core, terraform) = (core.get(address), terraform.get(address));
        if core == terraform {
            tally.same(kind);
            continue;
        }
        let actions = |fate: Option<&Fate>| fate.map_or("nothing".to_owned(), |(actions, _)| actions.join(", "));
        let about = if actions(core) == actions(terraform) { "replace_paths" } else { "actions" };
        let said = |fate: Option<&Fate>| {
            fate.map_or("nothing".to_owned(), |(actions, paths)| format!("{actions:?} for {paths:?}"))
        };
        let words = format!(
            "{}: {address}: core says {}, Terraform plans {}",
            what(before, after),
            said(core),
            said(terraform)
        );
        tally.differing(kind, about, words);
    }
}

fn core(before: &Inputs, after: &Inputs) -> BTreeMap<String, Fate> {
    let foretold = foretold::changed(before, after);
    let fate = |change: &Value| {
        let actions = change["actions"].as_array().into_iter().flatten();
        let paths = change["replace_paths"].as_array().into_iter().flatten();
        let actions = actions.filter_map(|action| action.as_str().map(str::to_owned)).collect();
        (actions, paths.map(ToString::to_string).collect())
    };
    let changes = foretold["resource_changes"].as_array().into_iter().flatten();
    changes.map(|it| (it["address"].as_str().unwrap_or_default().to_owned(), fate(&it["change"]))).collect()
}

/// Which inputs change, from what to what.
fn what(before: &Inputs, after: &Inputs) -> String {
    let names: BTreeSet<_> = before.iter().chain(after.iter()).map(|(name, _)| name).collect();
    let differing = names.into_iter().filter(|name| before.get(name) != after.get(name));
    let json =
        |inputs: &Inputs, name: &str| inputs.to_json().get(name).map_or("nothing".to_owned(), ToString::to_string);
    let lines = differing.map(|name| format!("{name} from {} to {}", json(before, name), json(after, name)));
    lines.collect::<Vec<_>>().join("; ")
}
