//! Whether core and Terraform agree about inputs that nobody thought of.

pub mod archives;
mod changes;
mod comparison;
pub mod damage;
mod foretold;
mod generator;
mod plans;
pub mod scopes;
mod source;
pub mod sources;
mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use openmercato_ecs_core::names::input;
use openmercato_ecs_core::{Evaluation, Inputs, Module, Segment, Value, hcl, templates};
use serde_json::Value as Json;

pub use comparison::Comparison;
pub use generator::Generator;
pub use source::{Source, SourceGenerator};
pub use tally::Tally;

use crate::calls::{self, Finding};
use crate::terraform::{FAKE_CREDENTIALS, Plan, Result, Terraform, Workspace};

/// How many inputs share one root: with more, Terraform takes longer for each.
const BATCH: usize = 25;

/// How many disagreements are shrunk.
const SHRUNK: usize = 3;

/// How many calls of the whole module share one plan.
const PLANS: usize = 30;

/// The seed of the runs in CI; `CONFORM_SEED` overrides it.
const SEED: u64 = 28;

/// What the two disagree about.
#[derive(Clone, Debug)]
pub struct Disagreement {
    /// The inputs, with nothing in them that it could do without.
    pub inputs: Inputs,
    /// What each says that the other does not.
    pub about: String,
}

/// As a file of the corpus, with what core says as a comment would, were there comments in JSON.
impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let evaluation = Evaluation::of(Module::embedded(), &self.inputs);
        let fails: BTreeSet<_> = evaluation.errors().map(|error| error.path.to_string()).collect();
        let case = serde_json::json!({ "why": "…", "inputs": self.inputs.to_json(), "fails": fails });
        write!(f, "{case:#}\n{}", self.about)
    }
}

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The seed that makes the same inputs again.
    pub seed: u64,
    /// Inputs whose verdicts were compared.
    pub cases: usize,
    /// Those among them that were refused.
    pub refused: usize,
    /// Inputs whose plans were compared.
    pub plans: usize,
    /// Resources in those plans.
    pub resources: usize,
    /// Container definitions that were known before apply, and compared.
    pub containers: usize,
    /// Disagreements found.
    pub disagreements: usize,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, cases, refused, plans, resources, containers, disagreements } = self;
        write!(
            f,
            "seed {seed}: {cases} inputs, {refused} of them refused; {plans} plans with {resources} resources and \
             {containers} known container definitions; {disagreements} disagreements"
        )
    }
}

/// The seed that `CONFORM_SEED` names, or the usual one.
#[must_use]
pub fn seed() -> u64 {
    std::env::var("CONFORM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED)
}

/// Compares the verdicts on `cases` random inputs, and the plans of `plans` of those that are accepted. `report` hears
/// of each disagreement as it is found, and of the progress.
///
/// # Errors
/// When Terraform cannot be run.
pub fn compare(seed: u64, cases: usize, plans: usize, mut report: impl FnMut(&str)) -> Result<Figures> {
    let terraform = Terraform::find()?;
    let mut generator = Generator::new(seed);
    let mut figures = Figures { seed, ..Figures::default() };
    while figures.cases < cases {
        let inputs: Vec<_> = (0..BATCH.min(cases - figures.cases)).map(|_| generator.inputs()).collect();
        for disagreement in verdicts(&terraform, &inputs)? {
            figures.disagreements += 1;
            // Shrinking takes several runs of Terraform, and many disagreements have one cause.
            let is_one_of_the_first = figures.disagreements <= SHRUNK;
            let shown = if is_one_of_the_first { shrunk(&terraform, &disagreement)? } else { disagreement };
            report(&shown.to_string());
        }
        figures.cases += inputs.len();
        figures.refused += inputs.iter().filter(|inputs| !calls::core(inputs).is_empty()).count();
        report(&figures.to_string());
    }
    while figures.plans < plans {
        let inputs: Vec<_> = (0..PLANS.min(plans - figures.plans)).map(|_| plannable(&mut generator)).collect();
        for disagreement in planned(&terraform, &inputs, &mut figures)? {
            figures.disagreements += 1;
            report(&disagreement.to_string());
        }
        figures.plans += inputs.len();
        report(&figures.to_string());
    }
    Ok(figures)
}

/// The inputs about which the verdicts differ.
fn verdicts(terraform: &Terraform, inputs: &[Inputs]) -> Result<Vec<Disagreement>> {
    let references: Vec<_> = inputs.iter().collect();
    let said = calls::validate(terraform, &references)?;
    let about = inputs.iter().zip(said).filter_map(|(inputs, said)| {
        let about = difference(&said, &calls::core(inputs))?;
        Some(Disagreement { inputs: inputs.clone(), about })
    });
    Ok(about.collect())
}

/// What only one of the two says; `None` when they agree.
///
/// About values of the wrong type each speaks in words of its own, so there the variables are compared. Terraform asks
/// no rule over several variables then.
fn difference(terraform: &BTreeSet<Finding>, core: &BTreeSet<Finding>) -> Option<String> {
    let (unsuitable, said) = (mistyped(terraform), mistyped(core));
    if unsuitable != said {
        return Some(format!("  of the wrong type for Terraform: {unsuitable:?}, for core: {said:?}\n"));
    }
    let is_comparable = |finding: &&Finding| {
        let about_type = unsuitable.iter().any(|name| is_about(finding, name));
        finding.declaration().is_none()
            && !about_type
            && (unsuitable.is_empty() || !finding.rule.starts_with("contract/"))
    };
    let comparable =
        |findings: &BTreeSet<Finding>| findings.iter().filter(is_comparable).cloned().collect::<BTreeSet<_>>();
    let (terraform, core) = (&comparable(terraform), &comparable(core));
    let only = |who: &str, a: &BTreeSet<Finding>, b: &BTreeSet<Finding>| {
        let lines = a.difference(b).map(|finding| format!("  {who} alone: {} [{}]\n", finding.line, finding.rule));
        lines.collect::<String>()
    };
    (terraform != core).then(|| only("Terraform", terraform, core) + &only("core", core, terraform))
}

/// The variables that a value of the wrong type was given to.
fn mistyped(findings: &BTreeSet<Finding>) -> BTreeSet<String> {
    findings.iter().filter_map(Finding::declaration).filter(|name| *name != "inputs").map(str::to_owned).collect()
}

/// Whether a finding is about the variable, or a place in it.
fn is_about(finding: &Finding, variable: &str) -> bool {
    let rest = finding.line.strip_prefix(variable);
    rest.is_some_and(|rest| rest.starts_with([':', '.', '[']))
}

/// The disagreement without the inputs that it can do without: all that leave it standing are tried at once.
fn shrunk(terraform: &Terraform, found: &Disagreement) -> Result<Disagreement> {
    let mut smallest = found.clone();
    loop {
        let without = |name: &str| smallest.inputs.with(name, Value::Null);
        let candidates: Vec<_> = smallest.inputs.iter().map(|(name, _)| without(name)).collect();
        match verdicts(terraform, &candidates)?.into_iter().next() {
            Some(smaller) => smallest = smaller,
            None => return Ok(smallest),
        }
    }
}

/// The next inputs that Terraform can plan offline, in one region: one provider plans many.
fn plannable(generator: &mut Generator) -> Inputs {
    loop {
        let inputs = generator.inputs().with(input::AWS_REGION.name(), REGION.into());
        if is_plannable(&inputs) {
            return inputs;
        }
    }
}

/// Whether Terraform can plan the inputs offline: nothing is wrong with them, and nothing is looked up in AWS.
fn is_plannable(inputs: &Inputs) -> bool {
    let evaluation = Evaluation::of(Module::embedded(), inputs);
    let asks = evaluation.values.get("verify_existing_network").and_then(Value::as_bool) == Some(true)
        || evaluation.values.of(input::AVAILABILITY_ZONES).is_null()
            && evaluation.values.of(input::NETWORKING_MODE).as_str() == Some("managed");
    evaluation.errors().next().is_none() && !asks
}

/// The inputs whose plans differ: in addresses, or in what a container is given.
fn planned(terraform: &Terraform, inputs: &[Inputs], figures: &mut Figures) -> Result<Vec<Disagreement>> {
    let workspace = Workspace::new()?;
    for (path, text) in templates::module().iter().filter(|(path, _)| path.ends_with(".tf")) {
        workspace.write(format!("module/{path}"), text)?;
    }
    let mut main = hcl::Body::new();
    for (index, inputs) in inputs.iter().enumerate() {
        let mut call = hcl::Body::new();
        call.attribute("source", Value::from("./module"));
        for (name, value) in inputs.iter() {
            call.attribute(name, value.clone());
        }
        main.block(&format!("module \"case_{index}\""), &call);
    }
    workspace.write("main.tf", main.to_string())?;
    let provider = FAKE_CREDENTIALS.replacen('{', &format!("{{\n  region = \"{REGION}\""), 1);
    workspace.write("provider.tf", &provider)?;
    let plan = terraform.root(workspace.path()).init_with_provider()?.plan()?;
    figures.resources += plan.resources.len();
    let mut found = Vec::new();
    for (index, inputs) in inputs.iter().enumerate() {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        let case = format!("case_{index}");
        let about = addresses(&plan, &case, &evaluation) + &definitions(&plan, &case, &evaluation, figures);
        if !about.is_empty() {
            found.push(Disagreement { inputs: inputs.clone(), about });
        }
    }
    Ok(found)
}

/// The region of every plan: the one that the presets name.
const REGION: &str = "us-east-1";

fn addresses(plan: &Plan, case: &str, evaluation: &Evaluation) -> String {
    let terraform: BTreeSet<_> = plan.addresses_in(case).map(str::to_owned).collect();
    let core: BTreeSet<_> = evaluation.plan.resources.iter().map(|resource| resource.address.to_string()).collect();
    let only = |who: &str, a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.difference(b).map(|address| format!("  {who} alone plans {address}\n")).collect::<String>()
    };
    only("Terraform", &terraform, &core) + &only("core", &core, &terraform)
}

/// What the containers are given, where Terraform knows their definitions before apply.
fn definitions(plan: &Plan, case: &str, evaluation: &Evaluation, figures: &mut Figures) -> String {
    let prefix = format!("module.{case}.aws_ecs_task_definition.");
    let mut about = String::new();
    for (address, resource) in plan.resources.iter().filter(|(address, _)| address.starts_with(&prefix)) {
        let Some(text) = resource.values.get("container_definitions").and_then(Json::as_str) else { continue };
        let definitions: Json = serde_json::from_str(text).unwrap_or_default();
        // The provider sorts the containers by name.
        let app = definitions.as_array().into_iter().flatten().find(|definition| definition["name"] == "app");
        let terraform = given(app.unwrap_or(&Json::Null));
        let worker = resource.index.as_ref().and_then(Json::as_str);
        let core = core_given(evaluation, worker.unwrap_or(&resource.name.replace('_', "-")));
        figures.containers += 1;
        if terraform != core {
            about.push_str(&format!("  {address}: Terraform gives {terraform:?}\n  core gives {core:?}\n"));
        }
    }
    about
}

/// Environment and secrets of a container definition: values and ARNs by name.
fn given(definition: &Json) -> BTreeMap<String, String> {
    let list = |list: &str, value: &'static str| {
        let entries = definition[list].as_array().cloned().unwrap_or_default();
        let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
        entries.into_iter().map(move |entry| (text(&entry["name"]), text(&entry[value]))).collect::<Vec<_>>()
    };
    list("environment", "value").into_iter().chain(list("secrets", "valueFrom")).collect()
}

fn core_given(evaluation: &Evaluation, container: &str) -> BTreeMap<String, String> {
    let known = |segment: &Segment| match segment {
        Segment::Text(text) => text.clone(),
        Segment::AfterApply(name) => format!("<{name}>"),
    };
    let of = evaluation.containers().iter().find(|of| of.name == container);
    let variables = of.into_iter().flat_map(|of| &of.variables);
    variables.map(|variable| (variable.name.clone(), variable.value.iter().map(known).collect())).collect()
}
