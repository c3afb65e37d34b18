//! Conversion between types.

use super::{Function, Kind, OPEN, exactly, function};
use crate::{Type, Value};

/// Null stays null of any type, so what is unknown may turn out to be null.
pub(super) const fn functions<const LATER: bool>() -> &'static [Function] {
    const {
        &[
            // Nothing here is ephemeral: resources and variables that are have no values in a plan.
            function::<LATER>("ephemeralasnull", &[OPEN], Kind::Any, |args| Ok(exactly::<1>(args)?[0].clone())),
            function::<LATER>("nonsensitive", &[OPEN], Kind::Any, |args| Ok(exactly::<1>(args)?[0].clone())),
            function::<LATER>("sensitive", &[OPEN], Kind::Any, |args| Ok(exactly::<1>(args)?[0].clone())),
            function::<LATER>("tobool", &[OPEN], Kind::Any, |args| convert(&Type::Bool, args)),
            function::<LATER>("tolist", &[OPEN], Kind::Any, |args| convert(&Type::List(Box::new(Type::Any)), args)),
            function::<LATER>("tomap", &[OPEN], Kind::Any, |args| convert(&Type::Map(Box::new(Type::Any)), args)),
            function::<LATER>("tonumber", &[OPEN], Kind::Any, |args| convert(&Type::Number, args)),
            function::<LATER>("toset", &[OPEN], Kind::Any, |args| convert(&Type::Set(Box::new(Type::Any)), args)),
            function::<LATER>("tostring", &[OPEN], Kind::Any, |args| convert(&Type::String, args)),
        ]
    }
}

fn convert(ty: &Type, args: &[Value]) -> Result<Value, String> {
    let [value] = exactly(args)?;
    ty.convert(value).map_err(|mismatches| mismatches.into_iter().map(|m| m.message).next().unwrap_or_default())
}
