//! That every pair of modes works together, or is refused by a rule that says so.

use std::collections::BTreeSet;

use openmercato_ecs_core::{Diagnostic, Evaluation, Module};
use openmercato_ecs_tests::calls;
use openmercato_ecs_tests::configurations::{self, Covering};
use openmercato_ecs_tests::terraform::{Result, Terraform};

fn errors(evaluation: &Evaluation) -> Vec<String> {
    let line = |error: &Diagnostic| {
        let rule = error.location.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{}: {} [{rule}]", error.path, error.message)
    };
    evaluation.errors().map(line).collect()
}

#[test]
fn every_pair_of_modes_plans_as_core_says() -> Result<()> {
    let module = Module::embedded();
    let covering = Covering::of(module);
    let inputs: Vec<_> = covering.rows.iter().map(|row| configurations::inputs(row)).collect();
    let planned = calls::addresses(&Terraform::find()?, &inputs.iter().collect::<Vec<_>>())?;
    println!("Pairs of modes, each in one of these configurations, which Terraform plans:");
    for ((row, inputs), planned) in covering.rows.iter().zip(&inputs).zip(planned) {
        let evaluation = Evaluation::of(module, inputs);
        let refused = errors(&evaluation);
        assert!(refused.is_empty(), "{row:?}: {refused:#?}");
        let core: BTreeSet<_> = evaluation.plan.resources.iter().map(|resource| resource.address.to_string()).collect();
        assert_eq!(planned, core, "{row:?}");
        let choices: Vec<_> = row.iter().map(|(selector, value)| format!("{selector}={value}")).collect();
        println!("  {:>3} resources  {}", core.len(), choices.join("  "));
    }
    Ok(())
}

#[test]
fn pairs_that_no_configuration_has_are_refused_by_a_rule() {
    println!("Pairs of modes that a rule forbids:");
    for pair in Covering::of(Module::embedded()).forbidden {
        let evaluation = Evaluation::of(Module::embedded(), &configurations::inputs(&[pair.0, pair.1]));
        let of_the_pair =
            |line: &String| [pair.0.0, pair.1.0].iter().any(|name| line.starts_with(&format!("{name}: ")));
        let said = errors(&evaluation).into_iter().find(of_the_pair);
        let said = said.unwrap_or_else(|| panic!("no rule forbids {pair:?}"));
        println!("  {}={} with {}={}\n    {said}", pair.0.0, pair.0.1, pair.1.0, pair.1.1);
    }
}
