//! That core gives every case of the corpus its verdict, and that the corpus leaves no rule out.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Evaluation, Module};
use openmercato_ecs_tests::cases::{self, Case, Section, Subject};

fn corpus() -> Vec<Case> {
    cases::all().unwrap_or_else(|error| panic!("{error}"))
}

/// Every case, with the subject and the title of its section.
fn told() -> impl Iterator<Item = (Subject, String, Case)> {
    sections().into_iter().flat_map(|section| {
        let (subject, title) = (section.subject, section.title);
        section.cases.into_iter().map(move |case| (subject, title.clone(), case))
    })
}

#[test]
fn core_gives_every_case_its_verdict() {
    let mut wrong = Vec::new();
    for (subject, title, case) in told() {
        let evaluation = Evaluation::of(Module::embedded(), &case.inputs);
        let fails: BTreeSet<_> = evaluation.errors().map(|error| error.path.to_string()).collect();
        let warns: BTreeSet<_> = evaluation.advice().filter_map(|advice| advice.check.clone()).collect();
        let judged = case.fails.is_empty();
        let mut left_out = if subject == Subject::Topic { BTreeSet::new() } else { case.advice_of_base() };
        left_out.remove(&title);
        let told = warns.difference(&case.warns).all(|warning| left_out.contains(warning));
        if fails != case.fails || judged && !(case.warns.is_subset(&warns) && told) {
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

fn sections() -> Vec<Section> {
    cases::sections().unwrap_or_else(|error| panic!("{error}"))
}

/// The rules, or the advice, that a case breaks, by where they stand: of advice that its base has too, the section's own
/// alone.
fn broken(section: &Section, case: &Case) -> BTreeSet<String> {
    let (subject, of_base) = (section.subject, case.advice_of_base());
    let evaluation = Evaluation::of(Module::embedded(), &case.inputs);
    let of_kind = evaluation.diagnostics.iter().filter(|found| found.check.is_some() == (subject == Subject::Advice));
    let is_own =
        |check: &Option<String>| check.as_ref().is_none_or(|name| *name == section.title || !of_base.contains(name));
    of_kind
        .filter(|found| is_own(&found.check))
        .filter_map(|found| Some(found.location.as_ref()?.to_string()))
        .collect()
}

#[test]
fn a_section_has_what_breaks_its_rule_and_what_does_not() {
    for section in sections().iter().filter(|section| section.subject != Subject::Topic) {
        let breaking = section.cases.iter().filter(|case| case.breaks).count();
        assert!((1..section.cases.len()).contains(&breaking), "{} needs cases of both kinds", section.name);
    }
}

#[test]
fn a_section_is_about_one_rule_and_a_rule_has_one_section() {
    let mut told = BTreeMap::<String, String>::new();
    for section in sections().iter().filter(|section| section.subject != Subject::Topic) {
        let broken = |case| broken(section, case);
        let breaking = section.cases.iter().filter(|case| case.breaks);
        let shared = breaking.map(broken).reduce(|a, b| a.intersection(&b).cloned().collect()).unwrap_or_default();
        let passing = section.cases.iter().filter(|case| !case.breaks).flat_map(broken);
        let shared: Vec<_> = shared.difference(&passing.collect()).cloned().collect();
        let [rule] = shared.as_slice() else {
            panic!("what breaks {:?} and only that is no single rule but {shared:?}", section.name);
        };
        if let Some(other) = told.insert(rule.clone(), section.name.clone()) {
            panic!("{rule} has two sections: {:?} and {other:?}", section.name);
        }
    }
    let untold: Vec<_> =
        Module::embedded().rule_locations().map(ToString::to_string).filter(|at| !told.contains_key(at)).collect();
    assert!(untold.is_empty(), "no section tells of the rules at {untold:#?}");
}
