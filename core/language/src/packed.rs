//! A configuration as it was read, in bytes.
//!
//! Reading HCL takes a parser, which is large. A build can read a configuration once and pack it; the program unpacks
//! that. The bytes go with the build that made them: they are no format to keep.

use crate::configuration::{CheckBlock, Configuration, OutputBlock, ResourceBlock, Rule, VariableBlock};
use crate::expression::{Expr, For, Operator, Part, Reference};
use crate::{Attribute, Location, Nullness, Number, Type, Value, functions};
use hcl_edit::expr::{BinaryOperator, UnaryOperator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be put into bytes and taken out again.
pub trait Packed: Sized {
    /// Appends the value to the bytes.
    fn pack(&self, bytes: &mut Vec<u8>);

    /// Takes a value off the bytes' start; `None` where [`Packed::pack`] of this build did not put one there.
    fn unpack(bytes: &mut &[u8]) -> Option<Self>;
}

/// A struct, field by field.
macro_rules! pack_fields {
    ($($name:path { $($field:ident),+ })+) => {
        $(impl Packed for $name {
            fn pack(&self, bytes: &mut Vec<u8>) {
                $(self.$field.pack(bytes);)+
            }
            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Packed::unpack(bytes)?),+ })
            }
        })+
    };
}

/// An enum: a number for the variant, then what it holds.
macro_rules! pack_variants {
    ($($name:ident { $($number:literal $variant:ident $(($($held:ident),+))?),+ })+) => {
        $(impl Packed for $name {
            fn pack(&self, bytes: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $(($($held),+))? => {
                        bytes.push($number);
                        $($($held.pack(bytes);)+)?
                    })+
                }
            }
            fn unpack(bytes: &mut &[u8]) -> Option<Self> {
                Some(match u8::unpack(bytes)? {
                    $($number => Self::$variant $(($({ let $held = Packed::unpack(bytes)?; $held }),+))?,)+
                    _ => return None,
                })
            }
        })+
    };
}

pack_fields! {
    Configuration { variables, locals, resources, checks, outputs, hoisted }
    VariableBlock { name, description, ty, default, nullable, sensitive, location, rules }
    Rule { condition, message, location }
    ResourceBlock { resource_type, name, count, for_each, attributes, file }
    CheckBlock { name, asserts }
    OutputBlock { name, description, sensitive, value }
    Location { file, line }
    Attribute { ty, optional }
    For { key, value, collection, into, result, condition }
}

pack_variants! {
    Expr {
        0 Literal(value), 1 Template(parts), 2 Tuple(elements), 3 Object(entries), 4 Reference(reference),
        5 Traverse(source, operators), 6 Conditional(parts), 7 Call(function, arguments, expands), 8 Unary(operator, operand),
        9 Binary(operator, operands), 10 For(inner), 11 Hoisted(slot)
    }
    Reference {
        0 Variable(name), 1 Local(name), 2 Bound(name), 3 EachKey, 4 EachValue, 5 CountIndex, 6 Resource(kind, name), 7 Other
    }
    Operator { 0 Attribute(name), 1 Index(index), 2 Splat(operators) }
    Type { 0 Any, 1 Bool, 2 Number, 3 String, 4 List(of), 5 Set(of), 6 Map(of), 7 Tuple(of), 8 Object(attributes) }
    UnaryOperator { 0 Neg, 1 Not }
    BinaryOperator {
        0 Eq, 1 NotEq, 2 LessEq, 3 GreaterEq, 4 Less, 5 Greater, 6 Plus, 7 Minus, 8 Mul, 9 Div, 10 Mod, 11 And, 12 Or
    }
    Nullness { 0 Possible, 1 RuledOut }
    Value {
        0 Unknown(ty, nullness), 1 Null, 2 Bool(value), 3 Number(number), 4 String(text), 5 List(elements),
        6 Set(elements), 7 Tuple(elements), 8 Map(entries), 9 Object(entries)
    }
}

impl Packed for Part {
    fn pack(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Text(text) => {
                bytes.push(0);
                text.pack(bytes);
            }
            Self::Value(value) => {
                bytes.push(1);
                value.pack(bytes);
            }
            Self::If(condition, then, otherwise) => {
                bytes.push(2);
                condition.pack(bytes);
                then.pack(bytes);
                otherwise.pack(bytes);
            }
            Self::For { key, value, collection, body } => {
                bytes.push(3);
                key.pack(bytes);
                value.pack(bytes);
                collection.pack(bytes);
                body.pack(bytes);
            }
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let unpacked = match u8::unpack(bytes)? {
            0 => Self::Text(Packed::unpack(bytes)?),
            1 => Self::Value(Packed::unpack(bytes)?),
            2 => Self::If(Packed::unpack(bytes)?, Packed::unpack(bytes)?, Packed::unpack(bytes)?),
            3 => Self::For {
                key: Packed::unpack(bytes)?,
                value: Packed::unpack(bytes)?,
                collection: Packed::unpack(bytes)?,
                body: Packed::unpack(bytes)?,
            },
            _ => return None,
        };
        Some(unpacked)
    }
}

/// A function by its name.
impl Packed for &'static functions::Function {
    fn pack(&self, bytes: &mut Vec<u8>) {
        Arc::<str>::from(self.name).pack(bytes);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        functions::find(&Arc::<str>::unpack(bytes)?)
    }
}

impl Packed for u8 {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        Some(*first)
    }
}

impl Packed for bool {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(u8::unpack(bytes)? != 0)
    }
}

/// Seven bits in each byte, the lowest first; the eighth says that more follow.
impl Packed for usize {
    #[allow(clippy::cast_possible_truncation)]
    fn pack(&self, bytes: &mut Vec<u8>) {
        let mut left = *self;
        while left >= 0x80 {
            bytes.push(left as u8 | 0x80);
            left >>= 7;
        }
        bytes.push(left as u8);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = u8::unpack(bytes)?;
            value |= Self::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
            shift += 7;
        }
    }
}

impl Packed for Number {
    fn pack(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_f64().to_le_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let (number, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Self::from_f64(f64::from_le_bytes(*number))
    }
}

impl Packed for Arc<str> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.len().pack(bytes);
        bytes.extend(self.as_bytes());
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::unpack(bytes)?;
        let (text, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        std::str::from_utf8(text).ok().map(Into::into)
    }
}

impl Packed for String {
    fn pack(&self, bytes: &mut Vec<u8>) {
        Arc::<str>::from(self.as_str()).pack(bytes);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Arc::<str>::unpack(bytes).map(|text| text.to_string())
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.is_some().pack(bytes);
        if let Some(held) = self {
            held.pack(bytes);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some(if bool::unpack(bytes)? { Some(T::unpack(bytes)?) } else { None })
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.len().pack(bytes);
        self.iter().for_each(|element| element.pack(bytes));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut elements = Self::new();
        for _ in 0..usize::unpack(bytes)? {
            elements.push(T::unpack(bytes)?);
        }
        Some(elements)
    }
}

impl<T: Packed> Packed for BTreeMap<Arc<str>, T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.len().pack(bytes);
        for (key, value) in self {
            key.pack(bytes);
            value.pack(bytes);
        }
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut entries = Self::new();
        for _ in 0..usize::unpack(bytes)? {
            entries.insert(Packed::unpack(bytes)?, T::unpack(bytes)?);
        }
        Some(entries)
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        (**self).pack(bytes);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        T::unpack(bytes).map(Self::new)
    }
}

impl<T: Packed> Packed for Arc<T> {
    fn pack(&self, bytes: &mut Vec<u8>) {
        (**self).pack(bytes);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        T::unpack(bytes).map(Self::new)
    }
}

impl<T: Packed> Packed for [T; 2] {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.iter().for_each(|element| element.pack(bytes));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some([T::unpack(bytes)?, T::unpack(bytes)?])
    }
}

impl<T: Packed> Packed for [T; 3] {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.iter().for_each(|element| element.pack(bytes));
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some([T::unpack(bytes)?, T::unpack(bytes)?, T::unpack(bytes)?])
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, bytes: &mut Vec<u8>) {
        self.0.pack(bytes);
        self.1.pack(bytes);
    }

    fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        Some((A::unpack(bytes)?, B::unpack(bytes)?))
    }
}
