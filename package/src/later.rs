//! The second part of the program: what only archives and imports need.

use openmercato_ecs_core::import::{self, SourceFile};
use openmercato_ecs_core::{Deployment, Import, Module};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};
use wasm_bindgen::prelude::JsError;

/// What it does. Functions, because this crosses from one program into another.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    /// The archive's files by their paths, as JSON.
    pub(crate) files: fn(&Deployment) -> String,
    /// The archive.
    pub(crate) bundle: fn(&Deployment) -> Vec<u8>,
    /// What is read of files, as JSON, without secrets; the flag says whether proposals are taken.
    pub(crate) import: fn(&[SourceFile], bool) -> String,
    /// What is read of files with all that Terraform would read, for a verdict that is Terraform's.
    pub(crate) read: fn(&[SourceFile]) -> Import,
}

/// It could not be loaded.
#[derive(Debug)]
#[cfg_attr(not(feature = "small"), allow(dead_code, reason = "one program is there at once"))]
pub(crate) struct Missing;

#[cfg(feature = "small")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

enum State {
    Absent,
    Loading(Pin<Box<dyn Future<Output = Result<Box<Later>, Missing>>>>),
    There(Later),
}

thread_local! {
    static STATE: RefCell<State> = const { RefCell::new(State::Absent) };
}

/// It. In Node it is loaded right here.
///
/// # Errors
/// It is not there.
pub(crate) fn get() -> Result<Later, JsError> {
    begin();
    STATE.with_borrow(|state| match state {
        State::There(later) => Ok(*later),
        State::Absent | State::Loading(_) => {
            Err(JsError::new("Archives and imports are loaded on demand: await ready({ archives: true }) first."))
        }
    })
}

/// Begins to load it, once again where that failed. Gives whether it is there already.
pub(crate) fn begin() -> bool {
    STATE.with_borrow_mut(|state| {
        state.advance();
        if matches!(state, State::Absent) {
            *state = State::Loading(load());
            state.advance();
            // One that is loaded at once says so when it is asked again.
            state.advance();
        }
        matches!(state, State::There(_))
    })
}

/// Whether it is there.
pub(crate) fn is_there() -> bool {
    STATE.with_borrow_mut(|state| {
        state.advance();
        matches!(state, State::There(_))
    })
}

impl State {
    /// Takes notice of a load that has ended.
    fn advance(&mut self) {
        let Self::Loading(loading) = self else { return };
        match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => {}
            Poll::Ready(Ok(later)) => *self = Self::There(*later),
            Poll::Ready(Err(Missing)) => *self = Self::Absent,
        }
    }
}

fn load() -> Pin<Box<dyn Future<Output = Result<Box<Later>, Missing>>>> {
    #[cfg(feature = "small")]
    let parts = parts();
    #[cfg(not(feature = "small"))]
    let parts = std::future::ready(parts());
    Box::pin(parts)
}

/// The functions, from the file that the build cuts off here. A box, because this crosses from one program into another.
///
/// Nothing else may name them: what the first part reaches stays in it.
#[cfg_attr(feature = "small", wasm_split_helpers::wasm_split(later, fallible))]
#[cfg_attr(not(feature = "small"), allow(clippy::unnecessary_wraps))]
fn parts() -> Result<Box<Later>, Missing> {
    Ok(Box::new(Later { files, bundle, import, read }))
}

fn files(deployment: &Deployment) -> String {
    let files = deployment.files().iter();
    Json::Object(files.map(|(path, text)| (path.to_owned(), text.into())).collect::<Map<_, _>>()).to_string()
}

fn bundle(deployment: &Deployment) -> Vec<u8> {
    deployment.bundle().bytes
}

fn import(files: &[SourceFile], takes_proposals: bool) -> String {
    let read = import::read(files).admitted(Module::embedded());
    let read = if takes_proposals { read.with_proposals() } else { read };
    read.to_json().to_string()
}

fn read(files: &[SourceFile]) -> Import {
    import::read(files).masked(Module::embedded())
}
