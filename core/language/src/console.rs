//! Expressions on their own, as `terraform console` evaluates them.
//!
//! Tests hold each function and operator against Terraform by such expressions; see `tests/expressions/`.

use crate::body::Body;
use crate::configuration::{Configuration, ResourceBlock};
use crate::evaluate::{Evaluator, Instance, Scope};
use crate::expression::Expr;
use crate::{Value, functions, source};
use std::collections::BTreeMap;

/// The value of an expression, on one line or several, in a root without variables and locals. What depends on
/// `terraform_data.this`, a resource that has yet to be applied, is unknown.
///
/// ```
/// use terraform_language::{Value, console};
/// assert_eq!(console::evaluate("max(1, 2) + 1"), Ok(Value::from(3)));
/// assert!(console::evaluate("max(1, null)").is_err());
/// assert!(console::evaluate("terraform_data.this.id").unwrap().is_unknown());
/// ```
///
/// # Errors
/// What cannot be parsed, is not known here, or has no value; in words for people, not in Terraform's.
pub fn evaluate(text: &str) -> Result<Value, String> {
    let expression = source::expression(text).map_err(|error| error.message)?;
    let expr = Expr::read(&expression).map_err(|unsupported| unsupported.message)?;
    let configuration = Configuration { resources: vec![unapplied()], ..Configuration::default() };
    let variables = BTreeMap::new();
    let scope = Scope::new(&configuration, &variables);
    Evaluator::new(&scope, &Instance::Single).evaluate(&expr).map_err(|error| error.to_string())
}

/// The name of every function that an expression can call.
pub fn functions() -> impl Iterator<Item = &'static str> {
    functions::names()
}

fn unapplied() -> ResourceBlock {
    ResourceBlock {
        body: Body::default(),
        resource_type: "terraform_data".into(),
        name: "this".into(),
        count: None,
        for_each: None,
        attributes: BTreeMap::new(),
        file: String::new(),
    }
}
