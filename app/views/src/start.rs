//! Where to start from: what the page is for, the presets, what someone has already, and nothing.

mod circumstances;

use crate::dialog::{OpenDialog, Which};
use crate::download::svg_address;
use crate::opening;
use circumstances::CircumstancesFields;
use leptos::prelude::*;
use openmercato_ecs_core::circumstances::Circumstances;
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::preset::{self, Preset};
use openmercato_ecs_core::topology::DrawingOptions;
use openmercato_ecs_core::{Deployment, Inputs};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::{Pane, Place, View};
use openmercato_ecs_form::store::Store;

/// The id of the panel's heading.
const HEADING: &str = "start-heading";

/// Whether the panel is open above the form.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    is_open: RwSignal<bool>,
    place: Place,
}

impl Start {
    /// Open for someone whose address asks for nothing, until they change something.
    pub(crate) fn of_page() -> Self {
        let store = expect_context::<Store>();
        let is_untouched = move || store.undoable().is_none();
        let is_open = RwSignal::new(opening::asks_for_nothing() && untrack(is_untouched));
        Effect::new(move |was_untouched: Option<bool>| {
            let is_untouched = is_untouched();
            if was_untouched == Some(true) && !is_untouched {
                is_open.set(false);
            }
            is_untouched
        });
        Self { is_open, place: expect_context() }
    }

    /// Opens the panel and sends the keyboard there.
    pub(crate) fn open(self) {
        self.is_open.set(true);
        self.place.pane.set(Pane::Choose);
        after_render(|| {
            move_focus(HEADING);
        });
    }

    /// Folds the panel away and sends the keyboard to the form.
    fn close(self) {
        self.is_open.set(false);
        after_render(|| {
            move_focus("form");
        });
    }
}

/// The panel above the form. What it starts can be undone.
#[component]
pub(crate) fn StartPanel() -> impl IntoView {
    let start = expect_context::<Start>();
    view! { <Show when=move || start.is_open.get()><Panel/></Show> }
}

#[component]
fn Panel() -> impl IntoView {
    let store = expect_context::<Store>();
    let start = expect_context::<Start>();
    let dialog = expect_context::<OpenDialog>();
    let announcer = expect_context::<Announcer>();
    let circumstances = RwSignal::new(Circumstances::default());
    let blank = move |_| {
        store.load(Inputs::new(), "blank");
        start.close();
        announcer.announce("Started from nothing.");
    };
    let place = expect_context::<Place>();
    let questions = move |_| {
        start.is_open.set(false);
        place.open_view(View::Scope);
    };
    view! {
        <section class="start" aria-labelledby=HEADING>
            <div class="dialog-head">
                <h2 id=HEADING tabindex="-1">"Decide how OpenMercato runs on AWS"</h2>
                <button type="button" class="icon" aria-label="Close, and go on with what is open" on:click=move |_| start.close()>
                    <Icon glyph=Glyph::Close/>
                </button>
            </div>
            <p>
                "See the picture, the plan and the price of what you choose, and take a Terraform repository away. Nothing \
                 that you type leaves this page."
            </p>
            <div class="from">
                <h3>"Start from"</h3>
                <button type="button" class="small" on:click=move |_| dialog.open(Which::Import)>"Import what you have"</button>
                <button type="button" class="small" on:click=questions>"Answer questions"</button>
                <button type="button" class="small" on:click=blank>"Blank"</button>
            </div>
            <CircumstancesFields circumstances/>
            <ul class="cards">
                {preset::all().iter().map(|preset| view! { <PresetCard preset circumstances/> }).collect_view()}
            </ul>
        </section>
    }
}

/// A preset with what it would make of what was typed so far, under these circumstances.
#[component]
fn PresetCard(preset: &'static Preset, circumstances: RwSignal<Circumstances>) -> impl IntoView {
    let store = expect_context::<Store>();
    let start = expect_context::<Start>();
    let announcer = expect_context::<Announcer>();
    let inputs = Memo::new(move |_| circumstances.read().of(store.module, preset, &store.inputs.get_untracked()));
    let seen = Memo::new(move |_| Seen::of(&Deployment::of(store.module, &inputs.read())));
    let title = labels::preset(&preset.name);
    let open = move |_| {
        store.load(circumstances.read_untracked().of(store.module, preset, &store.inputs.get_untracked()), "preset");
        start.close();
        announcer.announce(format!("Started from: {title}."));
    };
    // The card stays while its price changes: who clicks right after typing a region still meets it.
    view! {
        <li>
            <button type="button" class="card" data-preset=preset.name.as_str() on:click=open>
                <img alt="" src=move || seen.read().picture.clone()/>
                <strong>{title}</strong>
                <span class="card-facts">{move || seen.read().facts.clone()}</span>
                <span class="help">{first_sentence(&preset.description)} " " <code>{preset.name.as_str()}</code></span>
            </button>
        </li>
    }
}

/// What a card shows of a deployment.
#[derive(Clone, PartialEq, Eq)]
struct Seen {
    /// The address of the picture.
    picture: String,
    /// Price and resources.
    facts: String,
}

impl Seen {
    fn of(deployment: &Deployment) -> Self {
        let svg = deployment.topology().layout(DrawingOptions::default()).to_svg();
        let resources = counted(deployment.evaluation.plan.resources.len(), "resource", "resources");
        let price = match deployment.estimate().total() {
            Some(total) => format!("{} a month", total.rounded()),
            None => "no prices of the region".to_owned(),
        };
        Self { picture: svg_address(&svg), facts: format!("{price}, {resources}") }
    }
}

/// The text up to its first full stop: a card has no room for more.
fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}
