//! Judges values by the module's own rules and advice.

use crate::earlier::{Anew, Earlier};
use crate::{Diagnostic, Inputs, Level, Module, Values};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::configuration::{Rule, VariableBlock};
use terraform_language::evaluate::{Evaluator, Instance, Scope};
use terraform_language::{InputPath, Type, Value};

/// Completes the inputs and judges them: all that is wrong with them, and all advice.
pub(crate) fn diagnose(module: &Module, inputs: &Inputs) -> Vec<Diagnostic> {
    let (values, mut diagnostics) = Values::complete(module, inputs);
    let scope = Scope::new(module.configuration(), values.as_map());
    diagnostics.extend(check(module, inputs, &values, &scope, &Anew));
    diagnostics
}

/// What the module's rules and advice say: every `validation` of `variables.tf` and of the contract, then every
/// `check`.
///
/// A rule on unknown values says nothing, as in Terraform. What stays true of an earlier verdict is taken over.
pub(crate) fn check(
    module: &Module,
    inputs: &Inputs,
    values: &Values,
    scope: &Scope,
    earlier: &dyn Earlier,
) -> Vec<Diagnostic> {
    let arguments = contract_arguments(inputs, values);
    let contract = Scope::new(module.contract(), &arguments);
    let mut diagnostics = Vec::new();
    for (place, Judged { rule, about, by }) in Judged::all(module).enumerate() {
        let verdict = earlier.verdict(place, rule).unwrap_or_else(|| match by {
            By::Variable => judge(rule, scope, about, Level::Refused),
            By::Contract => judge(rule, &contract, about, Level::Refused),
            By::Check => {
                let found = judge(rule, scope, about, module.level(about)).into_iter();
                found.map(|found| Diagnostic { check: Some(about.into()), ..found }).collect()
            }
        });
        diagnostics.extend(verdict);
    }
    diagnostics
}

/// A rule of a module that inputs are judged by.
pub(crate) struct Judged<'m> {
    /// The rule.
    pub(crate) rule: &'m Rule,
    /// The variable or the check that it belongs to.
    about: &'m str,
    /// What it belongs to.
    pub(crate) by: By,
}

/// What a rule belongs to.
#[derive(Clone, Copy)]
pub(crate) enum By {
    /// A variable of the module.
    Variable,
    /// A variable of the contract.
    Contract,
    /// A check of the module.
    Check,
}

impl<'m> Judged<'m> {
    /// Every rule in the order in which they are judged. A variable that is left alone where that is not allowed has been
    /// refused before.
    pub(crate) fn all(module: &'m Module) -> impl Iterator<Item = Self> {
        let of = |by| move |variable: &'m VariableBlock| of_all(&variable.rules, &variable.name, by);
        let own = module.configuration().variables.iter().flat_map(of(By::Variable));
        let contract = module.contract().variables.iter().flat_map(of(By::Contract));
        let checks = module.configuration().checks.iter();
        own.chain(contract).chain(checks.flat_map(|check| of_all(&check.asserts, &check.name, By::Check)))
    }
}

fn of_all<'m>(rules: &'m [Rule], about: &'m str, by: By) -> impl Iterator<Item = Judged<'m>> {
    rules.iter().map(move |rule| Judged { rule, about, by })
}

/// What a generated root passes to the contract.
fn contract_arguments(inputs: &Inputs, values: &Values) -> BTreeMap<String, Value> {
    let object = values.iter().map(|(name, value)| (Arc::from(name), value.clone()));
    let names = inputs.iter().map(|(name, _)| Value::string(name));
    BTreeMap::from([("inputs".into(), Value::object(object)), ("names".into(), Value::list(names))])
}

/// One diagnostic for each line of the message of a rule that does not hold.
fn judge(rule: &Rule, scope: &Scope, about: &str, level: Level) -> Vec<Diagnostic> {
    let Some(message) = objection(rule, &mut Evaluator::new(scope, &Instance::Single)) else {
        return Vec::new();
    };
    let about = InputPath::of(about);
    lines(&message, &about)
        .into_iter()
        .map(|(path, message)| Diagnostic { level, path, message, location: Some(rule.location.clone()), check: None })
        .collect()
}

/// What a rule says that does not hold; `None` while it holds, or nobody can tell.
pub(crate) fn objection(rule: &Rule, evaluator: &mut Evaluator) -> Option<String> {
    Some(match evaluator.evaluate(&rule.condition).map(|value| Type::Bool.convert(&value)) {
        Ok(Ok(Value::Bool(true) | Value::Unknown(..))) => return None,
        Ok(Ok(Value::Bool(false))) => match evaluator.evaluate(&rule.message) {
            Ok(Value::String(message)) => message.to_string(),
            Ok(Value::Unknown(..)) => return None,
            Ok(_) => "this value is not allowed.".into(),
            Err(error) => format!("this value is not allowed. The rule's message could not be made: {error}."),
        },
        Ok(_) => "the rule about this value is neither true nor false.".into(),
        Err(error) => format!("the rule about this value could not be evaluated: {error}."),
    })
}

/// The paths and texts of a message's lines. A line without a path goes on with the text of the line above.
fn lines(message: &str, about: &InputPath) -> Vec<(InputPath, String)> {
    let mut found: Vec<(InputPath, String)> = Vec::new();
    for line in message.lines().filter(|line| !line.trim().is_empty()) {
        match (split(line), found.last_mut()) {
            (Some((path, text)), _) => found.push((path, text.to_owned())),
            (None, Some((_, text))) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => found.push((about.clone(), line.to_owned())),
        }
    }
    found
}

/// The path and the text of `path: text`. A key in the path may itself hold a colon.
fn split(line: &str) -> Option<(InputPath, &str)> {
    let colons = line.match_indices(": ");
    colons.map(|(at, _)| line.split_at(at)).find_map(|(path, text)| Some((InputPath::parse(path)?, &text[2..])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_diagnostic() {
        let message = "db_host: is for external.\nworker_services[\"a: b\"].cpu: is 3.\n  Choose 512.";
        let lines = lines(message, &InputPath::of("inputs"));
        let said: Vec<_> = lines.iter().map(|(path, text)| (path.to_string(), text.as_str())).collect();
        assert_eq!(
            said,
            [
                ("db_host".to_owned(), "is for external."),
                ("worker_services[\"a: b\"].cpu".to_owned(), "is 3.\n  Choose 512.")
            ]
        );
    }
}
