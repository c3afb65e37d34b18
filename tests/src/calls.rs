//! Many calls of the module in one root without resources: Terraform judges hundreds of inputs in seconds.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Inputs, Module, Value, hcl, templates};

use crate::terraform::{Result, Terraform, TfDiagnostic, Workspace};

/// What one rule says about one input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The message's line: `path: text`.
    pub line: String,
    /// The rule's file and line, relative to the module's folder.
    pub rule: String,
}

/// What `terraform validate` says about each of the inputs: by its own rules about one variable, and by the contract's.
///
/// The two are asked in roots of their own, since an error of the first kind can hide those of the second.
///
/// # Errors
/// When Terraform cannot be run, or says something that no rule of the module said.
pub fn validate(terraform: &Terraform, inputs: &[&Inputs]) -> Result<Vec<BTreeSet<Finding>>> {
    let mut findings = vec![BTreeSet::new(); inputs.len()];
    for diagnostic in run(terraform, inputs, module_call, "")? {
        collect(&diagnostic, "", &mut findings);
    }
    for diagnostic in run(terraform, inputs, contract_call, "contract/")? {
        collect(&diagnostic, "contract/", &mut findings);
    }
    Ok(findings)
}

/// How often each check warns when all of the inputs, which no rule refuses, are planned together.
///
/// # Errors
/// When Terraform cannot be run or refuses the plan.
pub fn advice(terraform: &Terraform, inputs: &[&Inputs]) -> Result<BTreeMap<String, usize>> {
    let workspace = root(inputs, module_call, "")?;
    let root = terraform.root(workspace.path());
    root.init()?;
    let mut counts = BTreeMap::new();
    for warning in root.plan()?.warnings {
        let name = warning.context.as_deref().and_then(|context| context.split('"').nth(1)).unwrap_or_default();
        *counts.entry(name.to_owned()).or_default() += 1;
    }
    Ok(counts)
}

fn run(
    terraform: &Terraform,
    inputs: &[&Inputs],
    call: fn(&Inputs) -> hcl::Body,
    folder: &str,
) -> Result<Vec<TfDiagnostic>> {
    let workspace = root(inputs, call, folder)?;
    let root = terraform.root(workspace.path());
    root.init()?;
    root.validate()
}

fn root(inputs: &[&Inputs], call: fn(&Inputs) -> hcl::Body, folder: &str) -> Result<Workspace> {
    let workspace = Workspace::new()?;
    let without_resources = ["variables.tf", "locals.tf", "checks.tf", "contract/variables.tf"];
    for (path, text) in templates::module().iter().filter(|(path, _)| without_resources.contains(path)) {
        if let Some(path) = path.strip_prefix(folder) {
            workspace.write(format!("module/{path}"), text)?;
        }
    }
    let mut main = hcl::Body::new();
    for (index, inputs) in inputs.iter().enumerate() {
        main.block(&format!("module \"case_{index}\""), &call(inputs));
    }
    workspace.write("main.tf", main.to_string())?;
    Ok(workspace)
}

fn module_call(inputs: &Inputs) -> hcl::Body {
    let mut body = hcl::Body::new();
    body.attribute("source", Value::from("./module"));
    for (name, value) in inputs.iter().filter(|(name, _)| Module::embedded().variable(name).is_some()) {
        body.attribute(name, value.clone());
    }
    body
}

fn contract_call(inputs: &Inputs) -> hcl::Body {
    let mut object = hcl::Body::new();
    for (name, value) in inputs.iter() {
        object.attribute(name, value.clone());
    }
    let mut body = hcl::Body::new();
    body.attribute("source", Value::from("./module"));
    body.attribute("inputs", object);
    body.attribute("names", Value::tuple(inputs.iter().map(|(name, _)| Value::from(name))));
    body
}

/// Adds a finding for each line of the diagnostic's message to the case whose call it is about. What is not about a
/// call, or was said by no rule, becomes a finding of every case, so that it cannot be overlooked.
fn collect(diagnostic: &TfDiagnostic, folder: &str, findings: &mut [BTreeSet<Finding>]) {
    let context = diagnostic.context.as_deref().unwrap_or_default();
    let case = context.strip_prefix("module \"case_").and_then(|rest| rest.trim_end_matches('"').parse::<usize>().ok());
    let rule = diagnostic.rule().map(|(file, line)| {
        let file = file.strip_prefix("module/").unwrap_or(file);
        format!("{folder}{file}:{line}")
    });
    let lines = diagnostic
        .message()
        .lines()
        .map(|line| Finding { line: line.to_owned(), rule: rule.clone().unwrap_or_else(|| diagnostic.to_string()) });
    let lines: Vec<_> = lines.collect();
    match case.and_then(|case| findings.get_mut(case)) {
        Some(found) => found.extend(lines),
        None => findings.iter_mut().for_each(|found| found.extend(lines.iter().cloned())),
    }
}
