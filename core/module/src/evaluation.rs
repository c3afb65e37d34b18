//! What follows from one set of inputs.

use crate::earlier::{Anew, Earlier};
use crate::names::{input, local};
use crate::resource_values::PlannedValues;
use crate::{
    Container, Diagnostic, Fix, Inputs, Level, Module, OutputValue, Plan, PlannedBlock, Prerequisite, ResourceValues,
    Values, check, environment, fixes, made_up, outputs, prerequisite, resource_values,
};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use terraform_language::evaluate::{Evaluator, Instance, Made, Scope};
use terraform_language::expression::Expr;
use terraform_language::{InputPath, Value, sorted};

/// The check that finds what looks like a secret in plain text.
pub(crate) const PLAINTEXT_SECRET: &str = "plaintext_secret";

/// Values, diagnostics, plan, environments, outputs and prerequisites of one set of inputs.
///
/// What the form shows is made at once; the rest when it is first asked for.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What the user set.
    pub inputs: Inputs,
    /// The inputs completed, without what does not fit its type.
    pub values: Values,
    /// The worst first, each level in the order of the module.
    pub diagnostics: Vec<Diagnostic>,
    /// What Terraform will create; with errors, what can be told of it.
    pub plan: Plan,
    module: &'static Module,
    effective: BTreeMap<String, Value>,
    /// What the rules and the plan have made of locals, for what is planned of resources.
    made: Arc<Made>,
    /// Whether all inputs fit their types.
    fits: bool,
    /// What was planned of resources when the inputs were others.
    earlier_plan: Option<Arc<PlannedValues>>,
    in_effect: OnceLock<Values>,
    containers: OnceLock<Vec<Container>>,
    outputs: OnceLock<Vec<OutputValue>>,
    prerequisites: OnceLock<Vec<Prerequisite>>,
    to_fill_in: OnceLock<Vec<InputPath>>,
    planned_values: OnceLock<Arc<PlannedValues>>,
    planned_blocks: OnceLock<Vec<PlannedBlock>>,
}

impl Evaluation {
    /// Evaluates the inputs.
    pub fn of(module: &'static Module, inputs: &Inputs) -> Self {
        let (values, misfits) = Values::complete(module, inputs);
        Self::after(&Anew, module, inputs, values, misfits)
    }

    /// Evaluates values that the inputs were completed to, with what did not fit; what stays true of an earlier evaluation
    /// is taken over.
    pub(crate) fn after(
        earlier: &dyn Earlier,
        module: &'static Module,
        inputs: &Inputs,
        values: Values,
        misfits: Vec<Diagnostic>,
    ) -> Self {
        let mut diagnostics = misfits;
        // Terraform stops here. One wrong entry must not take all others out of the picture.
        let fitting = (!diagnostics.is_empty()).then(|| Values::of_what_fits(module, inputs));
        let scope = Scope::new(module.configuration(), values.as_map());
        let scope = earlier.share(scope);
        diagnostics.extend(check::check(module, inputs, &values, &scope, earlier));
        let diagnostics = sorted(diagnostics, |a, b| a.level.cmp(&b.level));
        // What the rules have evaluated already serves the plan, too.
        let scope = match &fitting {
            Some(fitting) => Scope::new(module.configuration(), fitting.as_map()),
            None => scope,
        };
        let plan = Plan::of(module, &scope);
        let effective = effective(module, &scope);
        let made = Arc::new(scope.into_made());
        let fits = fitting.is_none();
        let values = fitting.unwrap_or(values);
        Self {
            inputs: inputs.clone(),
            values,
            diagnostics,
            plan,
            module,
            effective,
            made,
            fits,
            earlier_plan: None,
            in_effect: OnceLock::new(),
            containers: OnceLock::new(),
            outputs: OnceLock::new(),
            prerequisites: OnceLock::new(),
            to_fill_in: OnceLock::new(),
            planned_values: OnceLock::new(),
            planned_blocks: OnceLock::new(),
        }
    }

    /// The module that was evaluated.
    pub fn module(&self) -> &'static Module {
        self.module
    }

    /// What has been made of the module's locals for the values.
    pub(crate) fn made(&self) -> &Made {
        &self.made
    }

    /// Whether every input fits its type, so that rules and plan are about the same values.
    pub(crate) fn fits(&self) -> bool {
        self.fits
    }

    /// The evaluation, for which the plan of an earlier one is at hand.
    pub(crate) fn with_earlier_plan_of(self, earlier: &Self) -> Self {
        let plan = earlier.planned_values.get().or(earlier.earlier_plan.as_ref());
        Self { earlier_plan: plan.cloned(), ..self }
    }

    /// What each container finds in its environment.
    pub fn containers(&self) -> &[Container] {
        self.containers.get_or_init(|| environment::containers(self.module, &self.values))
    }

    /// What the module gives back.
    pub fn outputs(&self) -> &[OutputValue] {
        self.outputs.get_or_init(|| outputs::outputs(self.module, &self.values))
    }

    /// What each resource instance will be. One that cannot be evaluated, since an input is wrong, is left out.
    pub fn resource_values(&self) -> &[ResourceValues] {
        let planned = || PlannedValues::of(self.module, &self.values, &self.made, self.earlier_plan.as_deref());
        self.planned_values.get_or_init(|| Arc::new(planned())).resources()
    }

    /// The same for people: each as its block, which says where a value comes from that Terraform knows after apply.
    pub fn planned_blocks(&self) -> &[PlannedBlock] {
        self.planned_blocks.get_or_init(|| resource_values::planned_blocks(self.module, &self.values))
    }

    /// What must exist before the first apply.
    pub fn prerequisites(&self) -> &[Prerequisite] {
        self.prerequisites.get_or_init(|| prerequisite::prerequisites(self.module, &self.values))
    }

    /// The places that somebody still has to fill in, in the order of the module: where something must be set and
    /// nothing is, and where a value is made up. What the modes chosen do not use is not among them.
    pub fn to_fill_in(&self) -> &[InputPath] {
        self.to_fill_in.get_or_init(|| {
            let mut found = Vec::new();
            for variable in self.module.variables().iter().filter(|variable| self.values.uses(variable)) {
                let path = InputPath::of(&variable.name);
                let missing = self.errors().filter(|error| error.path.is_within(&path) && self.is_missing(error));
                found.extend(missing.map(|missing| missing.path.clone()));
                if let Some(value) = self.inputs.get(&variable.name).filter(|_| !variable.sensitive) {
                    found.extend(made_up::places(&path, &variable.ty, value, |_, text| made_up::is_made_up(text)));
                }
            }
            found.dedup();
            found
        })
    }

    /// Changes that are certain to remove one of the diagnostics and to add none. Each is tried first, which takes as long
    /// as some evaluations.
    pub fn fixes(&self, diagnostic: &Diagnostic) -> Vec<Fix> {
        fixes::of(self.module, &self.inputs, &self.values, &self.diagnostics, diagnostic)
    }

    /// The places that hold what looks like a secret in plain text, whether that was accepted or not.
    pub fn plain_secrets(&self) -> Vec<InputPath> {
        let inputs = self.inputs.with(input::ACKNOWLEDGED_ADVICE.name(), Value::Null);
        let found = check::diagnose(self.module, &inputs).into_iter();
        let found = found.filter(|found| found.check.as_deref() == Some(PLAINTEXT_SECRET));
        found.map(|found| found.path).collect()
    }

    /// Whether the diagnostic is an error because something must be set and nothing is.
    pub fn is_missing(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.level == Level::Refused && self.inputs.at(&diagnostic.path).is_none()
    }

    /// The values with the module's own default in the place of every null.
    pub fn in_effect(&self) -> &Values {
        let in_effect = |name: &str, value: &Value| match self.effective.get(name) {
            Some(default) if value.is_null() => default.clone(),
            _ => value.clone(),
        };
        let all = || self.values.iter().map(|(name, value)| (name.to_owned(), in_effect(name, value))).collect();
        self.in_effect.get_or_init(all)
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
        self.at(Level::Refused)
    }

    /// The advice: what Terraform only warns of.
    pub fn advice(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.level != Level::Refused)
    }

    /// What is found at one level.
    pub fn at(&self, level: Level) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |diagnostic| diagnostic.level == level)
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
