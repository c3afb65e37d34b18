//! What stands around a control: its name, its help and its messages.

use crate::announcer::Announcer;
use crate::focus::{Focus, field_id};
use crate::icon::{Glyph, Icon};
use crate::later::Later;
use crate::live::live;
use crate::messages::{Messages, help_id};
use crate::prose::Prose;
use crate::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::InputPath;

/// A field with one control, which carries the field's id.
#[component]
pub(crate) fn Frame(spec: Spec, messages: Messages, children: Children) -> impl IntoView {
    let id = field_id(&spec.path);
    let is_set = is_set(&spec);
    view! {
        <div class="field" class:set=is_set class:wrong=messages.is_wrong()>
            <div class="field-head">
                <label for=id.clone()>{spec.label.clone()}</label>
                <code>{spec.name.clone()}</code>
                {reset_button(&spec)}
            </div>
            <Help id text=spec.description.help/>
            {about(&spec.path)}
            {messages.view()}
            {children()}
        </div>
    }
    .into_any()
}

/// A field of several controls. The group carries the field's id and takes the focus when someone is sent there.
#[component]
pub fn Group(
    /// What the field is about.
    spec: Spec,
    /// What is said at the field.
    messages: Messages,
    children: Children,
) -> impl IntoView {
    let id = field_id(&spec.path);
    let help_of = id.clone();
    let is_set = is_set(&spec);
    let is_question = spec.question.is_some();
    view! {
        <fieldset
            id=id
            class="field group"
            class:question=is_question
            class:set=is_set
            class:wrong=messages.is_wrong()
            tabindex="-1"
            aria-describedby=messages.described_by()
        >
            <legend>
                <span class="field-head">
                    <span class="legend">{spec.question.clone().unwrap_or_else(|| spec.label.clone())}</span>
                    <code>{spec.name.clone()}</code>
                </span>
            </legend>
            {reset_button(&spec)}
            <Help id=help_of text=spec.description.help/>
            {about(&spec.path)}
            {messages.view()}
            {children()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Help(id: String, text: String) -> impl IntoView {
    (!text.is_empty()).then(|| view! { <p class="help" translate="yes" id=help_id(&id)><Prose text/></p> })
}

/// What the second part says of an input as a whole.
fn about(path: &InputPath) -> Option<AnyView> {
    let path = path.clone();
    path.steps().is_empty().then(|| expect_context::<Later>().show(move |chunk| (chunk.about)(&path)))
}

fn is_set(spec: &Spec) -> impl Fn() -> bool + Copy + Send + Sync + use<> {
    let store = expect_context::<Store>();
    let path = spec.path.clone();
    let is_set = Memo::new(move |_| store.value(&path).is_some());
    move || is_set.get()
}

/// A button that leaves an input alone again; nothing for what must be set.
fn reset_button(spec: &Spec) -> Option<AnyView> {
    let store = expect_context::<Store>();
    spec.default.as_ref()?;
    let (path, label) = (spec.path.clone(), spec.label.clone());
    let is_set = is_set(spec);
    Some(live(move || {
        let button = || view! { <ResetButton path=path.clone() label=label.clone() store/> }.into_any();
        is_set().then(button).into_any()
    }))
}

#[component]
fn ResetButton(path: InputPath, label: String, store: Store) -> impl IntoView {
    let focus = expect_context::<Focus>();
    let announcer = expect_context::<Announcer>();
    view! {
        <button
            type="button"
            class="icon reset"
            title="Back to the default"
            aria-label=format!("Set {label} back to its default")
            on:click=move |_| {
                store.set(&path, None);
                announcer.announce(format!("{label} is back to its default."));
                focus.go_to(&path);
            }
        >
            <Icon glyph=Glyph::Reset/>
        </button>
    }
}
