//! Values for what only AWS would know: the attributes that a plan leaves unknown.

use serde_json::{Map, Value, json};

use crate::terraform::{Block, Nested};

/// The resource whose attributes are filled in.
pub(super) struct Owner<'a> {
    /// Its address inside the module.
    pub(super) address: &'a str,
    /// What is known of it.
    pub(super) arguments: &'a Map<String, Value>,
}

/// A block with all its attributes and nested blocks: what is known, else what it was before, else a value of its type.
pub(super) fn block(
    block: &Block,
    known: &Map<String, Value>,
    unknown: &Value,
    before: Option<&Map<String, Value>>,
    owner: &Owner,
) -> Map<String, Value> {
    let part =
        |name: &str| (known.get(name), unknown.get(name).unwrap_or(&Value::Null), before.and_then(|it| it.get(name)));
    let attributes = block.attributes.iter().map(|(name, argument)| {
        let (known, unknown, before) = part(name);
        let ty = argument.ty.as_ref().unwrap_or(&Value::Null);
        (name.clone(), attribute(name, ty, known, unknown, before, owner))
    });
    let blocks = block.block_types.iter().map(|(name, nested)| {
        let (known, unknown, before) = part(name);
        (name.clone(), nested_blocks(nested, known, unknown, before, owner))
    });
    attributes.chain(blocks).collect()
}

fn attribute(
    name: &str,
    ty: &Value,
    known: Option<&Value>,
    unknown: &Value,
    before: Option<&Value>,
    owner: &Owner,
) -> Value {
    let before = before.filter(|value| !value.is_null());
    match (unknown, known) {
        (Value::Bool(true), _) => before.cloned().unwrap_or_else(|| invented(name, ty, owner)),
        (Value::Array(unknown), Some(Value::Array(known))) if !known.is_empty() => {
            let element = ty.get(1).unwrap_or(&Value::Null);
            let elements = known.iter().enumerate().map(|(index, known)| {
                let unknown = unknown.get(index).unwrap_or(&Value::Null);
                attribute(name, element, Some(known), unknown, before.and_then(|it| it.get(index)), owner)
            });
            elements.collect()
        }
        (Value::Object(unknown), Some(Value::Object(known))) => {
            let fields = ty.get(1).and_then(Value::as_object).into_iter().flatten().map(|(name, ty)| {
                let unknown = unknown.get(name).unwrap_or(&Value::Null);
                let before = before.and_then(|it| it.get(name));
                (name.clone(), attribute(name, ty, known.get(name), unknown, before, owner))
            });
            Value::Object(fields.collect())
        }
        // A collection is left out when all in it is unknown.
        (Value::Array(unknown), None) if !unknown.is_empty() => invented(name, ty, owner),
        _ => known.cloned().unwrap_or(Value::Null),
    }
}

fn nested_blocks(
    nested: &Nested,
    known: Option<&Value>,
    unknown: &Value,
    before: Option<&Value>,
    owner: &Owner,
) -> Value {
    let empty = Map::new();
    let fill = |known: &Value, unknown: &Value, before: Option<&Value>| {
        let known = known.as_object().unwrap_or(&empty);
        Value::Object(block(&nested.block, known, unknown, before.and_then(Value::as_object), owner))
    };
    match known {
        Some(Value::Array(known)) => {
            let at = |index: usize| (unknown.get(index).unwrap_or(&Value::Null), before.and_then(|it| it.get(index)));
            known.iter().enumerate().map(|(index, known)| fill(known, at(index).0, at(index).1)).collect()
        }
        Some(known @ Value::Object(_)) => fill(known, unknown, before),
        _ if nested.nesting_mode == "single" => Value::Null,
        _ => before.cloned().filter(|_| *unknown == Value::Bool(true)).unwrap_or_else(|| json!([])),
    }
}

/// A value for an attribute of which nothing is known, of its type. Where the provider checks what it reads, one that
/// it takes.
fn invented(name: &str, ty: &Value, owner: &Owner) -> Value {
    let argument = |name: &str| owner.arguments.get(name).filter(|value| !value.is_null()).cloned();
    match name {
        "resource_record_type" => json!("CNAME"),
        "master_user_secret" => json!([{
            "kms_key_id": arn("key", owner),
            "secret_arn": format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!{}-Ab12Cd", slug(owner.address)),
            "secret_status": "active",
        }]),
        // What `terraform_data` remembers.
        "output" if owner.address.starts_with("terraform_data.") => argument("input").unwrap_or_default(),
        "tags_all" => argument("tags").unwrap_or_else(|| json!({})),
        "zone_id" | "hosted_zone_id" => json!("Z35SXDOTRQ7X7K"),
        "protocol_version" => json!("HTTP1"),
        "ip_address_type" => json!("ipv4"),
        // A service with a strategy of capacity providers has none.
        "name_prefix" | "identifier_prefix" | "launch_type" => json!(""),
        "iops" => json!(3000),
        // The place of a listener's action, from 1.
        "order" => json!(1),
        "storage_throughput" => json!(125),
        _ => of_type(name, ty, owner),
    }
}

fn of_type(name: &str, ty: &Value, owner: &Owner) -> Value {
    match ty.as_str().or_else(|| ty.get(0).and_then(Value::as_str)) {
        Some("string") if name.ends_with("arn") || name == "kms_key_id" => json!(arn(name, owner)),
        Some("string") if name.ends_with("_time") => json!("2026-01-02T03:04:05Z"),
        Some("string") => json!(format!("{}-{}", slug(owner.address), slug(name))),
        Some("number") => json!(0),
        Some("bool") => json!(false),
        Some("map") => json!({}),
        // What AWS lists in objects, such as endpoints, the module takes the first of.
        Some("list") if ty.pointer("/1/0") == Some(&json!("object")) => json!([invented(name, &ty[1], owner)]),
        Some("list" | "set" | "tuple") => json!([]),
        Some("object") => {
            let fields = ty.get(1).and_then(Value::as_object).into_iter().flatten();
            Value::Object(fields.map(|(name, ty)| (name.clone(), invented(name, ty, owner))).collect())
        }
        _ => Value::Null,
    }
}

fn arn(name: &str, owner: &Owner) -> String {
    format!("arn:aws:service:us-east-1:123456789012:{}-{name}", slug(owner.address))
}

/// The address in letters, digits and hyphens.
fn slug(address: &str) -> String {
    let words = address.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(before: Option<&Value>) -> Value {
        let schema: Block = serde_json::from_value(json!({
            "attributes": {
                "arn": { "type": "string", "computed": true },
                "name": { "type": "string", "required": true },
                "endpoint": { "type": ["list", ["object", { "port": "number" }]], "computed": true },
                "names": { "type": ["list", "string"], "optional": true },
                "left_out": { "type": "bool", "optional": true },
            },
            "block_types": { "access": { "nesting_mode": "list", "block": {
                "attributes": { "role": { "type": "string", "optional": true } },
            } } },
        }))
        .unwrap_or_default();
        let known = json!({ "name": "shop", "names": ["a", null], "access": [{}] });
        let unknown = json!({ "arn": true, "endpoint": true, "names": [false, true], "access": [{ "role": true }] });
        let known = known.as_object().cloned().unwrap_or_default();
        let owner = Owner { address: "aws_thing.this[0]", arguments: &known };
        Value::Object(block(&schema, &known, &unknown, before.and_then(Value::as_object), &owner))
    }

    #[test]
    fn what_is_unknown_gets_a_value_of_its_type() {
        let expected = json!({
            "arn": "arn:aws:service:us-east-1:123456789012:aws-thing-this-0-arn",
            "name": "shop",
            "endpoint": [{ "port": 0 }],
            "names": ["a", "aws-thing-this-0-names"],
            "left_out": null,
            "access": [{ "role": "aws-thing-this-0-role" }],
        });
        assert_eq!(filled(None), expected);
    }

    #[test]
    fn what_is_unknown_keeps_the_value_that_it_had() {
        let before = json!({ "arn": "arn:before", "name": "other", "access": [{ "role": "reader" }] });
        let filled = filled(Some(&before));
        assert_eq!(filled.pointer("/arn"), Some(&json!("arn:before")));
        assert_eq!(filled.pointer("/name"), Some(&json!("shop")));
        assert_eq!(filled.pointer("/access/0/role"), Some(&json!("reader")));
    }
}
