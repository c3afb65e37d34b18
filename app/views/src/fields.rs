//! The fields of several controls.

mod list;
mod map;
mod object;
mod raw;
mod rows;
mod services;

use leptos::prelude::*;
use list::ListField;
use map::MapField;
use object::ObjectField;
use openmercato_ecs_core::Type;
use openmercato_ecs_form::spec::Spec;
use raw::RawField;
use services::ServicesField;

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
