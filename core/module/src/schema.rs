//! The inputs as a JSON Schema, for editors.

use crate::{Module, Variable};
use serde_json::{Map, Value, json};
use terraform_language::Type;

/// The schema of a `.tfvars.json` file: every input but the sensitive ones, with description, type, choices and
/// default. JSON Schema 2020-12: <https://json-schema.org/draft/2020-12/schema>.
///
/// It asks for the types themselves, where Terraform would convert, as a number from a text.
pub fn of(module: &Module) -> Value {
    let variables = || module.variables().iter().filter(|variable| !variable.sensitive);
    let required: Vec<_> = variables().filter(|variable| variable.default.is_none()).map(|v| v.name.clone()).collect();
    let properties: Map<_, _> = variables().map(|variable| (variable.name.clone(), property(variable))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Inputs of the Terraform module openmercato-ecs",
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(variable: &Variable) -> Value {
    let mut schema = with_type(&variable.ty, variable.nullable);
    schema.insert("description".into(), variable.description.as_str().into());
    if !variable.choices.is_empty() {
        let null = variable.nullable.then_some(Value::Null);
        let choices = variable.choices.iter().filter_map(terraform_language::Value::to_json).chain(null);
        schema.insert("enum".into(), choices.collect());
    }
    let default = variable.default.as_ref().and_then(terraform_language::Value::to_json);
    if let Some(default) = default.filter(|default| !default.is_null()) {
        schema.insert("default".into(), default);
    }
    Value::Object(schema)
}

fn with_type(ty: &Type, nullable: bool) -> Map<String, Value> {
    let mut schema = Map::new();
    let mut name = |name: &str| {
        let value = if nullable { json!([name, "null"]) } else { json!(name) };
        schema.insert("type".into(), value);
    };
    match ty {
        Type::Any => {}
        Type::Bool => name("boolean"),
        Type::Number => name("number"),
        Type::String => name("string"),
        Type::List(of) => {
            name("array");
            schema.insert("items".into(), with_type(of, false).into());
        }
        Type::Set(of) => {
            name("array");
            schema.insert("items".into(), with_type(of, false).into());
            schema.insert("uniqueItems".into(), true.into());
        }
        Type::Tuple(elements) => {
            name("array");
            let elements: Vec<Value> = elements.iter().map(|element| with_type(element, true).into()).collect();
            schema.insert("minItems".into(), elements.len().into());
            schema.insert("maxItems".into(), elements.len().into());
            schema.insert("prefixItems".into(), elements.into());
        }
        Type::Map(of) => {
            name("object");
            schema.insert("additionalProperties".into(), with_type(of, true).into());
        }
        Type::Object(attributes) => {
            name("object");
            let is_optional = |attribute: &terraform_language::Attribute| attribute.optional.is_some();
            let required = attributes.iter().filter(|(_, attribute)| !is_optional(attribute));
            let required: Vec<_> = required.map(|(name, _)| Value::from(&**name)).collect();
            let properties: Map<String, Value> = attributes
                .iter()
                .map(|(name, attribute)| (name.to_string(), with_type(&attribute.ty, is_optional(attribute)).into()))
                .collect();
            schema.insert("properties".into(), properties.into());
            if !required.is_empty() {
                schema.insert("required".into(), required.into());
            }
            schema.insert("additionalProperties".into(), false.into());
        }
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describes_the_inputs() {
        let schema = of(Module::embedded());
        assert_eq!(schema["required"], json!(["name", "aws_region", "image"]));
        assert_eq!(schema["properties"]["database_mode"]["enum"], json!(["managed", "external"]));
        assert_eq!(schema["properties"]["db_port"]["type"], json!(["number", "null"]));
        let autoscaling = &schema["properties"]["web_service"]["properties"]["autoscaling"];
        assert_eq!(autoscaling["required"], json!(["max_capacity", "min_capacity"]));
        assert_eq!(schema["properties"].get("database_url"), None);
    }
}
