//! That core gives every case of the corpus its verdict, and that the corpus leaves no rule out.

use std::collections::BTreeSet;

use openmercato_ecs_core::{Evaluation, Module};
use openmercato_ecs_tests::cases::{self, Case};

fn corpus() -> Vec<Case> {
    cases::all().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn core_gives_every_case_its_verdict() {
    let mut wrong = Vec::new();
    for case in corpus() {
        let evaluation = Evaluation::of(Module::embedded(), &case.inputs);
        let fails: BTreeSet<_> = evaluation.errors().map(|error| error.path.to_string()).collect();
        let warns: BTreeSet<_> = evaluation.advice().filter_map(|advice| advice.check.clone()).collect();
        let judged = case.fails.is_empty();
        if fails != case.fails || judged && warns != case.warns {
            wrong.push(format!(
                "{}\n  expected {:?} {:?}\n  core says {fails:?} {warns:?}",
                case.name, case.fails, case.warns
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_rule_is_broken_by_a_case() {
    let broken: BTreeSet<_> = corpus()
        .iter()
        .flat_map(|case| Evaluation::of(Module::embedded(), &case.inputs).diagnostics)
        .filter_map(|diagnostic| diagnostic.location)
        .map(|location| location.to_string())
        .collect();
    let unbroken: Vec<_> =
        Module::embedded().rule_locations().map(ToString::to_string).filter(|at| !broken.contains(at)).collect();
    assert!(unbroken.is_empty(), "no case breaks the rules at {unbroken:#?}");
}
