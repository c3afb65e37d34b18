//! What is around the page.

use crate::brief::PrintsBrief;
use crate::confirm::ConfirmDialog;
use crate::host::{AskedDownload, Host};
use crate::import::{Arrival, ImportDialog};
use crate::saved::SavedDialog;
use crate::search::SearchDialog;
use crate::share::ShareDialog;
use crate::shortcuts::{self, ShortcutsDialog};
use crate::toolbar::Menu;
use crate::topology::{Present, adopt_style};
use leptos::prelude::*;

/// The page's keys, its dialogs, and the page that it is part of.
#[component]
pub(crate) fn Around(is_embedded: bool, host: Option<String>) -> impl IntoView {
    adopt_style();
    shortcuts::listen();
    view! {
        {is_embedded.then(|| view! { <Host origin=host/> <AskedDownload/> })}
        <ConfirmDialog/>
        <ShortcutsDialog/>
        <SearchDialog/>
        <Menu/>
        <SavedDialog/>
        <ImportDialog/>
        <Arrival/>
        <ShareDialog/>
        <Present/>
        <PrintsBrief/>
    }
}
