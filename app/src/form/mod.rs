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

use crate::store::Store;
use choice::{ChoiceField, SwitchField};
use leptos::prelude::*;
use list::ListField;
use map::MapField;
use object::ObjectField;
use openmercato_ecs_core::Type;
use raw::RawField;
use services::ServicesField;
use spec::Spec;
use text::TextField;

/// The field for what `spec` tells of, by its type.
fn field(spec: Spec) -> AnyView {
    let store = expect_context::<Store>();
    let (path, ty) = (spec.path.clone(), spec.ty.clone());
    let fits = Memo::new(move |_| store.value(&path).is_none_or(|value| raw::fits(&ty, &value)));
    let spec = StoredValue::new(spec);
    (move || {
        if fits.get() { control(spec.get_value()) } else { view! { <RawField spec=spec.get_value()/> }.into_any() }
    })
    .into_any()
}

fn control(spec: Spec) -> AnyView {
    match &spec.ty {
        _ if !spec.choices.is_empty() => view! { <ChoiceField spec/> }.into_any(),
        Type::Bool => view! { <SwitchField spec/> }.into_any(),
        Type::List(_) | Type::Set(_) => view! { <ListField spec/> }.into_any(),
        Type::Map(of) if matches!(**of, Type::Object(_)) => view! { <ServicesField spec/> }.into_any(),
        Type::Map(_) => view! { <MapField spec/> }.into_any(),
        Type::Object(_) => view! { <ObjectField spec/> }.into_any(),
        Type::Number | Type::String | Type::Any | Type::Tuple(_) => view! { <TextField spec/> }.into_any(),
    }
}
