//! For whom the deployment is, and until when it holds.

use leptos::prelude::*;
use openmercato_ecs_core::offer::{LONGEST_CUSTOMER, LONGEST_NOTES, Offer};
use openmercato_ecs_form::store::Store;

/// One text of the offer.
#[derive(Clone, Copy)]
struct Field {
    id: &'static str,
    label: &'static str,
    get: fn(&Offer) -> &String,
    get_mut: fn(&mut Offer) -> &mut String,
}

const CUSTOMER: Field = Field {
    id: "offer-customer",
    label: "Customer",
    get: |offer| &offer.customer,
    get_mut: |offer| &mut offer.customer,
};
const DATE: Field =
    Field { id: "offer-date", label: "Date", get: |offer| &offer.date, get_mut: |offer| &mut offer.date };
const VALID_UNTIL: Field = Field {
    id: "offer-valid-until",
    label: "Valid until",
    get: |offer| &offer.valid_until,
    get_mut: |offer| &mut offer.valid_until,
};
const NOTES: Field =
    Field { id: "offer-notes", label: "Notes", get: |offer| &offer.notes, get_mut: |offer| &mut offer.notes };

impl Field {
    fn value(self, store: Store) -> impl Fn() -> String + Copy {
        move || store.offer.with(|offer| (self.get)(offer).clone())
    }

    /// Takes over what was typed once the field is left: the brief is made anew each time.
    fn change(self, store: Store) -> impl Fn(web_sys::Event) + Copy {
        move |event| {
            let text = event_target_value(&event).trim().to_owned();
            if store.offer.with_untracked(|offer| *(self.get)(offer) != text) {
                store.offer.update(|offer| *(self.get_mut)(offer) = text);
            }
        }
    }
}

/// What is said to a customer. It is saved and travels in links with the deployment; Terraform never sees it.
#[component]
pub(super) fn OfferFields() -> impl IntoView {
    let store = expect_context::<Store>();
    let is_open = store.offer.with_untracked(Offer::addresses);
    view! {
        <details class="offer" open=is_open>
            <summary>"For a customer: name, dates, notes"</summary>
            <div class="offer-fields">
                <div class="field">
                    <label for=CUSTOMER.id>{CUSTOMER.label}</label>
                    <input
                        id=CUSTOMER.id
                        type="text"
                        autocomplete="off"
                        maxlength=LONGEST_CUSTOMER
                        prop:value=CUSTOMER.value(store)
                        on:change=CUSTOMER.change(store)
                    />
                </div>
                {[DATE, VALID_UNTIL].map(|field| view! {
                    <div class="field">
                        <label for=field.id>{field.label}</label>
                        <input id=field.id type="date" prop:value=field.value(store) on:change=field.change(store)/>
                    </div>
                })}
                <div class="field notes">
                    <label for=NOTES.id>{NOTES.label}</label>
                    <textarea
                        id=NOTES.id
                        rows="3"
                        maxlength=LONGEST_NOTES
                        prop:value=NOTES.value(store)
                        on:change=NOTES.change(store)
                    ></textarea>
                </div>
            </div>
            <p class="help">"Kept with the deployment and in its link, where whoever has the link reads it. Terraform never sees it."</p>
        </details>
    }
}
