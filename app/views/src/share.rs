//! The link that carries the inputs: in the address, and to send.

use crate::clipboard;
use crate::dialog::{Dialog, Which};
use crate::opening::{self, address_for_others, linked_by_document, replace};
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::link;
use openmercato_ecs_core::names::input;
use openmercato_ecs_core::{Deployment, InputPath, Inputs, Module, Offer, Value};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::handover;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;

/// Milliseconds without a change before the address follows.
const PAUSE: u64 = 400;

/// Keeps address and inputs together: the address follows the inputs after a pause, without a step in the browser's
/// history, and the inputs follow an address that someone changes. Shows what a link held that was left out, and what has
/// changed since it was made.
#[component]
pub(crate) fn Address(dropped: Vec<String>, changes: Vec<String>) -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let left_out = RwSignal::new(dropped);
    let changed = RwSignal::new(changes);
    follow(store);
    follow_place(store.module, expect_context());
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        let link = linked_by_document(store.module);
        changed.set(link.changes());
        left_out.set(link.dropped);
        store.attend(link.assumptions, link.offer);
        let inputs = link.inputs;
        if inputs != store.inputs.get_untracked() {
            store.load(inputs, "link");
            announcer.announce("Opened the link.");
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <Notice title="Of the link, this was left out:" points=left_out/>
        <Notice title="Since the link was made, this has changed:" points=changed/>
    }
}

/// Lets the address follow the inputs, and leaves to the next visit what it does not carry yet.
fn follow(store: Store) {
    let pause = Pause::of(PAUSE);
    let is_behind = StoredValue::new(false);
    let fragment = move || fragment(store.module, &store.deployment.get_untracked());
    let catch_up = move || {
        pause.cancel();
        if is_behind.try_get_value() == Some(true) {
            is_behind.set_value(false);
            write(&fragment());
        }
    };
    Effect::new(move |before: Option<()>| {
        store.deployment.track();
        // The address is right when the page opens, but someone may have changed something since.
        if before.is_some() || untrack(|| store.undoable()).is_some() {
            is_behind.set_value(true);
            pause.then(catch_up);
        }
    });
    // A tab that is hidden may be ended without another word.
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            catch_up();
        }
    });
    let leaving = window_event_listener_untyped("pagehide", move |_| {
        if is_behind.get_value() {
            handover::leave(&fragment());
        }
    });
    // The browser kept the document and went back to it: there is no next visit.
    let back = window_event_listener_untyped("pageshow", move |_| drop(handover::take()));
    on_cleanup(move || {
        for listener in [hidden, leaving, back] {
            listener.remove();
        }
    });
}

/// Lets the address say where someone is, so that a reload leads there, without a step in the browser's history.
fn follow_place(module: &'static Module, place: Place) {
    Effect::new(move |_| {
        if let Some(address) = opening::placed(module, place.section.get(), place.view.get()) {
            replace(&address);
        }
    });
}

/// What someone should know of the link, until they close it.
#[component]
fn Notice(title: &'static str, points: RwSignal<Vec<String>>) -> impl IntoView {
    view! {
        <Show when=move || !points.read().is_empty()>
            <div class="notice" role="alert">
                <p>{title}</p>
                <ul>{move || points.get().into_iter().map(|text| view! { <li><Prose text/></li> }).collect_view()}</ul>
                <button type="button" class="small" on:click=move |_| points.set(Vec::new())>"Close"</button>
            </div>
        </Show>
    }
}

/// The address's end for a deployment; empty where the address opens that without one. Keeps it for the next visit, too.
fn fragment(module: &Module, deployment: &Deployment) -> String {
    let fragment = deployment.link();
    opening::keep(module, &fragment);
    let is_opened_anyhow = fragment == link::encode(module, &opening::unlinked_by_document(module).inputs);
    if is_opened_anyhow { String::new() } else { format!("#{fragment}") }
}

fn write(fragment: &str) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    replace(&(path + fragment));
}

/// The dialog with the link in three forms.
#[component]
pub(crate) fn ShareDialog() -> impl IntoView {
    view! { <Dialog which=Which::Share>{move || share()}</Dialog> }
}

/// Where this page opens the deployment.
pub(crate) fn address(deployment: &Deployment) -> String {
    format!("{}#{}", address_for_others(), deployment.link())
}

/// The forms of the link, made anew when the deployment changes.
fn share() -> AnyView {
    let store = expect_context::<Store>();
    let deployment = store.deployment.get();
    let evaluation = &deployment.evaluation;
    let inputs = &evaluation.inputs;
    let fragment = deployment.link();
    let name = inputs.get(input::NAME.name()).and_then(|name| name.as_str()).unwrap_or("OpenMercato on AWS");
    // In a link's text Markdown gives a meaning to brackets and to what makes code or emphasis.
    let name: String = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).collect();
    let address = address(&deployment);
    let forms = [
        ("Link", address.clone()),
        ("Link in Markdown", format!("[{name}]({address})")),
        ("Command of the binary", format!("openmercato-ecs check --link '#{fragment}'")),
    ];
    let to_fill_in = match evaluation.to_fill_in().len() {
        0 => String::new(),
        count => format!(" {} still to be filled in.", counted(count, "place is", "places are")),
    };
    let addressed =
        if store.offer.with(Offer::addresses) { " So do the customer's name, dates and notes." } else { "" };
    let is_answered = store.offer.with(|offer| !offer.answers.is_empty());
    let answered = if is_answered { " So do the answers under Scope." } else { "" };
    let secrets = plain_secrets(inputs, &evaluation.plain_secrets());
    view! {
        <p class="help">
            {counted(inputs.iter().count(), "input", "inputs")}
            " travel in the link itself, and whoever has the link sees them."
            {addressed}
            {answered}
            {to_fill_in}
        </p>
        {secrets}
        {is_of_disk().then(|| view! {
            <p class="notice">"This page was opened from a file: the links name the path of that file on this disk, which nobody else has. Others open the part from # on in a page of their own."</p>
        })}
        {forms.map(|(title, text)| view! { <ShareForm title text/> }).collect_view()}
    }
    .into_any()
}

/// Whether the page is a file of this machine.
fn is_of_disk() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// The id of what is said about secrets.
const SECRETS: &str = "share-secrets";

/// Says whether secrets are in the link, and takes them out on demand.
fn plain_secrets(inputs: &Inputs, places: &[InputPath]) -> AnyView {
    if places.is_empty() {
        return view! {
            <p class="help" id=SECRETS tabindex="-1">"Nothing in it looks like a secret in plain text."</p>
        }
        .into_any();
    }
    let store = expect_context::<Store>();
    let names: Vec<_> = places.iter().map(ToString::to_string).collect();
    let without = without(inputs, places);
    let take_out = move |_| {
        store.apply(without.clone(), "secrets in plain text");
        after_render(|| {
            move_focus(SECRETS);
        });
    };
    view! {
        <div class="notice" role="alert">
            <p>"It holds, in plain text: " <code>{names.join(", ")}</code> ". Store each in Secrets Manager and name its ARN."</p>
            <button type="button" class="small" on:click=take_out>"Take them out of the deployment"</button>
        </div>
    }
    .into_any()
}

/// The inputs without what stands at some places.
fn without(inputs: &Inputs, places: &[InputPath]) -> Inputs {
    places.iter().fold(inputs.clone(), |inputs, place| inputs.with_at(place, Value::Null).unwrap_or(inputs))
}

#[component]
fn ShareForm(title: &'static str, text: String) -> impl IntoView {
    let said = RwSignal::new("");
    let id = format!("share-{}", title.split(' ').next_back().unwrap_or(title).to_lowercase());
    let shown = text.clone();
    let copy = move |_| {
        clipboard::copy(text.clone(), move |copied| {
            let words = if copied { "Copied." } else { "The browser did not allow it: select the text and copy it." };
            said.try_set(words);
        });
    };
    view! {
        <div class="field">
            <label for=id.clone()>{title}</label>
            <div class="row">
                <input type="text" class="name" id=id readonly=true value=shown/>
                <button type="button" class="small" aria-label=format!("Copy: {title}") on:click=copy>
                    <Icon glyph=Glyph::Copy/> "Copy"
                </button>
            </div>
            // Within the dialog: what lies behind it is neither seen nor read out.
            <p class="help" role="status">{said}</p>
        </div>
    }
}
