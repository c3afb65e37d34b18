//! One combination of alternatives, judged and priced.

use openmercato_ecs_cost::{Assumptions, Estimate, Total};
use openmercato_ecs_module::{Diagnostic, Evaluation, Inputs, Level, Module};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Advice about what only the customer can bring. Without a domain nobody can sign in, and a deployment can be compared
/// all the same.
const EXCUSED: [&str; 1] = ["plain_http"];

/// A fault beside what the module finds: something that it plans has no price, so that nobody can compare it.
pub(crate) const UNPRICED: &str = "no price";

/// Inputs with what follows from them.
pub struct Candidate {
    /// Values, diagnostics and plan.
    pub evaluation: Evaluation,
    /// What it costs.
    pub estimate: Estimate,
}

impl Candidate {
    /// Judges and prices inputs.
    pub fn of(module: &'static Module, inputs: &Inputs, assumptions: &Assumptions) -> Self {
        Self::about(Evaluation::of(module, inputs), assumptions)
    }

    /// What [`Candidate::of`] gives for other inputs; the sooner the less of them differs from those of this one.
    #[must_use]
    pub fn edited(&self, inputs: &Inputs, assumptions: &Assumptions) -> Self {
        Self::about(self.evaluation.edited(inputs), assumptions)
    }

    fn about(evaluation: Evaluation, assumptions: &Assumptions) -> Self {
        let estimate = Estimate::of(&evaluation.plan, evaluation.in_effect(), assumptions);
        Self { evaluation, estimate }
    }

    /// The price at the prices of some region: that of the deployment, where they are known.
    pub fn total(&self) -> Total {
        self.estimate.reference_total()
    }

    /// What is found: of advice the name of the check, of an error the place.
    pub fn findings(&self) -> BTreeSet<String> {
        self.evaluation.diagnostics.iter().map(key).collect()
    }

    /// The names of the inputs that alone decide whether something is found; `None` where others may, too.
    pub(crate) fn inputs_behind(&self, name: &str) -> Option<BTreeSet<Arc<str>>> {
        let mut found = self.evaluation.diagnostics.iter().filter(|found| key(found) == name).peekable();
        found.peek()?;
        let behind: Option<Vec<_>> = found.map(|found| self.evaluation.inputs_behind(found)).collect();
        Some(behind?.into_iter().flatten().map(Arc::from).collect())
    }

    /// What each finding and fault says, by the same names.
    pub(crate) fn texts(&self) -> BTreeMap<String, String> {
        let found = self.evaluation.diagnostics.iter();
        let found = found.map(|found| (key(found), format!("{}: {}", found.path, found.message)));
        let gaps: Vec<_> = self.estimate.not_included.iter().filter(|omission| omission.is_gap).collect();
        let unpriced = gaps.iter().map(|gap| format!("{}: {}", gap.what, gap.why)).collect::<Vec<_>>().join("; ");
        let unpriced = (!gaps.is_empty()).then(|| (UNPRICED.to_owned(), format!("{unpriced}. It cannot be compared.")));
        found.chain(unpriced).collect()
    }

    /// What makes it no proposal at all: an error, what will not work, what has no price.
    pub fn faults(&self) -> BTreeSet<String> {
        let is_fault = |found: &&Diagnostic| match found.level {
            Level::Refused => true,
            Level::WillNotWork => found.check.as_deref().is_none_or(|check| !EXCUSED.contains(&check)),
            Level::WillHurt => false,
        };
        let unpriced = self.total().at_least.then(|| UNPRICED.to_owned());
        self.evaluation.diagnostics.iter().filter(is_fault).map(key).chain(unpriced).collect()
    }
}

/// By what findings are told apart.
fn key(found: &Diagnostic) -> String {
    found.check.clone().unwrap_or_else(|| found.path.to_string())
}
