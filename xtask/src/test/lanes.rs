//! Runs parts side by side, each as a process of its own that writes into a log.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::Outcome;
use super::part::Part;
use crate::{checkout, processor_time, progress};

/// How often the running processes are looked at.
const TICK: Duration = Duration::from_millis(200);
/// How often what runs and what is left is said.
const PERIOD: Duration = Duration::from_secs(30);
/// How many cores' worth of parts run for each core: some of them wait for most of their time.
const CROWDING: f64 = 1.5;

/// The parts that wait, run and are done.
pub(super) struct Lanes {
    waiting: Vec<Part>,
    running: Vec<Running>,
    done: Vec<Outcome>,
    logs: PathBuf,
    capacity: f64,
    cores: f64,
    said: Instant,
    started: Instant,
}

struct Running {
    part: Part,
    child: Child,
    started: Instant,
}

impl Lanes {
    /// Lanes for these parts, none of which runs yet.
    ///
    /// # Errors
    /// The folder for the logs cannot be made.
    pub(super) fn new(parts: Vec<Part>) -> Result<Self> {
        let logs = checkout::root().join("target/test-logs");
        fs::create_dir_all(&logs).with_context(|| format!("cannot make {}", logs.display()))?;
        let cores =
            thread::available_parallelism().map_or(1.0, |cores| u32::try_from(cores.get()).map_or(1.0, f64::from));
        let now = Instant::now();
        Ok(Self {
            waiting: parts,
            running: Vec::new(),
            done: Vec::new(),
            logs,
            capacity: cores * CROWDING,
            cores,
            said: now,
            started: now,
        })
    }

    /// Runs every part as soon as those that it comes after are done and there is room.
    ///
    /// # Errors
    /// A process cannot be started or waited for.
    pub(super) fn run(mut self) -> Result<Vec<Outcome>> {
        let parts = self.waiting.len();
        progress::say(&format!("{parts} parts, about {} from a fresh clone on this machine", minutes(self.left())));
        while !self.waiting.is_empty() || !self.running.is_empty() {
            while let Some(part) = self.next() {
                self.start(part)?;
            }
            thread::sleep(TICK);
            self.reap()?;
            if self.said.elapsed() >= PERIOD {
                self.say();
            }
        }
        Ok(self.done)
    }

    /// The next part that may start: they are listed by how much depends on them.
    fn next(&mut self) -> Option<Part> {
        let load: f64 = self.running.iter().map(|running| running.part.estimate().cores).sum();
        let is_over =
            |part: &Part| !self.waiting.contains(part) && self.running.iter().all(|running| running.part != *part);
        let has_room = |part: Part| load == 0.0 || load + part.estimate().cores <= self.capacity;
        let index = self.waiting.iter().position(|part| part.comes_after().iter().all(is_over) && has_room(*part))?;
        Some(self.waiting.remove(index))
    }

    fn start(&mut self, part: Part) -> Result<()> {
        progress::say(&format!("== {}: {}", part.name(), part.about()));
        let log = File::create(self.log(part)).context("cannot write a log")?;
        let child = checkout::command(std::env::current_exe()?)
            .args(["test", "--page-is-built", &part.name()])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("cannot run this program again")?;
        self.running.push(Running { part, child, started: Instant::now() });
        Ok(())
    }

    fn reap(&mut self) -> Result<()> {
        let mut index = 0;
        while let Some(running) = self.running.get_mut(index) {
            // A child counts once it has been waited for, so what is new is this one's.
            let before = processor_time::of_children();
            let Some(status) = running.child.try_wait()? else {
                index += 1;
                continue;
            };
            let worked = processor_time::since(before);
            let Running { part, started, .. } = self.running.remove(index);
            let result = if status.success() { Ok(()) } else { self.failure(part) };
            let log = fs::read_to_string(self.log(part)).unwrap_or_default();
            let verdict = if result.is_ok() { "passed" } else { "FAILED" };
            progress::say(&format!(
                "== {} {verdict} in {}{}",
                part.name(),
                progress::seconds(started.elapsed()),
                counts(&log)
            ));
            if result.is_err() {
                progress::say(&log);
            }
            self.done.push(Outcome { part, duration: started.elapsed(), worked, result });
        }
        Ok(())
    }

    fn failure(&self, part: Part) -> Result<()> {
        bail!("what it printed is in {}", self.log(part).display())
    }

    fn log(&self, part: Part) -> PathBuf {
        self.logs.join(part.name()).with_extension("log")
    }

    fn say(&mut self) {
        self.said = Instant::now();
        let running: Vec<_> = self
            .running
            .iter()
            .map(|running| {
                format!(
                    "{} ({} of about {})",
                    running.part.name(),
                    progress::seconds(running.started.elapsed()),
                    minutes(running.part.estimate().duration)
                )
            })
            .collect();
        let waiting: Vec<_> = self.waiting.iter().map(|part| part.name()).collect();
        let waiting = if waiting.is_empty() { String::new() } else { format!("; to come: {}", waiting.join(", ")) };
        progress::say(&format!(
            "{}: {}{waiting}; about {} left",
            progress::seconds(self.started.elapsed()),
            running.join(", "),
            minutes(self.left())
        ));
    }

    /// How long it will still take, if the estimates hold: as long as the longest chain, and as the work for all cores.
    fn left(&self) -> Duration {
        let running = self
            .running
            .iter()
            .map(|running| (running.part, running.part.estimate().duration.saturating_sub(running.started.elapsed())));
        let left: Vec<_> = running.chain(self.waiting.iter().map(|part| (*part, part.estimate().duration))).collect();
        let work: f64 = left.iter().map(|(part, duration)| duration.as_secs_f64() * part.estimate().cores).sum();
        let chain = left.iter().map(|(part, _)| chain(*part, &left)).max().unwrap_or_default();
        Duration::from_secs_f64(work / self.cores).max(chain)
    }
}

/// How long a part takes with those that it comes after.
fn chain(part: Part, left: &[(Part, Duration)]) -> Duration {
    let own = left.iter().find(|(other, _)| *other == part).map_or(Duration::ZERO, |(_, duration)| *duration);
    own + part.comes_after().iter().map(|earlier| chain(*earlier, left)).max().unwrap_or_default()
}

/// `5 min`, or `under a minute`.
fn minutes(duration: Duration) -> String {
    match duration.as_secs().div_ceil(60) {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} min"),
    }
}

/// How many tests a log counts as passed, and as failed.
fn counts(log: &str) -> String {
    let number = |line: &str, word: &str| -> Option<usize> {
        let (before, _) = line.split_once(&format!(" {word}"))?;
        before.rsplit(' ').next()?.parse().ok()
    };
    let results: Vec<_> = log.lines().filter(|line| line.starts_with("test result: ")).collect();
    let cargo = |word| results.iter().filter_map(|line| number(line, word)).sum::<usize>();
    let node = |word: &str| {
        log.lines()
            .filter_map(|line| line.strip_prefix(&format!("ℹ {word} "))?.trim().parse::<usize>().ok())
            .sum::<usize>()
    };
    match (cargo("passed") + node("pass"), cargo("failed") + node("fail")) {
        (0, 0) => String::new(),
        (passed, 0) => format!(": {passed} tests passed"),
        (passed, failed) => format!(": {passed} tests passed, {failed} failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_test_runners_say() {
        let cargo =
            "test result: ok. 12 passed; 0 failed; 1 ignored\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        assert_eq!(counts(cargo), ": 15 tests passed, 2 failed");
        assert_eq!(counts("ℹ tests 5\nℹ pass 5\nℹ fail 0\n"), ": 5 tests passed");
        assert_eq!(counts("cargo fmt: done"), "");
    }

    #[test]
    fn a_part_starts_when_those_before_it_are_done() {
        let mut lanes = Lanes::new(vec![Part::Build, Part::Terraform, Part::Workflows]).expect("a folder");
        assert_eq!(lanes.next(), Some(Part::Build));
        assert_eq!(lanes.next(), Some(Part::Terraform), "nothing runs here, so what was taken counts as done");
        let mut lanes = Lanes::new(vec![Part::Terraform, Part::Build]).expect("a folder");
        assert_eq!(lanes.next(), Some(Part::Build));
    }

    #[test]
    fn what_is_left_is_the_longest_chain_at_least() {
        let lanes = Lanes::new(vec![Part::Build, Part::Page, Part::Browser]).expect("a folder");
        assert!(lanes.left() >= Part::Build.estimate().duration + Part::Browser.estimate().duration);
    }
}
