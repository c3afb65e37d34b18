//! That Terraform gives every case of the corpus the verdict that core gives it, rule by rule, word for word.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Evaluation, Module};
use openmercato_ecs_tests::calls::{self, Finding};
use openmercato_ecs_tests::cases;
use openmercato_ecs_tests::terraform::{Result, Terraform};

#[test]
fn terraform_says_of_every_case_what_core_says() -> Result<()> {
    let corpus = cases::all().unwrap_or_else(|error| panic!("{error}"));
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

#[test]
fn terraform_gives_the_advice_that_core_gives() -> Result<()> {
    let corpus = cases::all().unwrap_or_else(|error| panic!("{error}"));
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
