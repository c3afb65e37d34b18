//! The rows of resources in the plan: which are open, and what leads to one.

use leptos::prelude::*;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::sight::bring_into_sight;
use openmercato_ecs_form::store::Store;
use std::collections::BTreeSet;

/// As many pixels as a row that is gone to has above and below it, to be read with what is around it.
const CONTEXT: f64 = 96.0;

/// Which rows show their block, by address, and which argument someone was led to.
#[derive(Clone, Copy)]
pub(crate) struct PlanRows {
    store: Store,
    place: Place,
    open: RwSignal<BTreeSet<String>>,
    wanted: RwSignal<Option<(String, String)>>,
}

impl PlanRows {
    /// The rows of the page; none is open.
    pub(crate) fn of_page() -> Self {
        Self {
            store: expect_context(),
            place: expect_context(),
            open: RwSignal::default(),
            wanted: RwSignal::new(None),
        }
    }

    /// Whether a row shows its block.
    pub(super) fn has(self, address: &str) -> bool {
        self.open.read().contains(address)
    }

    /// Opens a row, or closes it.
    pub(super) fn toggle(self, address: &str) {
        self.open.update(|open| {
            if !open.remove(address) {
                open.insert(address.to_owned());
            }
        });
    }

    /// Whether someone was led to an argument of a resource.
    pub(super) fn is_wanted(self, address: &str, argument: &str) -> bool {
        self.wanted.read().as_ref().is_some_and(|(wanted, of)| wanted == address && of == argument)
    }

    /// Whether a resource is planned now.
    pub(crate) fn plans(self, address: &str) -> bool {
        let deployment = self.store.deployment.read_untracked();
        deployment.evaluation.plan.resources.iter().any(|resource| resource.address.to_string() == address)
    }

    /// The resource that an address with an attribute belongs to, as `aws_lb.this.arn`, where that is planned now.
    pub(super) fn owner(self, address: &str) -> Option<String> {
        let deployment = self.store.deployment.read_untracked();
        let mut planned = deployment.evaluation.plan.resources.iter().map(|resource| resource.address.to_string());
        planned.find(|planned| {
            address.strip_prefix(planned.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Opens the plan with a resource open, and leads to its row, or to an argument of its block.
    pub(crate) fn show(self, address: &str, argument: Option<&str>) {
        self.open.write().insert(address.to_owned());
        self.wanted.set(argument.map(|argument| (address.to_owned(), argument.to_owned())));
        self.place.open_view(View::Plan);
        let row = row_id(address);
        let target = argument.map_or_else(|| row.clone(), |argument| argument_id(address, argument));
        after_render(move || {
            unfold(&row);
            // A resource that sets no such argument has a row all the same.
            let led_to = if move_focus(&target) { target } else { row };
            move_focus(&led_to);
            if let Some(element) = document().get_element_by_id(&led_to) {
                bring_into_sight(&element, CONTEXT);
            }
        });
    }
}

/// Opens the file that a row is under.
fn unfold(row: &str) {
    let details = document().get_element_by_id(row).and_then(|row| row.closest("details").ok().flatten());
    if let Some(details) = details {
        let _ = details.set_attribute("open", "");
    }
}

/// The id of a resource's row: letters, digits, hyphens and underscores only.
pub(super) fn row_id(address: &str) -> String {
    let mut id = "resource-".to_owned();
    for character in address.chars() {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => id.push(character),
            other => id.push_str(&format!("-{:x}-", u32::from(other))),
        }
    }
    id
}

/// The id of the line with which an argument of a resource begins.
pub(super) fn argument_id(address: &str, argument: &str) -> String {
    format!("{}-{argument}", row_id(address))
}
