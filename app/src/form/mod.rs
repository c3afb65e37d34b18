//! The form: a section for each banner of the module, a field for each variable.

mod choice;
mod frame;
mod list;
mod map;
mod messages;
mod object;
mod raw;
mod rows;
mod section;
mod sections;
mod services;
mod spec;
mod text;

pub(crate) use messages::Remedies;
pub(crate) use section::SectionView;
pub(crate) use sections::SectionList;
pub(crate) use spec::Spec;

use crate::chunk::Later;
use crate::live::live;
use crate::store::Store;
use choice::{ChoiceField, SwitchField};
use leptos::prelude::*;
use list::ListField;
use map::MapField;
use object::ObjectField;
use openmercato_ecs_core::Type;
use raw::RawField;
use services::ServicesField;
use text::TextField;

/// The field for what `spec` tells of, by its type.
fn field(spec: Spec) -> AnyView {
    let store = expect_context::<Store>();
    let (path, ty) = (spec.path.clone(), spec.ty.clone());
    let fits = Memo::new(move |_| store.value(&path).is_none_or(|value| raw::fits(&ty, &value)));
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
        _ if !spec.choices.is_empty() => view! { <ChoiceField spec/> }.into_any(),
        Type::Bool => view! { <SwitchField spec/> }.into_any(),
        _ => view! { <TextField spec/> }.into_any(),
    }
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

/// The field for a value of several parts.
pub(crate) fn composite(spec: Spec) -> AnyView {
    match &spec.ty {
        Type::List(_) | Type::Set(_) => view! { <ListField spec/> }.into_any(),
        Type::Map(of) if matches!(**of, Type::Object(_)) => view! { <ServicesField spec/> }.into_any(),
        Type::Map(_) => view! { <MapField spec/> }.into_any(),
        _ => view! { <ObjectField spec/> }.into_any(),
    }
}

/// What stands in the place of a field whose value has another shape than the field.
pub(crate) fn raw(spec: Spec) -> AnyView {
    view! { <RawField spec/> }.into_any()
}
