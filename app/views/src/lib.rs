//! The second part of the page: all that it shows beside the form, and the fields of several controls.
//!
//! The first part knows it as a [`Chunk`] of functions and loads it once the form can be used.

// The component macro writes `pub` on what it generates beside a component.
#![allow(unreachable_pub)]
// A component owns what it is given, whether it keeps it or not.
#![allow(clippy::needless_pass_by_value)]

mod archive;
mod around;
mod brief;
mod clipboard;
mod compare;
mod confirm;
mod consequence;
mod cost;
mod dialog;
mod diff;
mod divider;
mod download;
mod fields;
mod files;
mod highlight;
mod host;
mod import;
mod older;
mod opened;
mod opening;
mod origins;
mod outside;
mod panel;
mod panes;
mod parent;
mod pinned;
mod plan;
mod problems;
mod remedies;
mod report;
mod running;
mod saved;
mod scope;
mod search;
mod seen;
mod settled;
mod share;
mod shortcuts;
mod start;
mod status;
mod storage;
mod tabs;
mod theme;
mod toolbar;
mod topology;
mod undo;
mod unknown;
mod untyped;
mod upgrade;
mod upload;

use archive::Archive;
use around::Around;
use dialog::OpenDialog;
use import::{ImportNotice, Importing};
use leptos::prelude::*;
use opened::Opened;
use openmercato_ecs_core::Deployment;
use openmercato_ecs_form::chunk::Chunk;
use openmercato_ecs_form::store::Store;
use outside::Outside;
use panel::Views;
use panes::PaneTabs;
use pinned::Pinned;
use plan::{PlanRows, Reaches};
use problems::ErrorSummary;
use remedies::Remedies;
use running::{Notes, RunningNote};
use scope::{FromAnswer, Searching};
use settled::Settled;
use share::Address;
use start::{Start, StartPanel};
use status::{StatusBar, TakeAway};
use theme::Colours;
use toolbar::Toolbar;

/// The parts that this crate makes.
pub fn chunk() -> Chunk {
    Chunk {
        opening: opening::of_document,
        share: || {
            expect_context::<Store>().edit_by(Deployment::edited);
            provide_context(OpenDialog::none());
            provide_context(Importing::of_page());
            provide_context(Settled::of_page());
            provide_context(Opened::of_page());
            provide_context(PlanRows::of_page());
            provide_context(Notes::of_page());
            provide_context(Archive::of_page());
            provide_context(Start::of_page());
            provide_context(Colours::of_page());
            provide_context(Searching::of_page());
        },
        composite: fields::composite,
        raw: fields::raw,
        address: |dropped, changes| {
            view! { <Address dropped changes/> <ErrorSummary/> <ImportNotice/> <StartPanel/> }.into_any()
        },
        tools: |is_embedded| view! { <Toolbar is_embedded/> }.into_any(),
        views: || view! { <Views/> }.into_any(),
        take_away: || view! { <TakeAway/> }.into_any(),
        status: || view! { <StatusBar/> }.into_any(),
        panes: || view! { <PaneTabs/> }.into_any(),
        remedies: |diagnostic| view! { <Remedies diagnostic/> }.into_any(),
        suggestions: consequence::suggestions,
        consequence: consequence::consequence,
        about: |path| {
            let name = path.variable().to_owned();
            view! {
                <Outside name=name.clone()/>
                <FromAnswer name=name.clone()/>
                <Reaches name=name.clone()/>
                <RunningNote name/>
            }
            .into_any()
        },
        pinned: |section| view! { <Pinned section/> }.into_any(),
        around: |is_embedded, host| view! { <Around is_embedded host/> }.into_any(),
    }
}
