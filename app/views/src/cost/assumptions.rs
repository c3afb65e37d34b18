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

/// The two ends of an assumption, as they are typed.
#[derive(Clone, Copy)]
struct Ends {
    store: Store,
    assumption: Assumption,
    low: NodeRef<html::Input>,
    high: NodeRef<html::Input>,
    /// What is wrong with what was typed.
    wrong: RwSignal<Option<String>>,
}

impl Ends {
    fn of(assumption: Assumption) -> Self {
        let ends = Self {
            store: expect_context(),
            assumption,
            low: NodeRef::new(),
            high: NodeRef::new(),
            wrong: RwSignal::new(None),
        };
        let held = Memo::new(move |_| ends.held());
        Effect::new(move |_| ends.show(held.get()));
        ends
    }

    /// What is assumed now.
    fn held(self) -> Bounds {
        self.store.assumptions.read().get(self.assumption)
    }

    /// Shows what is held. What was typed stays as it was typed for as long as it stands for that.
    fn show(self, held: Bounds) {
        if let (Some(low), Some(high)) = (self.low.get(), self.high.get())
            && self.read() != Ok(held)
        {
            low.set_value(&held.low.to_string());
            high.set_value(&held.high.to_string());
            self.wrong.set(None);
        }
    }

    fn read(self) -> Result<Bounds, String> {
        let text = |element: NodeRef<html::Input>| element.get_untracked().map(|it| it.value()).unwrap_or_default();
        parse(&text(self.low), &text(self.high))
    }

    /// Takes over what was typed, or says what is wrong with it.
    fn typed(self) {
        let mut changed = self.store.assumptions.get_untracked();
        let result = self.read().and_then(|bounds| changed.set(self.assumption, bounds));
        if result.is_ok() && changed != self.store.assumptions.get_untracked() {
            self.store.assumptions.set(changed);
        }
        self.wrong.set(result.err());
    }

    /// Assumes again what is usual.
    fn reset(self) {
        self.store.assumptions.update(|held| drop(held.set(self.assumption, self.assumption.usual())));
        self.wrong.set(None);
    }
}

fn assumption_field(assumption: Assumption) -> AnyView {
    let store = expect_context::<Store>();
    let ends = Ends::of(assumption);
    let is_changed = Memo::new(move |_| store.assumptions.read().is_changed(assumption));
    view! {
        <fieldset class="assumption" class:set=move || is_changed.get()>
            <legend>{assumption.title()}</legend>
            <div class="row">
                {end_input(ends, ends.low, "low", |bounds| bounds.low)}
                <span>"to"</span>
                {end_input(ends, ends.high, "high", |bounds| bounds.high)}
                <span class="unit">{assumption.unit()}</span>
                <Show when=move || is_changed.get()>
                    <button type="button" class="small" on:click=move |_| ends.reset()>
                        <Icon glyph=Glyph::Reset/>
                        {format!("Back to {}", assumption.usual())}
                    </button>
                </Show>
            </div>
            <p class="message error" id=field(assumption, "message") aria-live="polite">{ends.wrong}</p>
            <p class="help" id=field(assumption, "hint")>{assumption.explanation()}</p>
        </fieldset>
    }
    .into_any()
}

/// The input of one end of an assumption.
fn end_input(ends: Ends, element: NodeRef<html::Input>, end: &'static str, of: fn(Bounds) -> f64) -> AnyView {
    let assumption = ends.assumption;
    view! {
        <input
            node_ref=element
            type="text"
            class="number"
            id=field(assumption, end)
            inputmode="decimal"
            autocomplete="off"
            value=of(untrack(|| ends.held())).to_string()
            aria-label=format!("{}, {end}", assumption.title())
            aria-describedby=format!("{} {}", field(assumption, "hint"), field(assumption, "message"))
            aria-invalid=move || ends.wrong.read().is_some().then_some("true")
            on:input=move |_| ends.typed()
        />
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
