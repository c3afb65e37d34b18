//! What follows from one set of inputs.

use crate::names::local;
use crate::{
    Container, Diagnostic, Inputs, Module, OutputValue, Plan, Prerequisite, Severity, Values, check, environment,
    fixes, outputs, prerequisite,
};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use terraform_language::evaluate::{Evaluator, Instance, Scope};
use terraform_language::expression::Expr;
use terraform_language::{Value, sorted};

/// Values, diagnostics, plan, environments, outputs and prerequisites of one set of inputs.
///
/// What the form shows is made at once; the rest when it is first asked for.
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
    module: &'static Module,
    effective: BTreeMap<String, Value>,
    containers: OnceLock<Vec<Container>>,
    outputs: OnceLock<Vec<OutputValue>>,
    prerequisites: OnceLock<Vec<Prerequisite>>,
}

impl Evaluation {
    /// Evaluates the inputs.
    pub fn of(module: &'static Module, inputs: &Inputs) -> Self {
        let (values, mut diagnostics) = Values::complete(module, inputs);
        let scope = Scope::new(module.configuration(), values.as_map());
        diagnostics.extend(check::check(module, inputs, &values, &scope));
        let mut diagnostics = sorted(diagnostics, |a, b| a.severity.cmp(&b.severity));
        fixes::offer(module, inputs, &values, &mut diagnostics);
        let plan = Plan::of(module, &scope);
        let effective = effective(module, &scope);
        Self {
            inputs: inputs.clone(),
            values,
            diagnostics,
            plan,
            module,
            effective,
            containers: OnceLock::new(),
            outputs: OnceLock::new(),
            prerequisites: OnceLock::new(),
        }
    }

    /// The module that was evaluated.
    pub fn module(&self) -> &'static Module {
        self.module
    }

    /// What each container finds in its environment.
    pub fn containers(&self) -> &[Container] {
        self.containers.get_or_init(|| environment::containers(self.module, &self.values))
    }

    /// What the module gives back.
    pub fn outputs(&self) -> &[OutputValue] {
        self.outputs.get_or_init(|| outputs::outputs(self.module, &self.values))
    }

    /// What must exist before the first apply.
    pub fn prerequisites(&self) -> &[Prerequisite] {
        self.prerequisites.get_or_init(|| prerequisite::prerequisites(self.module, &self.values, &self.plan))
    }

    /// The values with the module's own default in the place of every null.
    pub fn in_effect(&self) -> Values {
        let in_effect = |name: &str, value: &Value| match self.effective.get(name) {
            Some(default) if value.is_null() => default.clone(),
            _ => value.clone(),
        };
        self.values.iter().map(|(name, value)| (name.to_owned(), in_effect(name, value))).collect()
    }

    /// The default that the module takes for a variable in the modes chosen, whether the user set another value or
    /// not; `None` when it has none.
    ///
    /// For an input of one mode only this is what `local.effective` makes of the value null.
    pub fn effective(&self, name: &str) -> Option<&Value> {
        self.effective.get(name).or_else(|| self.values.get(name)).filter(|value| !value.is_null())
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

/// What `local.effective` holds, entry by entry: one that cannot be evaluated does not take the others with it.
fn effective(module: &Module, scope: &Scope) -> BTreeMap<String, Value> {
    let Some(Expr::Object(entries)) = module.configuration().locals.get(&local::EFFECTIVE.name()) else {
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
