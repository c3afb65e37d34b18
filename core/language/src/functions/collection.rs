//! Lists, sets, maps and objects.

mod list;
mod map;
mod set;

use super::{
    ANY, Function, Kind, LIST, NUMBER, OPEN, PARTIAL, Parameter, SET, STRING, STRINGS, elements, entries, exactly,
    function, integer, known_texts, sequence, takes, text, variadic,
};
use crate::graphemes;
use crate::{Number, Type, Value};

const BOOLS: Parameter = takes(Kind::Any);

pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            function::<LATER>("alltrue", &[BOOLS], Kind::Bool, |args| list::all_true(&exactly::<1>(args)?[0])),
            function::<LATER>("anytrue", &[BOOLS], Kind::Bool, |args| list::any_true(&exactly::<1>(args)?[0])),
            function::<LATER>("chunklist", &[LIST, NUMBER], Kind::List, list::chunk),
            variadic::<LATER>("coalesce", &[OPEN], OPEN, Kind::Any, coalesce),
            variadic::<LATER>("coalescelist", &[PARTIAL], PARTIAL, Kind::Any, coalesce_lists),
            function::<LATER>("compact", &[STRINGS], Kind::Strings, list::compact),
            variadic::<LATER>("concat", &[ANY], ANY, Kind::Any, list::concat),
            function::<LATER>("contains", &[PARTIAL, PARTIAL], Kind::Bool, list::contains),
            function::<LATER>("distinct", &[LIST], Kind::List, list::distinct),
            function::<LATER>("element", &[ANY, NUMBER], Kind::Any, list::element),
            function::<LATER>("flatten", &[PARTIAL], Kind::Any, list::flatten),
            function::<LATER>("index", &[ANY, ANY], Kind::Number, list::index),
            function::<LATER>("keys", &[PARTIAL], Kind::Strings, map::keys),
            function::<LATER>("length", &[PARTIAL], Kind::Number, length),
            variadic::<LATER>("lookup", &[PARTIAL, STRING], OPEN, Kind::Any, map::lookup),
            function::<LATER>("matchkeys", &[LIST, LIST, LIST], Kind::List, list::match_keys),
            variadic::<LATER>("merge", &[], OPEN, Kind::Any, map::merge),
            function::<LATER>("one", &[PARTIAL], Kind::Any, list::one),
            variadic::<LATER>("range", &[NUMBER], NUMBER, Kind::List, list::range),
            function::<LATER>("reverse", &[ANY], Kind::Any, list::reverse),
            variadic::<LATER>("setintersection", &[SET], SET, Kind::Set, set::intersection),
            variadic::<LATER>("setproduct", &[ANY, ANY], ANY, Kind::Any, set::product),
            function::<LATER>("setsubtract", &[SET, SET], Kind::Set, set::subtract),
            variadic::<LATER>("setunion", &[SET], SET, Kind::Set, set::union),
            function::<LATER>("slice", &[ANY, NUMBER, NUMBER], Kind::Any, list::slice),
            function::<LATER>("sort", &[STRINGS], Kind::Strings, list::sort),
            function::<LATER>("sum", &[ANY], Kind::Number, list::sum),
            function::<LATER>("transpose", &[ANY], Kind::Any, map::transpose),
            function::<LATER>("values", &[PARTIAL], Kind::Any, map::values),
            function::<LATER>("zipmap", &[STRINGS, ANY], Kind::Any, map::zip),
        ]
    }
}

/// The first value that is neither null nor an empty text, as the type that all have in common.
fn coalesce(args: &[Value]) -> Result<Value, String> {
    let types: Vec<_> = args.iter().map(Type::of).collect();
    // Next to a null, which has no type, only texts, numbers and truth values become one.
    let is_simple = |ty: &Type| matches!(ty, Type::Any | Type::Bool | Type::Number | Type::String);
    let is_open = args.iter().any(Value::is_null);
    let ty = match Type::unify(&types).filter(|_| !is_open || types.iter().all(is_simple)) {
        Some(ty) => ty,
        None if is_open => Type::Any,
        None => return Err("all values must have the same type".into()),
    };
    for (value, of) in args.iter().zip(&types) {
        let value = if *of == ty { Ok(value.clone()) } else { ty.convert(value) };
        let value = value.map_err(|_| "all values must have the same type")?;
        if value.is_unknown() {
            return Ok(Value::unknown(ty));
        }
        if !value.is_null() && value.as_str() != Some("") {
            return Ok(value);
        }
    }
    Err("no value is set that is neither null nor empty".into())
}

/// The first list that is not empty. All that is known must be lists, up to what is unknown.
fn coalesce_lists(args: &[Value]) -> Result<Value, String> {
    for list in args.iter().take_while(|list| !list.is_unknown()) {
        sequence(list)?;
    }
    let chosen = args.iter().find(|list| list.is_unknown() || list.elements().is_some_and(|list| !list.is_empty()));
    chosen.cloned().ok_or_else(|| "all of the lists are empty".into())
}

/// How many grapheme clusters a text has. In ASCII each character is one, but a line's end may be of two.
fn characters(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\r') { text.len() } else { graphemes::of(text).len() }
}

fn length(args: &[Value]) -> Result<Value, String> {
    let [value] = exactly(args)?;
    let length = match value {
        Value::String(text) => characters(text),
        Value::Unknown(Type::Tuple(elements), _) => elements.len(),
        Value::Unknown(Type::Object(attributes), _) => attributes.len(),
        Value::Unknown(..) => return Ok(Value::unknown(Type::Number)),
        value => value
            .elements()
            .map(<[Value]>::len)
            .or_else(|| value.entries().map(std::collections::BTreeMap::len))
            .ok_or("a list, a map or a text is required")?,
    };
    Ok(Value::Number(Number::from(length)))
}
