//! What the AWS provider does with the arguments that the module sets: facts that HCL does not tell.
//!
//! They are recorded from the provider itself by `cargo xtask generate provider`.

use crate::json_order::JsonOrder;
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
    /// All that the provider sets where the module does not, unknown.
    pub(crate) unknown: BTreeMap<Arc<str>, Value>,
    /// The attributes that an update makes unknown, with the arguments whose change does so.
    unsettled_by: BTreeMap<Arc<str>, Vec<Arc<str>>>,
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
    pub(crate) replace: Replace,
    /// What stands for null; null where nothing does.
    pub(crate) default: Value,
    /// Whether an empty collection stands for null.
    pub(crate) empty_is_null: bool,
    /// Whether it keeps its other elements where one is unknown; else it is unknown as a whole.
    pub(crate) keeps_elements: bool,
    /// By which fields objects are sorted where it is a text of JSON.
    pub(crate) sorted_by: JsonOrder,
    /// The argument whose value is an element of this one.
    pub(crate) includes: Option<Arc<str>>,
    /// Whether its change alone is no change.
    pub(crate) unplanned: bool,
}

/// Which changes of an argument or of blocks force another resource.
#[derive(Debug)]
pub(crate) enum Replace {
    /// All of them, or none.
    Uniform(bool),
    /// Those of these kinds: `added`, `removed`, `increased`, `decreased`, `changed`.
    Ways(Vec<Arc<str>>),
}

/// How inner blocks of a name are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// One after the other.
    List,
    /// Each once, without an order.
    Set,
    /// One, or none.
    Single,
}

/// The facts of an inner block.
#[derive(Debug)]
pub(crate) struct BlockType {
    pub(crate) nesting: Nesting,
    /// Whether the provider makes them, or keeps those that are there, when the module sets none.
    pub(crate) computed: bool,
    /// What one more or one less does.
    pub(crate) replace: Replace,
    /// Whether one more or one less alone is no change.
    pub(crate) unplanned: bool,
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
        let mut of = Self {
            body: BodyType::of(json),
            computed: each(&json["computed"], type_of_json),
            unknown: BTreeMap::new(),
            unsettled_by: each(&json["unsettled_by"], texts),
        };
        let attributes = of.provided().map(|(name, ty)| (name.clone(), Value::unknown(ty.clone())));
        let blocks = of.body.computed_blocks().map(|name| (name.clone(), Value::UNKNOWN));
        of.unknown = by_name(blocks.chain(attributes));
        of
    }

    /// The attributes that are unknown after an update of these arguments.
    pub(crate) fn unsettled<'a>(&'a self, changed: &'a [&str]) -> impl Iterator<Item = &'a Arc<str>> {
        let is_by = |by: &[Arc<str>]| by.iter().any(|name| changed.contains(&&**name));
        self.unsettled_by.iter().filter(move |(_, by)| is_by(by)).map(|(name, _)| name)
    }

    /// The type of an attribute.
    pub(crate) fn type_of(&self, name: &str) -> Type {
        let argument = self.body.arguments.get(name).map(|argument| &argument.ty);
        self.computed.get(name).or(argument).cloned().unwrap_or(Type::Any)
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

    /// The names of the blocks that the provider makes where the module sets none.
    pub(crate) fn computed_blocks(&self) -> impl Iterator<Item = &Arc<str>> {
        self.blocks.iter().filter(|(_, block)| block.computed).map(|(name, _)| name)
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
            replace: Replace::of(&json["replace"]),
            empty_is_null: is_true(&json["empty_is_null"]),
            keeps_elements: is_true(&json["keeps_elements"]),
            sorted_by: JsonOrder::of(&json["sorted_by"]),
            includes: json["includes"].as_str().map(Into::into),
            unplanned: is_true(&json["unplanned"]),
        }
    }
}

impl Replace {
    fn of(json: &Json) -> Self {
        if json.is_array() { Self::Ways(texts(json)) } else { Self::Uniform(is_true(json)) }
    }

    /// Whether the change from one value to another does.
    pub(crate) fn is_by(&self, before: &Value, after: &Value) -> bool {
        match self {
            Self::Uniform(all) => *all,
            Self::Ways(ways) => ways.iter().any(|known| **known == *way(before, after)),
        }
    }
}

/// How a value changes. Numbers and versions, as `7.1`, increase and decrease.
fn way(before: &Value, after: &Value) -> &'static str {
    let is_nothing = |value: &Value| value.is_null() || value.elements().is_some_and(<[_]>::is_empty);
    let version = |value: &Value| {
        let text =
            value.as_number().map(std::string::ToString::to_string).or_else(|| value.as_str().map(str::to_owned))?;
        text.split('.').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>()
    };
    match (version(before), version(after)) {
        _ if is_nothing(before) => "added",
        _ if is_nothing(after) => "removed",
        (Some(before), Some(after)) if before < after => "increased",
        (Some(before), Some(after)) if before > after => "decreased",
        _ => "changed",
    }
}

impl BlockType {
    fn of(json: &Json) -> Self {
        Self {
            nesting: match json["nesting"].as_str() {
                Some("set") => Nesting::Set,
                Some("single") => Nesting::Single,
                _ => Nesting::List,
            },
            computed: is_true(&json["computed"]),
            replace: Replace::of(&json["replace"]),
            unplanned: is_true(&json["unplanned"]),
            body: BodyType::of(json),
        }
    }
}

fn texts(json: &Json) -> Vec<Arc<str>> {
    json.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(Into::into)).collect()
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
