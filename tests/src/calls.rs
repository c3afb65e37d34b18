//! Many calls of the module in one root. Without resources, Terraform judges hundreds of inputs in seconds.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Evaluation, Inputs, Module, Value, hcl, templates};

use crate::terraform::{FAKE_CREDENTIALS, Result, Terraform, TfDiagnostic, Workspace};

/// What one rule says about one input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The message's line: `path: text`.
    pub line: String,
    /// The rule's file and line, relative to the module's folder.
    pub rule: String,
}

impl Finding {
    /// The variable whose declaration refuses the value, by its type or because it is missing; `None` for what a rule
    /// says.
    #[must_use]
    pub fn declaration(&self) -> Option<&str> {
        if let Some((_, rest)) = self.rule.split_once(".var.") {
            return rest.split(' ').next();
        }
        if let Some((name, _)) = self.line.strip_prefix("The argument \"").and_then(|rest| rest.split_once('"')) {
            return Some(name);
        }
        let variables = Module::embedded().variables().iter();
        let mut declared = variables.filter(|variable| variable.location.to_string() == self.rule);
        declared.next().map(|variable| variable.name.as_str())
    }
}

/// What core says about the inputs, as [`validate`] gives what Terraform says.
#[must_use]
pub fn core(inputs: &Inputs) -> BTreeSet<Finding> {
    let evaluation = Evaluation::of(Module::embedded(), inputs);
    let findings = evaluation.errors().flat_map(|error| {
        let rule = error.location.as_ref().map(ToString::to_string).unwrap_or_default();
        let message = format!("{}: {}", error.path, error.message);
        let lines: Vec<_> = message.lines().map(|line| Finding { line: line.to_owned(), rule: rule.clone() }).collect();
        lines
    });
    findings.collect()
}

/// How many calls share one root: with more, Terraform takes longer for each; with fewer, it starts more often.
const BATCH: usize = 40;

/// What `terraform validate` says about each of the inputs: by its own rules about one variable, and by the contract's.
///
/// The two are asked in roots of their own, since an error of the first kind can hide those of the second.
///
/// # Errors
/// When Terraform cannot be run, or says something that no rule of the module said.
pub fn validate(terraform: &Terraform, inputs: &[&Inputs]) -> Result<Vec<BTreeSet<Finding>>> {
    let mut all = Vec::new();
    for batch in inputs.chunks(BATCH) {
        let mut findings = vec![BTreeSet::new(); batch.len()];
        for diagnostic in run(terraform, batch, module_call, "")? {
            collect(&diagnostic, "", &mut findings);
        }
        for diagnostic in run(terraform, batch, contract_call, "contract/")? {
            collect(&diagnostic, "contract/", &mut findings);
        }
        all.extend(findings);
    }
    Ok(all)
}

/// How often each check warns when all of the inputs, which no rule refuses, are planned.
///
/// # Errors
/// When Terraform cannot be run or refuses the plan.
pub fn advice(terraform: &Terraform, inputs: &[&Inputs]) -> Result<BTreeMap<String, usize>> {
    let mut counts = BTreeMap::new();
    for batch in inputs.chunks(BATCH) {
        let workspace = root(batch, module_call, "")?;
        let root = terraform.root(workspace.path());
        root.init()?;
        for warning in root.plan()?.warnings {
            let name = warning.context.as_deref().and_then(|context| context.split('"').nth(1)).unwrap_or_default();
            *counts.entry(name.to_owned()).or_default() += 1;
        }
    }
    Ok(counts)
}

/// The addresses that Terraform plans for each of the inputs, relative to the module, all in one plan with the real AWS
/// provider and fake credentials.
///
/// # Errors
/// When Terraform cannot be run or refuses the plan.
pub fn addresses(terraform: &Terraform, inputs: &[&Inputs]) -> Result<Vec<BTreeSet<String>>> {
    let workspace = Workspace::new()?;
    for (path, text) in templates::module().iter() {
        workspace.write(format!("module/{path}"), text)?;
    }
    workspace.write("main.tf", main(inputs, module_call))?;
    workspace.write("provider.tf", FAKE_CREDENTIALS)?;
    workspace.write("provider_override.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\n")?;
    let root = terraform.root(workspace.path()).init_with_provider()?;
    let plan = root.plan()?;
    let of_call = |index| plan.addresses_in(&format!("case_{index}")).map(str::to_owned).collect();
    Ok((0..inputs.len()).map(of_call).collect())
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
    let without_resources = ["variables.tf", "locals.tf", "tables.tf", "checks.tf", "contract/variables.tf"];
    for (path, text) in templates::module().iter().filter(|(path, _)| without_resources.contains(path)) {
        if let Some(path) = path.strip_prefix(folder) {
            workspace.write(format!("module/{path}"), text)?;
        }
    }
    workspace.write("main.tf", main(inputs, call))?;
    Ok(workspace)
}

fn main(inputs: &[&Inputs], call: fn(&Inputs) -> hcl::Body) -> String {
    let mut main = hcl::Body::new();
    for (index, inputs) in inputs.iter().enumerate() {
        main.block(&format!("module \"case_{index}\""), &call(inputs));
    }
    main.to_string()
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
        // As the module passes it on: Terraform hides a message that says something of a sensitive value.
        let sensitive = Module::embedded().variable(name).is_some_and(|variable| variable.sensitive);
        let value = hcl::Expression::from(value.clone());
        object.attribute(name, if sensitive { hcl::Expression::raw(format!("sensitive({value})")) } else { value });
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
