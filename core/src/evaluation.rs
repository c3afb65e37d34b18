//! Everything that follows from one set of inputs.

use crate::cost::{Assumptions, Estimate};
use crate::evaluate::{Evaluator, Instance, Scope};
use crate::expression::Expr;
use crate::{
    Container, Diagnostic, Files, Inputs, Module, OutputValue, Plan, Prerequisite, Severity, Topology, Value, Values,
};
use crate::{check, emit, environment, fix, outputs, prerequisite};
use std::collections::BTreeMap;

/// Values, diagnostics, plan, environments, outputs, prerequisites, topology, estimate and files of one set of inputs,
/// made together.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What the user set.
    pub inputs: Inputs,
    /// The inputs completed.
    pub values: Values,
    /// Errors first, then advice, each in the order of the module.
    pub diagnostics: Vec<Diagnostic>,
    /// What Terraform will create.
    pub plan: Plan,
    /// What each container finds in its environment.
    pub containers: Vec<Container>,
    /// What the module gives back.
    pub outputs: Vec<OutputValue>,
    /// What must exist before the first apply.
    pub prerequisites: Vec<Prerequisite>,
    /// What people see of it.
    pub topology: Topology,
    /// What it costs a month.
    pub estimate: Estimate,
    /// The archive's files.
    pub files: Files,
    effective: BTreeMap<String, Value>,
}

impl Evaluation {
    /// Evaluates the inputs, with the usual assumptions about their use.
    pub fn of(module: &Module, inputs: &Inputs) -> Self {
        Self::assuming(module, inputs, &Assumptions::default())
    }

    /// Evaluates the inputs. The assumptions change the estimate, and travel in the archive's link.
    pub fn assuming(module: &Module, inputs: &Inputs, assumptions: &Assumptions) -> Self {
        let (values, mut diagnostics) = Values::complete(module, inputs);
        let scope = Scope::new(&module.source, values.as_map());
        diagnostics.extend(check::check(module, inputs, &values, &scope));
        diagnostics.sort_by_key(|diagnostic| diagnostic.severity);
        fix::offer(module, inputs, &values, &mut diagnostics);
        let plan = Plan::of(module, &scope);
        let effective = effective(module, &scope);
        let in_effect = in_effect(&values, &effective);
        let topology = Topology::of(&plan, &in_effect);
        let prerequisites = prerequisite::prerequisites(module, &values, &plan);
        Self {
            files: emit::files(module, inputs, assumptions, &diagnostics, &prerequisites, &topology),
            diagnostics,
            containers: environment::containers(module, &values),
            outputs: outputs::outputs(module, &values),
            prerequisites,
            topology,
            estimate: Estimate::of(&plan, &in_effect, assumptions),
            effective,
            plan,
            inputs: inputs.clone(),
            values,
        }
    }

    /// The default that the module takes for a variable in the modes chosen, whether the user set another value or
    /// not; `None` when it has none.
    ///
    /// For an input of one mode only this is what `local.effective` makes of the value null.
    pub fn effective(&self, name: &str) -> Option<&Value> {
        self.effective.get(name).or_else(|| Some(self.values.get(name))).filter(|value| !value.is_null())
    }

    /// The path of the user's own root in the archive, as `infra/terraform/deployments/shop`.
    pub fn deployment(&self) -> String {
        emit::deployment(&self.inputs, &self.diagnostics)
    }

    /// The module call alone, as HCL, for a repository that has a root already.
    pub fn module_call(&self, module: &Module) -> String {
        emit::module_call(module, &self.inputs)
    }

    /// The errors: Terraform refuses the inputs when there is one.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The advice.
    pub fn advice(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }
}

/// The values with the module's own default in the place of every null.
fn in_effect(values: &Values, effective: &BTreeMap<String, Value>) -> Values {
    let in_effect = |name: &str, value: &Value| match effective.get(name) {
        Some(default) if value.is_null() => default.clone(),
        _ => value.clone(),
    };
    values.iter().map(|(name, value)| (name.to_owned(), in_effect(name, value))).collect()
}

/// What `local.effective` holds, entry by entry: one that cannot be evaluated does not take the others with it.
fn effective(module: &Module, scope: &Scope) -> BTreeMap<String, Value> {
    let Some(Expr::Object(entries)) = module.source.locals.get("effective") else {
        return BTreeMap::new();
    };
    let mut evaluator = Evaluator::new(scope, &Instance::Single);
    let mut evaluated = BTreeMap::new();
    for (key, value) in entries {
        if let (Expr::Literal(Value::String(name)), Ok(value)) = (key, evaluator.evaluate(value)) {
            evaluated.insert(name.to_string(), value);
        }
    }
    evaluated
}
