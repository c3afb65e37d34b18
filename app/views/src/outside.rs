//! What is given outside, in the section that it belongs to.

use leptos::prelude::*;
use openmercato_ecs_core::{InputPath, Module, Variable};
use openmercato_ecs_form::store::Store;

/// What is given outside of the inputs that have no field, at the field that the module declares before them, with a
/// button that takes it out.
#[component]
pub(crate) fn Outside(name: String) -> impl IntoView {
    let store = expect_context::<Store>();
    let variables = without_field_after(store.module, &name);
    let rows = move || {
        let is_given = |variable: &&Variable| store.value(&InputPath::of(&variable.name)).is_some();
        let given = variables.iter().copied().filter(is_given);
        given.map(|variable| row(store, variable)).collect_view()
    };
    view! { {rows} }.into_any()
}

fn row(store: Store, variable: &'static Variable) -> AnyView {
    let name = variable.name.as_str();
    let take_out = move |_| store.set(&InputPath::of(name), None);
    view! {
        <p class="help outside">
            <code>{name}</code> " is given outside: Terraform asks for it, or takes it from "
            <code>{variable.environment_name()}</code> ". Its value is nowhere on this page. "
            <button type="button" class="link" on:click=take_out>"Take it out" <span class="visually-hidden">": " {name}</span></button>
        </p>
    }
    .into_any()
}

/// The sensitive variables between a variable and the next one that has a field.
fn without_field_after(module: &'static Module, name: &str) -> Vec<&'static Variable> {
    let after = module.variables().iter().skip_while(|variable| variable.name != name).skip(1);
    after.take_while(|variable| variable.sensitive).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sensitive_variable_has_its_place() {
        let module = Module::embedded();
        let with_field = module.sections().iter().flat_map(|section| &section.variables);
        let found = with_field.flat_map(|name| without_field_after(module, name)).count();
        assert_eq!(found, module.variables().iter().filter(|variable| variable.sensitive).count());
        assert!(found > 0);
    }
}
