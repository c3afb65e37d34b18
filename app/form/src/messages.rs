//! What the module says of a field, at the field.

use crate::clock::Pause;
use crate::focus::field_id;
use crate::icon::{Glyph, Icon};
use crate::later::Later;
use crate::live::live;
use crate::prose::Prose;
use crate::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::description::capitalised;
use openmercato_ecs_core::{Diagnostic, InputPath, Level};

/// Someone who still types is not interrupted: milliseconds without a key before a message appears.
const PAUSE: u64 = 700;

/// The diagnostics of one field, and when they may be seen.
#[derive(Clone, Copy)]
pub struct Messages {
    store: Store,
    path: StoredValue<InputPath>,
    shown: Memo<Vec<Diagnostic>>,
    quiet: RwSignal<bool>,
    pause: Pause,
    has_help: bool,
}

impl Messages {
    /// The messages of a field.
    pub fn of(store: Store, spec: &Spec) -> Self {
        let has_default = spec.default.as_ref().is_some_and(|default| !default.is_null());
        Self::at(store, spec.path.clone(), has_default, !spec.description.help.is_empty())
    }

    /// The messages of a row, which has no help of its own.
    pub fn of_row(store: Store, path: InputPath) -> Self {
        Self::at(store, path, false, false)
    }

    fn at(store: Store, path: InputPath, has_default: bool, has_help: bool) -> Self {
        let quiet = RwSignal::new(false);
        let path = StoredValue::new(path);
        let may_show = move || {
            let path = path.get_value();
            store.revealed.get()
                || !quiet.get()
                    && (has_default
                        || store.is_touched(&path)
                        || store.value(&path).is_some_and(|value| value.as_str() != Some(""))
                        || store.placeholder(&path).is_some())
        };
        let shown = Memo::new(move |_| {
            let mut diagnostics = store.diagnostics(&path.get_value());
            if !diagnostics.is_empty() && !may_show() {
                diagnostics.retain(|diagnostic| diagnostic.level != Level::Refused);
            }
            diagnostics
        });
        Self { store, path, shown, quiet, pause: Pause::of(PAUSE), has_help }
    }

    /// Someone types: what is wrong in passing is not said.
    pub fn typed(self) {
        self.store.touch(&self.path.get_value());
        if self.shown.read_untracked().is_empty() {
            self.quiet.set(true);
            self.pause.then(move || {
                self.quiet.try_set(false);
            });
        }
    }

    /// Someone is done with the field for now.
    pub fn left(self) {
        self.pause.cancel();
        self.quiet.set(false);
    }

    /// Someone chose, which needs no pause.
    pub fn chosen(self) {
        self.store.touch(&self.path.get_value());
        self.left();
    }

    /// Whether an error is shown.
    pub(crate) fn is_wrong(self) -> Signal<bool> {
        let is_error = |diagnostic: &Diagnostic| diagnostic.level == Level::Refused;
        Signal::derive(move || self.shown.read().iter().any(is_error))
    }

    /// `true` for `aria-invalid` while an error is shown.
    pub fn invalid(self) -> Signal<Option<&'static str>> {
        let is_wrong = self.is_wrong();
        Signal::derive(move || is_wrong.get().then_some("true"))
    }

    /// The ids of the elements that describe the field: its help and its messages.
    pub fn described_by(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let id = field_id(&self.path.get_value());
            let help = self.has_help.then(|| help_id(&id));
            let says = !self.shown.read().is_empty() || self.store.is_made_up(&self.path.read_value());
            let messages = says.then(|| format!("{id}-messages"));
            let ids: Vec<_> = help.into_iter().chain(messages).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// The messages as a list.
    pub fn view(self) -> impl IntoView {
        let id = format!("{}-messages", field_id(&self.path.get_value()));
        view! {
            <div class="messages" id=id>
                {live(move || {
                    let messages = self.shown.get().into_iter();
                    messages.map(|diagnostic| view! { <Message diagnostic/> }.into_any()).collect_view().into_any()
                })}
                {live(move || {
                    let made_up = self.store.is_made_up(&self.path.read_value());
                    made_up.then(|| view! { <p class="message fill">"Made up: write your own."</p> }.into_any()).into_any()
                })}
            </div>
        }
    }
}

/// The id of the help text of the field with this id.
pub(crate) fn help_id(field: &str) -> String {
    format!("{field}-help")
}

/// The class of a level in styles, and its picture.
pub fn look(level: Level) -> (&'static str, Glyph) {
    match level {
        Level::Refused => ("error", Glyph::Error),
        Level::WillNotWork => ("broken", Glyph::Broken),
        Level::WillHurt => ("advice", Glyph::Advice),
    }
}

/// One diagnostic with the buttons that mend it.
#[component]
pub(crate) fn Message(diagnostic: Diagnostic) -> impl IntoView {
    let later = expect_context::<Later>();
    let level = diagnostic.level;
    let (class, glyph) = look(level);
    let message = capitalised(&diagnostic.message);
    view! {
        <div class=format!("message {class}")>
            <p>
                <Icon glyph/>
                <span class="visually-hidden">{level.title()} ": "</span>
                <Prose text=message/>
            </p>
            {later.show(move |chunk| (chunk.remedies)(diagnostic.clone()))}
        </div>
    }
    .into_any()
}
