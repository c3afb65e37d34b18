//! Terraform's functions.
//!
//! One list names them all: [`find`] looks in it. Each family is a file, named as Terraform's documentation names it
//! (<https://developer.hashicorp.com/terraform/language/functions>).

mod character_encoding;
mod collection;
mod conversion;
mod date;
mod encoding;
mod filesystem;
mod hash;
mod ip_network;
mod numeric;
mod regular_expression;
mod string;

use crate::{Type, Value};

/// A function of Terraform's language.
#[derive(Debug)]
pub struct Function {
    /// Its name, as `cidrsubnet`.
    pub name: &'static str,
    parameters: &'static [Parameter],
    /// The parameter that takes every further argument.
    variadic: Option<Parameter>,
    /// The type of the result while an argument is unknown.
    returns: Kind,
    /// How it comes to its result.
    pub implementation: Implementation,
}

/// How a function comes to its result.
#[derive(Debug)]
pub enum Implementation {
    /// From its arguments.
    Plain(fn(&[Value]) -> Result<Value, String>),
    /// `can`: whether the argument evaluates.
    Can,
    /// `try`: the first argument that evaluates.
    Try,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug)]
struct Parameter {
    kind: Kind,
    /// Whether null is passed on to the function instead of being refused.
    null: bool,
    /// Whether an unknown value is passed on to the function instead of making the result unknown.
    unknown: bool,
}

/// The types that parameters and results have.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Any,
    Bool,
    Number,
    String,
    Strings,
    List,
    Set,
}

impl Kind {
    fn ty(self) -> Type {
        match self {
            Self::Any => Type::Any,
            Self::Bool => Type::Bool,
            Self::Number => Type::Number,
            Self::String => Type::String,
            Self::Strings => Type::List(Box::new(Type::String)),
            Self::List => Type::List(Box::new(Type::Any)),
            Self::Set => Type::Set(Box::new(Type::Any)),
        }
    }
}

impl Kind {
    fn convert(self, argument: &mut Value) -> Result<(), String> {
        match (self, &argument) {
            (Self::Any, _)
            | (Self::Bool, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_)) => {}
            _ => {
                *argument = self.ty().convert(argument).map_err(|mismatches| {
                    mismatches.into_iter().map(|mismatch| mismatch.message).next().unwrap_or_default()
                })?;
            }
        }
        Ok(())
    }

    /// The result while an argument is unknown. Only functions that pass a value on may give null.
    fn unknown(self) -> Value {
        match self {
            Self::Any => Value::UNKNOWN,
            kind => Value::unknown_not_null(kind.ty()),
        }
    }
}

const fn takes(kind: Kind) -> Parameter {
    Parameter { kind, null: false, unknown: false }
}

const ANY: Parameter = takes(Kind::Any);
const NUMBER: Parameter = takes(Kind::Number);
const STRING: Parameter = takes(Kind::String);
const STRINGS: Parameter = takes(Kind::Strings);
const LIST: Parameter = takes(Kind::List);
const SET: Parameter = takes(Kind::Set);
/// Takes null and unknown values as they are.
const OPEN: Parameter = Parameter { kind: Kind::Any, null: true, unknown: true };
/// Takes unknown values as they are, but not null.
const PARTIAL: Parameter = Parameter { kind: Kind::Any, null: false, unknown: true };

const fn function<const LATER: bool>(
    name: &'static str,
    parameters: &'static [Parameter],
    returns: Kind,
    body: fn(&[Value]) -> Result<Value, String>,
) -> Function {
    declared::<LATER>(name, parameters, None, returns, body)
}

const fn variadic<const LATER: bool>(
    name: &'static str,
    parameters: &'static [Parameter],
    rest: Parameter,
    returns: Kind,
    body: fn(&[Value]) -> Result<Value, String>,
) -> Function {
    declared::<LATER>(name, parameters, Some(rest), returns, body)
}

const fn declared<const LATER: bool>(
    name: &'static str,
    parameters: &'static [Parameter],
    variadic: Option<Parameter>,
    returns: Kind,
    body: fn(&[Value]) -> Result<Value, String>,
) -> Function {
    if is_kept::<LATER>(name) {
        Function { name, parameters, variadic, returns, implementation: Implementation::Plain(body) }
    } else {
        LEFT_OUT
    }
}

/// Stands for a function that this build does not have.
const LEFT_OUT: Function = Function {
    name: "",
    parameters: &[],
    variadic: None,
    returns: Kind::Any,
    implementation: Implementation::Plain(|_| Ok(Value::Null)),
};

/// Whether this build has the function: one with the feature `chosen-functions` has those of its list alone.
#[cfg(not(feature = "chosen-functions"))]
const fn is_kept<const LATER: bool>(_name: &str) -> bool {
    !LATER
}

#[cfg(feature = "chosen-functions")]
const fn is_kept<const LATER: bool>(name: &str) -> bool {
    const CHOSEN: &str = include_str!(env!("TERRAFORM_FUNCTIONS"));
    const CHOSEN_LATER: &str = include_str!(env!("TERRAFORM_FUNCTIONS_LATER"));
    let chosen = if LATER { CHOSEN_LATER } else { CHOSEN };
    is_listed(name.as_bytes(), chosen.as_bytes())
}

/// Whether the name is a line of the list.
#[cfg(any(feature = "chosen-functions", test))]
const fn is_listed(name: &[u8], list: &[u8]) -> bool {
    let mut start = 0;
    while start < list.len() {
        let mut length = 0;
        let mut is_same = true;
        while start + length < list.len() && list[start + length] != b'\n' {
            is_same = is_same && length < name.len() && list[start + length] == name[length];
            length += 1;
        }
        if is_same && length == name.len() {
            return true;
        }
        start += length + 1;
    }
    false
}

/// All functions of this build, and some without a name for those that it leaves out.
static FAMILIES: [&[Function]; 12] = [
    &[
        Function {
            name: "can",
            parameters: &[OPEN],
            variadic: None,
            returns: Kind::Bool,
            implementation: Implementation::Can,
        },
        Function {
            name: "try",
            parameters: &[],
            variadic: Some(OPEN),
            returns: Kind::Any,
            implementation: Implementation::Try,
        },
    ],
    character_encoding::functions::<false>(),
    collection::functions::<false>(),
    conversion::functions::<false>(),
    date::functions::<false>(),
    encoding::functions::<false>(),
    filesystem::functions::<false>(),
    hash::functions::<false>(),
    ip_network::functions::<false>(),
    numeric::functions::<false>(),
    regular_expression::functions::<false>(),
    string::functions::<false>(),
];

/// What a build with chosen functions has for the second of its lists alone: a program that loads in parts carries them
/// with the part that calls them.
static LATER_FAMILIES: [&[Function]; 11] = [
    character_encoding::functions::<true>(),
    collection::functions::<true>(),
    conversion::functions::<true>(),
    date::functions::<true>(),
    encoding::functions::<true>(),
    filesystem::functions::<true>(),
    hash::functions::<true>(),
    ip_network::functions::<true>(),
    numeric::functions::<true>(),
    regular_expression::functions::<true>(),
    string::functions::<true>(),
];

/// The function of this name among those of the first list, which are all unless functions were chosen.
pub fn find(name: &str) -> Option<&'static Function> {
    all().find(|function| function.name == name)
}

/// The function of this name among those of both lists.
pub fn find_later(name: &str) -> Option<&'static Function> {
    let later = LATER_FAMILIES.iter().flat_map(|family| family.iter());
    find(name).or_else(|| later.filter(|function| !function.name.is_empty()).find(|function| function.name == name))
}

/// Why there is no function of this name, where Terraform has one.
pub fn why_lacking(name: &str) -> Option<&'static str> {
    Some(match name {
        "abspath" | "file" | "filebase64" | "filebase64sha256" | "filebase64sha512" | "fileexists" | "filemd5"
        | "fileset" | "filesha1" | "filesha256" | "filesha512" | "pathexpand" | "templatefile" => {
            "it looks at the files of the machine that Terraform runs on"
        }
        "templatestring" => "its template comes from elsewhere",
        "plantimestamp" => "it looks at the clock",
        "bcrypt" | "uuid" => "its result is random",
        "rsadecrypt" => "it takes a private key, which should stay where it is",
        "issensitive" => "what is sensitive is not kept apart here",
        "base64gzip" => "its result depends on how Terraform compresses",
        "yamldecode" | "yamlencode" => "YAML is not read here; jsondecode and jsonencode are there",
        "list" => "Terraform has it no longer: write tolist([…])",
        "map" => "Terraform has it no longer: write tomap({…})",
        _ => return None,
    })
}

/// The text that `jsonencode` makes of the value; `None` when a part is unknown.
pub fn jsonencode(value: &Value) -> Option<String> {
    encoding::json(value)
}

/// The name of every function.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name)
}

fn all() -> impl Iterator<Item = &'static Function> {
    FAMILIES.iter().flat_map(|family| family.iter()).filter(|function| !function.name.is_empty())
}

impl Function {
    /// Calls a plain function: counts, converts and checks the arguments as Terraform does.
    pub fn call(
        &self,
        body: fn(&[Value]) -> Result<Value, String>,
        mut arguments: Vec<Value>,
    ) -> Result<Value, String> {
        let least = self.parameters.len();
        if arguments.len() < least || (self.variadic.is_none() && arguments.len() > least) {
            return Err(format!("{} takes {least} arguments, but got {}", self.name, arguments.len()));
        }
        let parameters = self.parameters.iter().chain(self.variadic.iter().cycle());
        let mut unknown = false;
        for (parameter, argument) in parameters.zip(&mut arguments) {
            if argument.is_null() && !parameter.null {
                return Err(format!("{} does not take null", self.name));
            }
            parameter.kind.convert(argument)?;
            unknown |= argument.is_unknown() && !parameter.unknown;
        }
        if unknown {
            return Ok(self.returns.unknown());
        }
        body(&arguments).map(|result| match result {
            Value::Unknown(ty, _) if !matches!(self.returns, Kind::Any) => Value::unknown_not_null(ty),
            result => result,
        })
    }
}

/// The arguments as an array: every function declares how many it takes before it is called.
fn exactly<const N: usize>(arguments: &[Value]) -> Result<&[Value; N], String> {
    arguments.try_into().map_err(|_| format!("takes {N} arguments"))
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "a text is required".into())
}

fn number(value: &Value) -> Result<&crate::Number, String> {
    value.as_number().ok_or_else(|| "a number is required".into())
}

fn integer(value: &Value) -> Result<i64, String> {
    number(value)?.to_i64().ok_or_else(|| "a whole number is required".into())
}

fn elements(value: &Value) -> Result<&[Value], String> {
    value.elements().ok_or_else(|| "a list, a set or a tuple is required".into())
}

/// The elements of what has an order: a set has none.
fn sequence(value: &Value) -> Result<&[Value], String> {
    match value {
        Value::Set(_) => Err("a list or a tuple is required, not a set".into()),
        other => elements(other),
    }
}

fn entries(value: &Value) -> Result<&std::collections::BTreeMap<std::sync::Arc<str>, Value>, String> {
    value.entries().ok_or_else(|| "a map or an object is required".into())
}

/// The texts of a list of strings; `None` while one of them is unknown.
fn known_texts(value: &Value) -> Result<Option<Vec<&str>>, String> {
    elements(value)?
        .iter()
        .map(|element| match element {
            Value::Unknown(..) => Ok(None),
            other => text(other).map(Some),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_listed;

    #[test]
    fn a_name_is_listed_only_as_a_whole_line() {
        let list = b"max\nabs\ncidrsubnets\n";
        for name in ["max", "abs", "cidrsubnets"] {
            assert!(is_listed(name.as_bytes(), list), "{name}");
        }
        for name in ["ma", "maxi", "mix", "cidrsubnet", "", "bs"] {
            assert!(!is_listed(name.as_bytes(), list), "{name:?}");
        }
        assert!(is_listed(b"abs", b"max\nabs"), "a last line without an end");
        assert!(!is_listed(b"ceil", b"max\nabs"));
    }
}
