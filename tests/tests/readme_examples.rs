//! That each example in the module's README is accepted, and that each choice has one.

use openmercato_ecs_core::import::{self, SourceFile};
use openmercato_ecs_core::{Evaluation, Inputs, Module};

const HEADING: &str = "### An example for each choice";

/// The smallest deployment, and what production is not needed for here.
const BASE: &str = r#"{
    "name": "shop", "environment": "staging", "aws_region": "us-east-1",
    "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/openmercato:1.4.2"
}"#;

fn examples() -> Vec<String> {
    let readme = std::fs::read_to_string(openmercato_ecs_tests::tables::readme()).expect("the README");
    let (_, section) = readme.split_once(HEADING).expect("the section");
    let (section, _) = section.split_once("\n## ").expect("its end");
    section.split("```hcl\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn every_example_is_accepted() {
    let base = Inputs::from_json(&serde_json::from_str(BASE).expect("JSON")).expect("inputs");
    for example in examples() {
        let read = import::read(&[SourceFile::new("example.tfvars", example.as_str())]);
        let inputs = read.inputs.iter().fold(base.clone(), |all, (name, value)| all.with(name, value.clone()));
        let evaluation = Evaluation::of(Module::embedded(), &inputs);
        let errors: Vec<_> = evaluation.errors().map(|error| &error.message).collect();
        assert!(errors.is_empty() && read.inputs.iter().count() > 0, "{example}{errors:?}");
    }
}

#[test]
fn every_choice_has_an_example() {
    let all = examples().concat();
    let words: Vec<_> = all.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for selector in CHOICES {
        let variable = Module::embedded().variable(selector).expect(selector);
        assert!(variable.choices.len() > 1, "{selector}");
        for choice in &variable.choices {
            let line = format!("{selector} = \"{}\"", choice.as_str().expect("a text"));
            assert!(words.contains(&line), "{line}");
        }
    }
}

/// The selectors of the decision matrix.
const CHOICES: [&str; 9] = [
    "networking_mode",
    "runtime_mode",
    "database_mode",
    "redis_mode",
    "redis_deployment_mode",
    "uploads_mode",
    "search_mode",
    "dns_mode",
    "waf_mode",
];
