//! A configuration as it was read, in bytes.
//!
//! Reading HCL takes a parser, which is large. A build can read a configuration once and pack it; the program unpacks
//! that. The bytes go with the build that made them: they are no format to keep. Each text stands in them once, before
//! all else: names recur hundreds of times, and texts among texts compress better.

use crate::body::{Body, Dynamic, InnerBlock, Lifecycle};
use crate::configuration::{CheckBlock, Configuration, OutputBlock, ResourceBlock, Rule, VariableBlock};
use crate::expression::{Expr, For, Operator, Part, Reference};
use crate::{Attribute, Location, Nullness, Number, Type, Value, functions};
use hcl_edit::expr::{BinaryOperator, UnaryOperator};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What can be put into bytes and taken out again.
pub trait Packed: Sized {
    /// Adds the value to what is packed.
    fn pack(&self, packer: &mut Packer);

    /// Takes the next value out; `None` where [`Packed::pack`] of this build did not put one there.
    fn unpack(unpacker: &mut Unpacker) -> Option<Self>;
}

/// Ends a text among the texts: no byte of UTF-8.
const END: u8 = 0xff;

/// Values on their way into bytes.
#[derive(Default)]
pub struct Packer {
    bytes: Vec<u8>,
    texts: Vec<Arc<str>>,
    places: BTreeMap<Arc<str>, usize>,
}

impl Packer {
    /// The bytes of one value by itself, its texts by their places among all that were packed: two values have the same
    /// bytes of one packer when they are the same.
    pub(crate) fn bytes_of(&mut self, value: &impl Packed) -> Vec<u8> {
        let others = std::mem::take(&mut self.bytes);
        value.pack(self);
        std::mem::replace(&mut self.bytes, others)
    }

    /// All that was packed: the texts, then the values.
    pub fn finish(self) -> Vec<u8> {
        let mut all = Vec::new();
        push_number(self.texts.len(), &mut all);
        for text in &self.texts {
            all.extend(text.as_bytes());
            all.push(END);
        }
        all.extend(self.bytes);
        all
    }

    fn place(&mut self, text: &Arc<str>) -> usize {
        *self.places.entry(text.clone()).or_insert_with(|| {
            self.texts.push(text.clone());
            self.texts.len() - 1
        })
    }

    /// Every text that was packed.
    pub fn texts(&self) -> &[Arc<str>] {
        &self.texts
    }
}

/// Values on their way out of bytes.
pub struct Unpacker<'a> {
    bytes: &'a [u8],
    texts: Vec<Arc<str>>,
    function: fn(&str) -> Option<&'static functions::Function>,
}

impl<'a> Unpacker<'a> {
    /// Reads the texts; `None` where [`Packer::finish`] of this build did not make the bytes.
    pub fn of(mut bytes: &'a [u8]) -> Option<Self> {
        let mut texts = Vec::new();
        for _ in 0..take_number(&mut bytes)? {
            let length = bytes.iter().position(|byte| *byte == END)?;
            texts.push(std::str::from_utf8(&bytes[..length]).ok()?.into());
            bytes = &bytes[length + 1..];
        }
        Some(Self { bytes, texts, function: functions::find })
    }

    /// Finds functions of both lists of a build with chosen functions.
    #[must_use]
    pub fn with_later_functions(self) -> Self {
        Self { function: functions::find_later, ..self }
    }

    /// Whether all values were taken out.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Seven bits in each byte, the lowest first; the eighth says that more follow.
#[allow(clippy::cast_possible_truncation)]
fn push_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

/// A struct, field by field.
macro_rules! pack_fields {
    ($($name:path { $($field:ident),+ })+) => {
        $(impl Packed for $name {
            fn pack(&self, packer: &mut Packer) {
                $(self.$field.pack(packer);)+
            }
            fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
                Some(Self { $($field: Packed::unpack(unpacker)?),+ })
            }
        })+
    };
}

/// An enum: a number for the variant, then what it holds.
macro_rules! pack_variants {
    ($($name:ident { $($number:literal $variant:ident $(($($held:ident),+))?),+ })+) => {
        $(impl Packed for $name {
            fn pack(&self, packer: &mut Packer) {
                match self {
                    $(Self::$variant $(($($held),+))? => {
                        packer.bytes.push($number);
                        $($($held.pack(packer);)+)?
                    })+
                }
            }
            fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
                Some(match u8::unpack(unpacker)? {
                    $($number => Self::$variant $(($({ let $held = Packed::unpack(unpacker)?; $held }),+))?,)+
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
    Body { blocks, lifecycle, depends_on }
    InnerBlock { kind, dynamic, arguments, blocks }
    Dynamic { for_each, iterator }
    Lifecycle { create_before_destroy, ignore_changes, postconditions }
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

/// Without the rest of the block, which few programs need: it is packed by itself.
impl Packed for ResourceBlock {
    fn pack(&self, packer: &mut Packer) {
        self.resource_type.pack(packer);
        self.name.pack(packer);
        self.count.pack(packer);
        self.for_each.pack(packer);
        self.attributes.pack(packer);
        self.file.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some(Self {
            resource_type: Packed::unpack(unpacker)?,
            name: Packed::unpack(unpacker)?,
            count: Packed::unpack(unpacker)?,
            for_each: Packed::unpack(unpacker)?,
            attributes: Packed::unpack(unpacker)?,
            file: Packed::unpack(unpacker)?,
            body: Body::default(),
        })
    }
}

impl Packed for Part {
    fn pack(&self, packer: &mut Packer) {
        match self {
            Self::Text(text) => {
                packer.bytes.push(0);
                text.pack(packer);
            }
            Self::Value(value) => {
                packer.bytes.push(1);
                value.pack(packer);
            }
            Self::If(condition, then, otherwise) => {
                packer.bytes.push(2);
                condition.pack(packer);
                then.pack(packer);
                otherwise.pack(packer);
            }
            Self::For { key, value, collection, body } => {
                packer.bytes.push(3);
                key.pack(packer);
                value.pack(packer);
                collection.pack(packer);
                body.pack(packer);
            }
        }
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let unpacked = match u8::unpack(unpacker)? {
            0 => Self::Text(Packed::unpack(unpacker)?),
            1 => Self::Value(Packed::unpack(unpacker)?),
            2 => Self::If(Packed::unpack(unpacker)?, Packed::unpack(unpacker)?, Packed::unpack(unpacker)?),
            3 => Self::For {
                key: Packed::unpack(unpacker)?,
                value: Packed::unpack(unpacker)?,
                collection: Packed::unpack(unpacker)?,
                body: Packed::unpack(unpacker)?,
            },
            _ => return None,
        };
        Some(unpacked)
    }
}

/// A function by its name.
impl Packed for &'static functions::Function {
    fn pack(&self, packer: &mut Packer) {
        Arc::<str>::from(self.name).pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let name = Arc::<str>::unpack(unpacker)?;
        (unpacker.function)(&name)
    }
}

impl Packed for u8 {
    fn pack(&self, packer: &mut Packer) {
        packer.bytes.push(*self);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let (first, rest) = unpacker.bytes.split_first()?;
        unpacker.bytes = rest;
        Some(*first)
    }
}

impl Packed for bool {
    fn pack(&self, packer: &mut Packer) {
        packer.bytes.push(u8::from(*self));
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some(u8::unpack(unpacker)? != 0)
    }
}

impl Packed for usize {
    fn pack(&self, packer: &mut Packer) {
        push_number(*self, &mut packer.bytes);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        take_number(&mut unpacker.bytes)
    }
}

/// What a `usize` of every program holds in four of its bytes of seven bits.
const SMALL: usize = 1 << 28;

/// A small whole number as one more than it, any other as 0 and what it is in bits.
impl Packed for Number {
    fn pack(&self, packer: &mut Packer) {
        match self.to_usize().filter(|number| *number < SMALL - 1) {
            Some(number) => (number + 1).pack(packer),
            None => {
                0_usize.pack(packer);
                Arc::<str>::from(self.to_string()).pack(packer);
            }
        }
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        if let Some(number) = usize::unpack(unpacker)?.checked_sub(1) {
            return Some(number.into());
        }
        Self::parse(&Arc::<str>::unpack(unpacker)?)
    }
}

/// A text by its place among the texts.
impl Packed for Arc<str> {
    fn pack(&self, packer: &mut Packer) {
        packer.place(self).pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let place = usize::unpack(unpacker)?;
        unpacker.texts.get(place).cloned()
    }
}

impl Packed for String {
    fn pack(&self, packer: &mut Packer) {
        Arc::<str>::from(self.as_str()).pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Arc::<str>::unpack(unpacker).map(|text| text.to_string())
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, packer: &mut Packer) {
        self.is_some().pack(packer);
        if let Some(held) = self {
            held.pack(packer);
        }
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some(if bool::unpack(unpacker)? { Some(T::unpack(unpacker)?) } else { None })
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, packer: &mut Packer) {
        self.len().pack(packer);
        self.iter().for_each(|element| element.pack(packer));
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let mut elements = Self::new();
        for _ in 0..usize::unpack(unpacker)? {
            elements.push(T::unpack(unpacker)?);
        }
        Some(elements)
    }
}

impl<T: Packed> Packed for BTreeMap<Arc<str>, T> {
    fn pack(&self, packer: &mut Packer) {
        self.len().pack(packer);
        for (key, value) in self {
            key.pack(packer);
            value.pack(packer);
        }
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        let mut entries = Self::new();
        for _ in 0..usize::unpack(unpacker)? {
            entries.insert(Packed::unpack(unpacker)?, T::unpack(unpacker)?);
        }
        Some(entries)
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, packer: &mut Packer) {
        (**self).pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        T::unpack(unpacker).map(Self::new)
    }
}

impl<T: Packed> Packed for Arc<T> {
    fn pack(&self, packer: &mut Packer) {
        (**self).pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        T::unpack(unpacker).map(Self::new)
    }
}

impl<T: Packed> Packed for [T; 2] {
    fn pack(&self, packer: &mut Packer) {
        self.iter().for_each(|element| element.pack(packer));
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some([T::unpack(unpacker)?, T::unpack(unpacker)?])
    }
}

impl<T: Packed> Packed for [T; 3] {
    fn pack(&self, packer: &mut Packer) {
        self.iter().for_each(|element| element.pack(packer));
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some([T::unpack(unpacker)?, T::unpack(unpacker)?, T::unpack(unpacker)?])
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, packer: &mut Packer) {
        self.0.pack(packer);
        self.1.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker) -> Option<Self> {
        Some((A::unpack(unpacker)?, B::unpack(unpacker)?))
    }
}
