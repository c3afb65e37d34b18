//! What someone has opened: a deployment that may run already.

use crate::opening::{self, Beginning};
use leptos::prelude::*;
use openmercato_ecs_core::Deployment;
use openmercato_ecs_form::store::{Evaluated, Store};

/// From where a deployment was opened that may run already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Import,
    Kept,
    Link,
    Saved,
}

/// A deployment as it was when it was opened.
#[derive(Clone, PartialEq)]
pub(crate) struct OpenedDeployment {
    /// From where.
    pub(crate) source: Source,
    /// What it was.
    pub(crate) deployment: Evaluated,
}

/// The deployment that was opened last. A preset may not run already, and neither may a blank form.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    /// `None` where nothing was opened that may run already.
    pub(crate) deployment: Memo<Option<OpenedDeployment>>,
    /// Whether someone wants to compare the deployment with what was opened.
    pub(crate) is_compared: RwSignal<bool>,
}

impl Source {
    /// What was opened, for people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Import => "what was imported",
            Self::Kept => "what this browser kept",
            Self::Link => "what the link holds",
            Self::Saved => "what was saved",
        }
    }

    /// The source that an action of [`Store::load`] opens.
    fn of_action(action: &str) -> Option<Self> {
        match action {
            "import" => Some(Self::Import),
            "link" => Some(Self::Link),
            "saved deployment" => Some(Self::Saved),
            _ => None,
        }
    }
}

impl Opened {
    /// What the page has opened.
    pub(crate) fn of_page() -> Self {
        let store = expect_context::<Store>();
        let beginning = opening::beginning().map(|beginning| match beginning {
            Beginning::Kept => Source::Kept,
            Beginning::Link => Source::Link,
        });
        let started = Memo::new(move |_| {
            let (action, inputs) = store.started(is_start);
            Some((action.map_or(beginning, Source::of_action)?, inputs))
        });
        let deployment = Memo::new(move |_| {
            let (source, inputs) = started.get()?;
            Some(OpenedDeployment { source, deployment: Evaluated::of(Deployment::of(store.module, &inputs)) })
        });
        Self { deployment, is_compared: RwSignal::new(false) }
    }
}

/// Whether an action of [`Store::load`] opens a deployment or starts one.
fn is_start(action: &str) -> bool {
    Source::of_action(action).is_some() || matches!(action, "blank" | "preset")
}
