//! Judges values by the module's own rules and advice.

use crate::earlier::{Anew, Earlier};
use crate::{Diagnostic, Inputs, Level, Module, Values};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::configuration::Rule;
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
    let mut diagnostics = Vec::new();
    let verdict = |rule: &Rule, scope: &Scope, about: &str, level| {
        earlier.verdict(rule).unwrap_or_else(|| judge(rule, scope, about, level))
    };
    for variable in &module.configuration().variables {
        // A variable that is left alone where that is not allowed has been refused already.
        for rule in &variable.rules {
            diagnostics.extend(verdict(rule, scope, &variable.name, Level::Refused));
        }
    }
    let arguments = contract_arguments(inputs, values);
    let contract = Scope::new(module.contract(), &arguments);
    for variable in &module.contract().variables {
        for rule in &variable.rules {
            diagnostics.extend(verdict(rule, &contract, &variable.name, Level::Refused));
        }
    }
    for check in &module.configuration().checks {
        for assert in &check.asserts {
            let found = verdict(assert, scope, &check.name, module.level(&check.name));
            diagnostics.extend(found.into_iter().map(|found| Diagnostic { check: Some(check.name.clone()), ..found }));
        }
    }
    diagnostics
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
