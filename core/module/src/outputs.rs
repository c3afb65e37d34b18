//! What the module gives back.

use crate::{Module, Values};
use terraform_language::Segment;
use terraform_language::evaluate::{Evaluator, Instance, Scope};

/// The value of one output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputValue {
    /// The output's name.
    pub name: String,
    /// What it is, for people.
    pub description: String,
    /// Its value: a text bare, all else as JSON.
    pub value: Vec<Segment>,
}

/// The outputs in the order of the module's files. One that cannot be evaluated, since an input is wrong, is left out.
pub(crate) fn outputs(module: &Module, values: &Values) -> Vec<OutputValue> {
    let scope = Scope::named(module.configuration(), values.as_map());
    let mut evaluator = Evaluator::new(&scope, &Instance::Single);
    let outputs = module.configuration().outputs.iter().filter(|output| !output.sensitive);
    outputs
        .filter_map(|output| {
            let value = evaluator.evaluate(&output.value).ok()?;
            Some(OutputValue {
                name: output.name.clone(),
                description: output.description.clone(),
                value: Segment::of(&value),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inputs;

    #[test]
    fn every_output_has_a_value_in_the_smallest_deployment() {
        let inputs: Inputs = [("name", "shop"), ("aws_region", "eu-central-1"), ("image", "ghcr.io/acme/mercato:1.4")]
            .map(|(name, value)| (name.to_owned(), value.into()))
            .into_iter()
            .collect();
        let module = Module::embedded();
        let (values, _) = Values::complete(module, &inputs);
        let outputs = outputs(module, &values);
        assert_eq!(outputs.len(), module.outputs().count());
        let cluster = outputs.iter().find(|output| output.name == "cluster_name").map(|output| &output.value);
        assert_eq!(cluster, Some(&vec![Segment::Text("shop-cluster".into())]));
    }
}
