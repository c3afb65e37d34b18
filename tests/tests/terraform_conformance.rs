//! That Terraform gives the cases of the corpus the verdict that core gives them, rule by rule, word for word.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Evaluation, Module};
use openmercato_ecs_tests::calls::{self, Finding};
use openmercato_ecs_tests::cases::{self, Case};
use openmercato_ecs_tests::conformity::seed;
use openmercato_ecs_tests::terraform::{Result, Terraform};

/// The cases of the corpus that this run asks Terraform about: with another seed, others.
fn sample() -> Vec<Case> {
    let seed = seed();
    println!("CONFORM_SEED={seed}");
    cases::sample(seed).unwrap_or_else(|error| panic!("{error}"))
}

fn corpus() -> Vec<Case> {
    cases::all().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn terraform_says_of_a_sample_what_core_says() -> Result<()> {
    verdicts_are_the_same(&sample())
}

#[test]
#[ignore = "takes minutes: a chore"]
fn terraform_says_of_every_case_what_core_says() -> Result<()> {
    verdicts_are_the_same(&corpus())
}

#[test]
fn terraform_gives_in_a_sample_the_advice_that_core_gives() -> Result<()> {
    advice_is_the_same(&sample())
}

#[test]
#[ignore = "takes minutes: a chore"]
fn terraform_gives_the_advice_that_core_gives() -> Result<()> {
    advice_is_the_same(&corpus())
}

fn verdicts_are_the_same(corpus: &[Case]) -> Result<()> {
    let inputs: Vec<_> = corpus.iter().map(|case| &case.inputs).collect();
    let terraform = calls::validate(&Terraform::find()?, &inputs)?;
    let mut different = Vec::new();
    for (case, said) in corpus.iter().zip(terraform) {
        let core = calls::core(&case.inputs);
        let only = |a: &BTreeSet<Finding>, b: &BTreeSet<Finding>| {
            a.difference(b).map(|finding| format!("    {} [{}]\n", finding.line, finding.rule)).collect::<String>()
        };
        if said != core {
            let (terraform, core) = (only(&said, &core), only(&core, &said));
            different.push(format!("{}\n  Terraform alone:\n{terraform}  core alone:\n{core}", case.name));
        }
    }
    assert!(different.is_empty(), "{} of {} cases:\n{}", different.len(), corpus.len(), different.join("\n"));
    Ok(())
}

fn advice_is_the_same(corpus: &[Case]) -> Result<()> {
    let passing: Vec<_> = corpus.iter().filter(|case| case.fails.is_empty()).map(|case| &case.inputs).collect();
    let mut core = BTreeMap::<String, usize>::new();
    for inputs in &passing {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        // Terraform warns once for each assertion, core once for each line of its message.
        let asserts: BTreeSet<_> =
            evaluation.advice().map(|advice| (advice.check.clone(), advice.location.clone())).collect();
        for (check, _) in asserts {
            *core.entry(check.unwrap_or_default()).or_default() += 1;
        }
    }
    assert_eq!(calls::advice(&Terraform::find()?, &passing)?, core);
    Ok(())
}
