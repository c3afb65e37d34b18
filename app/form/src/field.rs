//! The field of a place in the inputs.

use crate::choice::{ChoiceField, RADIOS, SwitchField};
use crate::later::Later;
use crate::live::live;
use crate::spec::Spec;
use crate::store::Store;
use crate::text::TextField;
use leptos::prelude::*;
use openmercato_ecs_core::{Type, Value};

/// The field for what `spec` tells of, by its type.
pub fn field(spec: Spec) -> AnyView {
    let store = expect_context::<Store>();
    let (path, ty) = (spec.path.clone(), spec.ty.clone());
    let fits = Memo::new(move |_| store.value(&path).is_none_or(|value| can_show(&ty, &value)));
    let spec = StoredValue::new(spec);
    live(move || {
        let spec = spec.get_value();
        if fits.get() && has_one_control(&spec) { control(spec) } else { from_chunk(spec, fits.get()) }
    })
}

fn has_one_control(spec: &Spec) -> bool {
    !spec.choices.is_empty() || !matches!(spec.ty, Type::List(_) | Type::Set(_) | Type::Map(_) | Type::Object(_))
}

fn control(spec: Spec) -> AnyView {
    match &spec.ty {
        _ if !spec.choices.is_empty() && !is_typed(&spec) => view! { <ChoiceField spec/> }.into_any(),
        Type::Bool => view! { <SwitchField spec/> }.into_any(),
        _ => view! { <TextField spec/> }.into_any(),
    }
}

/// Whether a choice is typed: of many numbers people know the one that they want.
fn is_typed(spec: &Spec) -> bool {
    spec.is_number() && spec.choices.len() > RADIOS
}

/// A field of several controls, whose code comes with the chunk. Until then its place bears its name.
fn from_chunk(spec: Spec, fits: bool) -> AnyView {
    let label = spec.label.clone();
    let spec = StoredValue::new(spec);
    expect_context::<Later>().show_instead_of(
        move || view! { <p class="field help">{label.clone()} "…"</p> }.into_any(),
        move |chunk| (if fits { chunk.composite } else { chunk.raw })(spec.get_value()),
    )
}

/// Whether the field for `ty` can show `value`.
fn can_show(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::List(_) | Type::Set(_) | Type::Tuple(_) => value.elements().is_some(),
        Type::Map(_) | Type::Object(_) => value.entries().is_some(),
        Type::Bool => value.as_bool().is_some() || matches!(value.as_str(), Some("true" | "false")),
        Type::Any => true,
        Type::Number | Type::String => value.elements().is_none() && value.entries().is_none(),
    }
}
