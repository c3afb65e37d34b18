//! What the AWS provider does with the arguments that the module sets: facts that HCL does not tell.
//!
//! They are recorded from the provider itself by `cargo xtask generate provider`.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use terraform_language::{Attribute, Type, Value, by_name};

/// The facts of one version of the provider.
#[derive(Debug)]
pub struct Provider {
    /// The version that was asked, as `5.100.0`.
    pub version: String,
    types: BTreeMap<Arc<str>, ResourceType>,
}

/// The facts of a resource type.
#[derive(Debug, Default)]
pub(crate) struct ResourceType {
    pub(crate) body: BodyType,
    /// The attributes that only the provider sets, with their types.
    computed: BTreeMap<Arc<str>, Type>,
}

/// The arguments and blocks of a resource type, or of a block within one.
#[derive(Debug, Default)]
pub(crate) struct BodyType {
    pub(crate) arguments: BTreeMap<Arc<str>, Argument>,
    pub(crate) blocks: BTreeMap<Arc<str>, BlockType>,
}

/// The facts of an argument.
#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) ty: Type,
    /// Whether the provider sets it where the module leaves it null.
    pub(crate) computed: bool,
    /// Whether another value forces another resource.
    pub(crate) replace: bool,
    /// What stands for null; null where nothing does.
    pub(crate) default: Value,
}

/// The facts of an inner block.
#[derive(Debug)]
pub(crate) struct BlockType {
    /// Whether blocks have no order.
    pub(crate) is_set: bool,
    /// Whether adding or removing one forces another resource.
    pub(crate) replace: bool,
    pub(crate) body: BodyType,
}

impl Provider {
    /// The facts that this crate was built with.
    ///
    /// # Panics
    /// When they are no JSON, which a test of this crate rules out.
    pub fn embedded() -> &'static Self {
        static PROVIDER: LazyLock<Provider> =
            LazyLock::new(|| match serde_json::from_str(include_str!("../provider/aws.json")) {
                Ok(json) => Provider::of(&json),
                Err(error) => panic!("the provider's facts: {error}"),
            });
        &PROVIDER
    }

    fn of(json: &Json) -> Self {
        Self {
            version: json["version"].as_str().unwrap_or_default().to_owned(),
            types: each(&json["types"], ResourceType::of),
        }
    }

    /// The facts of a resource type; none of a type that the module does not have.
    pub(crate) fn resource_type(&self, name: &str) -> &ResourceType {
        static NONE: LazyLock<ResourceType> = LazyLock::new(ResourceType::default);
        self.types.get(name).unwrap_or(&NONE)
    }
}

impl ResourceType {
    fn of(json: &Json) -> Self {
        Self { body: BodyType::of(json), computed: each(&json["computed"], type_of_json) }
    }

    /// The attributes that the provider sets where the module does not, with their types.
    pub(crate) fn provided(&self) -> impl Iterator<Item = (&Arc<str>, &Type)> {
        let arguments = self.body.arguments.iter().filter(|(_, argument)| argument.computed);
        self.computed.iter().chain(arguments.map(|(name, argument)| (name, &argument.ty)))
    }
}

impl BodyType {
    fn of(json: &Json) -> Self {
        Self { arguments: each(&json["arguments"], Argument::of), blocks: each(&json["blocks"], BlockType::of) }
    }
}

impl Argument {
    fn of(json: &Json) -> Self {
        let ty = type_of_json(&json["type"]);
        let default = Value::from_json(&json["default"]);
        Self {
            default: ty.convert(&default).unwrap_or(default),
            ty,
            computed: is_true(&json["computed"]),
            replace: is_true(&json["replace"]),
        }
    }
}

impl BlockType {
    fn of(json: &Json) -> Self {
        Self {
            is_set: json["nesting"].as_str() == Some("set"),
            replace: is_true(&json["replace"]),
            body: BodyType::of(json),
        }
    }
}

fn is_true(json: &Json) -> bool {
    json.as_bool() == Some(true)
}

/// The fields of an object by their names.
fn each<T>(json: &Json, of: impl Fn(&Json) -> T) -> BTreeMap<Arc<str>, T> {
    by_name(json.as_object().into_iter().flatten().map(|(name, field)| (name.as_str().into(), of(field))))
}

/// A type as Terraform writes it in JSON: <https://developer.hashicorp.com/terraform/internals/json-format>.
fn type_of_json(json: &Json) -> Type {
    let of = |index: usize| type_of_json(json.get(index).unwrap_or(&Json::Null));
    match json.get(0).and_then(Json::as_str).or_else(|| json.as_str()) {
        Some("bool") => Type::Bool,
        Some("number") => Type::Number,
        Some("string") => Type::String,
        Some("list") => Type::List(Box::new(of(1))),
        Some("set") => Type::Set(Box::new(of(1))),
        Some("map") => Type::Map(Box::new(of(1))),
        Some("object") => {
            let attributes = json.get(1).and_then(Json::as_object).into_iter().flatten();
            Type::Object(by_name(
                attributes.map(|(name, ty)| (name.as_str().into(), Attribute::required(type_of_json(ty)))),
            ))
        }
        _ => Type::Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_facts_can_be_read() {
        let provider = Provider::embedded();
        assert_eq!(provider.version, "5.100.0");
        let load_balancer = provider.resource_type("aws_lb");
        assert_eq!(load_balancer.body.arguments["idle_timeout"].ty, Type::Number);
        assert!(load_balancer.provided().any(|(name, _)| **name == *"dns_name"));
    }
}
