//! How much the deployment is used, to be changed.

use super::drivers::field;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Assumption, Bounds};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// A range for each assumption. They are no inputs of the module, and travel in the link.
#[component]
pub(super) fn AssumptionFields() -> impl IntoView {
    view! {
        <h2>"What is assumed"</h2>
        <p class="help">"How much it is used, from a quiet month to a busy one. This travels in the link and is no input of the module."</p>
        <div class="assumptions">
            {Assumption::ALL.into_iter().map(assumption_field).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

fn assumption_field(assumption: Assumption) -> AnyView {
    let store = expect_context::<Store>();
    let (low, high) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let wrong = RwSignal::new(None);
    let held = Memo::new(move |_| store.assumptions.read().get(assumption));
    let is_changed = Memo::new(move |_| store.assumptions.read().is_changed(assumption));
    let read = move || {
        let text = |element: NodeRef<html::Input>| element.get_untracked().map(|it| it.value()).unwrap_or_default();
        parse(&text(low), &text(high))
    };
    // What was typed stays as it was typed for as long as it stands for what is held.
    Effect::new(move |_| {
        let held = held.get();
        if let (Some(low), Some(high)) = (low.get(), high.get())
            && read() != Ok(held)
        {
            low.set_value(&held.low.to_string());
            high.set_value(&held.high.to_string());
            wrong.set(None);
        }
    });
    let typed = move |_| {
        let mut changed = store.assumptions.get_untracked();
        let result = read().and_then(|bounds| changed.set(assumption, bounds));
        if result.is_ok() && changed != store.assumptions.get_untracked() {
            store.assumptions.set(changed);
        }
        wrong.set(result.err());
    };
    let reset = move |_| {
        store.assumptions.update(|held| drop(held.set(assumption, assumption.usual())));
        wrong.set(None);
    };
    let title = assumption.title();
    let hint = field(assumption, "hint");
    let message = field(assumption, "message");
    let described = format!("{hint} {message}");
    let input = |element: NodeRef<html::Input>, end: &'static str, of: fn(Bounds) -> f64| {
        view! {
            <input
                node_ref=element
                type="text"
                class="number"
                id=field(assumption, end)
                inputmode="decimal"
                autocomplete="off"
                value=of(held.get_untracked()).to_string()
                aria-label=format!("{title}, {end}")
                aria-describedby=described.clone()
                aria-invalid=move || wrong.read().is_some().then_some("true")
                on:input=typed
            />
        }
        .into_any()
    };
    view! {
        <fieldset class="assumption" class:set=move || is_changed.get()>
            <legend>{title}</legend>
            <div class="row">
                {input(low, "low", |bounds| bounds.low)}
                <span>"to"</span>
                {input(high, "high", |bounds| bounds.high)}
                <span class="unit">{assumption.unit()}</span>
                <Show when=move || is_changed.get()>
                    <button type="button" class="small" on:click=reset>
                        <Icon glyph=Glyph::Reset/>
                        {format!("Back to {}", assumption.usual())}
                    </button>
                </Show>
            </div>
            <p class="message error" id=message aria-live="polite">{wrong}</p>
            <p class="help" id=hint>{assumption.explanation()}</p>
        </fieldset>
    }
    .into_any()
}

fn parse(low: &str, high: &str) -> Result<Bounds, String> {
    let number = |text: &str, end: &str| {
        let number = text.trim().replace(',', ".").parse::<f64>();
        number.map_err(|_| format!("The {end} end, {:?}, is not a number. Write digits, as 0.5.", text.trim()))
    };
    Ok(Bounds { low: number(low, "low")?, high: number(high, "high")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_either_mark() {
        assert_eq!(parse(" 0,5", "2.5 "), Ok(Bounds { low: 0.5, high: 2.5 }));
        assert!(parse("", "1").is_err_and(|message| message.contains("low end")));
    }
}
