use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Instance, Planner};
use crate::terraform::{ResourceChange, Result, TfDiagnostic};

/// How many of them share one plan.
const TOGETHER: usize = 400;

/// A text of a [`Specimen`] in whose place stands what Terraform knows after apply.
pub const KNOWN_AFTER_APPLY: &str = "(known after apply)";

/// A resource that stands alone in a root, with literal arguments: it shows what the provider alone does.
#[derive(Clone, Debug, PartialEq)]
pub struct Specimen {
    /// The type, such as `aws_subnet`.
    pub kind: String,
    /// The arguments and nested blocks that the configuration sets, as JSON.
    pub arguments: Map<String, Value>,
    /// What runs; none for a resource that is to be made.
    pub running: Option<Instance>,
}

/// What Terraform says of a [`Specimen`].
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// It plans this.
    Planned(Box<ResourceChange>),
    /// It refuses, with these words.
    Refused(String),
}

impl Planner<'_> {
    /// What Terraform says of each of these resources, in their order.
    ///
    /// # Errors
    /// When Terraform cannot be run, or plans nothing at all.
    pub fn ask_alone(&self, specimens: &[Specimen]) -> Result<Vec<Said>> {
        let mut said = Vec::with_capacity(specimens.len());
        for specimens in specimens.chunks(TOGETHER) {
            said.extend(self.ask_together(specimens)?);
        }
        Ok(said)
    }

    fn ask_together(&self, specimens: &[Specimen]) -> Result<Vec<Said>> {
        let mut refused: BTreeMap<usize, String> = BTreeMap::new();
        loop {
            let asked = specimens.iter().enumerate().filter(|(index, _)| !refused.contains_key(index));
            let (changes, diagnostics) = self.plan_alone(&asked.collect::<Vec<_>>())?;
            let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
            let found: BTreeMap<_, _> = errors.filter_map(|error| Some((subject(error)?, error.to_string()))).collect();
            let planned: BTreeMap<_, _> =
                changes.into_iter().filter_map(|change| Some((index(&change.address)?, change))).collect();
            // Some are judged only once others, which are wrong, are out of the way.
            if !found.is_empty() {
                refused.extend(found);
                continue;
            }
            let all = planned.len() + refused.len() == specimens.len();
            let nothing = || Said::Refused(TfDiagnostic::list(&diagnostics));
            debug_assert!(all || !diagnostics.is_empty(), "{} of {} planned", planned.len(), specimens.len());
            let of = |index: usize| {
                let change = planned.get(&index).map(|change| Said::Planned(Box::new(change.clone())));
                change.or_else(|| refused.get(&index).cloned().map(Said::Refused)).unwrap_or_else(nothing)
            };
            return Ok((0..specimens.len()).map(of).collect());
        }
    }

    fn plan_alone(&self, specimens: &[(usize, &Specimen)]) -> Result<(Vec<ResourceChange>, Vec<TfDiagnostic>)> {
        let (workspace, root) = self.empty_root()?;
        let mut resources = Map::from_iter([("terraform_data".to_owned(), json!({ "made": {} }))]);
        for (index, specimen) in specimens {
            let of_kind = resources.entry(&specimen.kind).or_insert_with(|| json!({}));
            of_kind[name(*index)] = literal(&Value::Object(specimen.arguments.clone()));
        }
        workspace.write("resources.tf.json", json!({ "resource": resources }).to_string())?;
        let running = specimens
            .iter()
            .filter_map(|(index, specimen)| Some(specimen.running.as_ref()?.alone(&name(*index), self.schemas())));
        self.write_resources(&workspace, &running.collect::<Vec<_>>())?;
        root.init()?;
        root.plan_in_part_on_state()
    }
}

fn name(index: usize) -> String {
    format!("specimen_{index}")
}

fn index(address: &str) -> Option<usize> {
    let (_, rest) = address.split_once(".specimen_")?;
    rest.parse().ok()
}

/// The specimen that a diagnostic is about.
fn subject(diagnostic: &TfDiagnostic) -> Option<usize> {
    index(diagnostic.address.as_deref()?)
}

/// The value with every text in it written so that Terraform takes it as it is, but for [`KNOWN_AFTER_APPLY`].
fn literal(value: &Value) -> Value {
    match value {
        Value::String(text) if text == KNOWN_AFTER_APPLY => json!("${terraform_data.made.id}"),
        Value::String(text) => json!(text.replace("${", "$${").replace("%{", "%%{")),
        Value::Array(elements) => elements.iter().map(literal).collect(),
        Value::Object(fields) => {
            Value::Object(fields.iter().map(|(name, value)| (name.clone(), literal(value))).collect())
        }
        other => other.clone(),
    }
}
