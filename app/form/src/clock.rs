//! Time, which the core knows nothing of.

use leptos::prelude::*;
use std::time::Duration;

/// Milliseconds since the page was opened; 0 where there is no clock.
pub fn now() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Runs the newest of several requests once none has come for a while.
#[derive(Clone, Copy)]
pub struct Pause {
    pending: StoredValue<Option<TimeoutHandle>>,
    length: Duration,
}

impl Pause {
    /// A pause of this many milliseconds; what still waits is dropped with the component that made it.
    pub fn of(milliseconds: u64) -> Self {
        let pause = Self { pending: StoredValue::new(None), length: Duration::from_millis(milliseconds) };
        on_cleanup(move || pause.cancel());
        pause
    }

    /// Runs `action` after the pause, unless another request comes first.
    pub fn then(self, action: impl FnOnce() + 'static) {
        self.cancel();
        let handle = set_timeout_with_handle(action, self.length).ok();
        self.pending.try_update_value(|pending| *pending = handle);
    }

    /// Drops what still waits.
    pub fn cancel(self) {
        if let Some(handle) = self.pending.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
