//! How much processor time child processes have taken.

use std::time::Duration;

/// The processor time of all child processes that have been waited for, with those that they waited for; `None` where the
/// system does not tell.
///
/// `RUSAGE_CHILDREN`: <https://man7.org/linux/man-pages/man2/getrusage.2.html>
#[cfg(unix)]
pub(crate) fn of_children() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let duration = |time: TimeVal| {
        let (seconds, micros) = (u64::try_from(time.tv_sec()).ok()?, u64::try_from(time.tv_usec()).ok()?);
        Some(Duration::from_secs(seconds) + Duration::from_micros(micros))
    };
    Some(duration(usage.user_time())? + duration(usage.system_time())?)
}

/// The same where there is no such figure.
#[cfg(not(unix))]
pub(crate) fn of_children() -> Option<Duration> {
    None
}

/// What has been taken since it was `before`.
pub(crate) fn since(before: Option<Duration>) -> Option<Duration> {
    Some(of_children()?.saturating_sub(before?))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn a_child_counts_once_it_has_ended() {
        let before = of_children();
        let counts = "i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done";
        assert!(Command::new("sh").args(["-c", counts]).status().expect("it runs").success());
        assert!(since(before).expect("a figure") > Duration::ZERO);
    }
}
