//! Says what is going on while a command runs that may take long.

use std::io::{BufRead as _, BufReader, IsTerminal as _, PipeReader, Write as _};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// How often a line is written where there is no terminal.
const PERIOD: Duration = Duration::from_secs(10);
/// How often the terminal's line is redrawn.
const TICK: Duration = Duration::from_millis(100);

/// Says `text` on a line of its own. Standard error, as all that accompanies work.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

/// Runs a command whose output matters only when it fails: shows the seconds
/// and the last line meanwhile, the whole output after a failure.
///
/// # Errors
/// When the command cannot be started or its exit status is not zero.
pub(crate) fn run(title: &str, command: &mut Command) -> Result<()> {
    run_unless(title, command, |_| false).map(drop)
}

/// As [`run`], but gives false, and shows nothing, after a failure whose output `is_expected`.
///
/// # Errors
/// As [`run`], for any other failure.
pub(crate) fn run_unless(title: &str, command: &mut Command, is_expected: impl FnOnce(&str) -> bool) -> Result<bool> {
    let started = Instant::now();
    let (status, output) = follow(title, command).with_context(|| cannot_run(command))?;
    if status.success() {
        say(&format!("{title}: done in {}", seconds(started.elapsed())));
        return Ok(true);
    }
    if is_expected(&String::from_utf8_lossy(&output)) {
        return Ok(false);
    }
    std::io::stderr().write_all(&output)?;
    bail!("{title}: `{}` failed ({status})", shown(command));
}

/// Runs a command whose output is worth watching: it goes straight through.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_live(command: &mut Command) -> Result<()> {
    say(&format!("$ {}", shown(command)));
    let status = command.status().with_context(|| cannot_run(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// `7.1 s`, `2 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

fn follow(title: &str, command: &mut Command) -> Result<(ExitStatus, Vec<u8>)> {
    let (reader, writer) = std::io::pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let child = command.spawn();
    // Else this process would keep the pipe's other end open for ever.
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut child = child?;
    let output = collect(title, reader)?;
    Ok((child.wait()?, output))
}

/// Reads until the other end is closed.
fn collect(title: &str, reader: PipeReader) -> Result<Vec<u8>> {
    let (sender, lines) = mpsc::channel();
    let reading = thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut output = Vec::new();
        let mut start = 0;
        while reader.read_until(b'\n', &mut output)? > 0 {
            // Nobody listens any more only when this process is about to end.
            let _ = sender.send(String::from_utf8_lossy(&output[start..]).trim().to_owned());
            start = output.len();
        }
        Ok::<_, std::io::Error>(output)
    });

    let mut display = Display::new(title);
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) if line.is_empty() => {}
            Ok(line) => display.last_line = line,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        display.refresh();
    }
    display.finish();
    reading.join().map_err(|_| anyhow::anyhow!("reading the output panicked"))?.map_err(Into::into)
}

struct Display<'a> {
    title: &'a str,
    last_line: String,
    started: Instant,
    said: Instant,
    /// Only on a terminal.
    spinner: Option<ProgressBar>,
}

impl<'a> Display<'a> {
    fn new(title: &'a str) -> Self {
        let spinner = std::io::stderr().is_terminal().then(|| {
            let spinner = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
                spinner.set_style(style);
            }
            spinner
        });
        if spinner.is_none() {
            say(&format!("{title} …"));
        }
        let now = Instant::now();
        Self { title, last_line: String::new(), started: now, said: now, spinner }
    }

    fn refresh(&mut self) {
        let Self { title, last_line, started, .. } = self;
        if let Some(spinner) = &self.spinner {
            spinner.set_message(format!("{title}: {} s  {last_line}", started.elapsed().as_secs()));
            spinner.tick();
        } else if self.said.elapsed() >= PERIOD {
            self.said = Instant::now();
            say(&format!("{title}: {} s  {last_line}", started.elapsed().as_secs()));
        }
    }

    fn finish(self) {
        if let Some(spinner) = self.spinner {
            spinner.finish_and_clear();
        }
    }
}

fn cannot_run(command: &Command) -> String {
    format!("cannot run `{}`", shown(command))
}

/// The command as one would type it, near enough for a person.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::time::Duration;

    use super::{follow, run, seconds, shown};

    #[test]
    fn durations_are_read_at_a_glance() {
        assert_eq!(seconds(Duration::from_millis(7_060)), "7.1 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn command_is_shown_without_its_folder() {
        let mut command = Command::new("/usr/bin/cargo");
        assert_eq!(shown(command.args(["fmt", "--check"])), "cargo fmt --check");
    }

    #[test]
    fn both_streams_are_kept_in_order() {
        let mut command = Command::new("rustc");
        let (status, output) = follow("usage", command.arg("--no-such-flag")).expect("runs");
        assert!(!status.success());
        assert!(String::from_utf8_lossy(&output).contains("no-such-flag"), "{output:?}");
    }

    #[test]
    fn failure_names_the_command() {
        let error = run("Ask rustc", Command::new("rustc").arg("--no-such-flag")).expect_err("fails");
        assert!(error.to_string().starts_with("Ask rustc: `rustc --no-such-flag` failed"), "{error}");
        let error = run("Nothing", &mut Command::new("no-such-program")).expect_err("fails");
        assert!(error.to_string().contains("cannot run `no-such-program`"), "{error}");
    }
}
