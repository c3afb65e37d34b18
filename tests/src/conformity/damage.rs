//! Whether damaged sources are read without a panic, in little time and memory.

use std::fmt;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use cpu_time::ThreadTime;
use openmercato_ecs_core::import::{self, LARGEST, SourceFile};
use openmercato_ecs_core::{Deployment, Module, preset};

use super::source::SourceGenerator;

/// The most memory that the whole process may take, in MiB.
const MOST_MEMORY: u64 = 256;

/// How many sources are read until the figures are told.
const SHARE: usize = 5000;

/// Of how many sources that took the longest is said which they are.
const SLOWEST: usize = 5;

/// One source of so many is repeated until it is as large as the largest that is read.
const LARGE: usize = 200;

/// What breaks readers: signs that open, end and nest, and texts that cost.
const PIECES: [&str; 34] = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "${",
    "%{",
    "<<E\n",
    "\nE\n",
    "/*",
    "*/",
    "#",
    "\r\n",
    "\n",
    "=",
    ":",
    ",",
    ".",
    "!",
    "-",
    "? 1 : ",
    "\\",
    "\\u0000",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "e308",
    "9999999999",
    "for k, v in x : k => v",
    "merge(local.l0, ",
    "local.l0",
    "module \"m\" {\n",
];

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DamageFigures {
    /// The seed that makes the same sources again.
    pub seed: u64,
    /// Damaged sources that were read.
    pub sources: usize,
    /// Those that took the longest, the slowest first.
    pub slowest: Vec<Slow>,
    /// The most memory of the process, in MiB; 0 where the system does not tell.
    pub memory: u64,
    /// What panicked or took too long, each with its source, cut.
    pub faults: Vec<String>,
}

/// A source that took long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slow {
    /// How long it took.
    pub took: Duration,
    /// The seed of the run that reads it first.
    pub seed: u64,
    /// Its name.
    pub name: String,
    /// How many bytes it has.
    pub bytes: usize,
}

impl fmt::Display for Slow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { took, seed, name, bytes } = self;
        write!(f, "{took:.0?} for {name:?} of {bytes} bytes, the first of seed {seed}")
    }
}

impl fmt::Display for DamageFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, sources, slowest, memory, faults } = self;
        let slowest = slowest.first().map(|slow| slow.took).unwrap_or_default();
        write!(
            f,
            "seed {seed}: {sources} damaged sources, the slowest {slowest:.0?}, {memory} MiB at most; {} faults",
            faults.len()
        )
    }
}

/// Reads so many damaged sources, none of which may take longer than `patience`. `report` hears how far it is.
///
/// # Errors
/// When what is damaged cannot be read.
pub fn damage(seed: u64, count: usize, patience: Duration, mut report: impl FnMut(&str)) -> io::Result<DamageFigures> {
    let kept = originals()?;
    let mut figures = DamageFigures { seed, ..DamageFigures::default() };
    for number in 0..count as u64 {
        // Each has a seed of its own, so that it can be read alone.
        let seed = seed ^ number << 32;
        figures.read(seed, &damaged(seed, &kept), patience);
        if figures.sources.is_multiple_of(SHARE) {
            figures.memory = most_memory();
            report(&figures.to_string());
        }
    }
    figures.memory = most_memory();
    if figures.memory > MOST_MEMORY {
        figures.faults.push(format!("the process took {} MiB", figures.memory));
    }
    Ok(figures)
}

/// The damaged source of a seed.
fn damaged(seed: u64, kept: &[SourceFile]) -> SourceFile {
    let mut damaging = Damaging { random: fastrand::Rng::with_seed(seed) };
    match damaging.random.bool() {
        true => damaging.damaged(&SourceFile::new("main.tf", SourceGenerator::new(seed).source().text)),
        false => {
            let original = damaging.one_of(kept);
            damaging.damaged(original)
        }
    }
}

impl DamageFigures {
    fn read(&mut self, seed: u64, source: &SourceFile, patience: Duration) {
        // What else runs on the machine does not count.
        let clock = ThreadTime::now();
        let read = catch_unwind(AssertUnwindSafe(|| {
            let read = import::read(std::slice::from_ref(source)).admitted(Module::embedded());
            (0..read.files.len()).map(|file| read.lines(file).len()).sum::<usize>() + read.to_json().to_string().len()
        }));
        let took = clock.elapsed();
        self.sources += 1;
        self.slowest.push(Slow { took, seed, name: source.name.clone(), bytes: source.bytes.len() });
        self.slowest.sort_by_key(|slow| std::cmp::Reverse(slow.took));
        self.slowest.truncate(SLOWEST);
        let what = match read {
            Err(_) => "panics".to_owned(),
            Ok(_) if took > patience => format!("took {took:.0?}"),
            Ok(_) => return,
        };
        let text: String = String::from_utf8_lossy(&source.bytes).chars().take(1000).collect();
        let bytes = source.bytes.len();
        self.faults.push(format!("{what}: {:?} of {bytes} bytes, the first of seed {seed}\n{text}", source.name));
    }
}

/// What is damaged beside random configurations: files as people bring them, and an archive.
fn originals() -> io::Result<Vec<SourceFile>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            found.push(SourceFile::new(entry.file_name().to_string_lossy(), fs::read(entry.path())?));
        }
    }
    for preset in preset::all().iter().take(1) {
        let bundle = Deployment::of(Module::embedded(), &preset.inputs).bundle();
        found.push(SourceFile::new("shop.zip", bundle.bytes));
    }
    Ok(found)
}

/// The most memory that this process has taken so far, in MiB.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    most.unwrap_or_default() / 1024
}

struct Damaging {
    random: fastrand::Rng,
}

impl Damaging {
    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.random.usize(..of.len())]
    }

    /// The source with up to four damages; under another name, now and then.
    fn damaged(&mut self, original: &SourceFile) -> SourceFile {
        let mut bytes = original.bytes.clone();
        for _ in 0..self.random.usize(1..=4) {
            self.damage(&mut bytes);
        }
        if self.random.usize(..LARGE) == 0 {
            self.repeat(&mut bytes);
        }
        let names = ["", "main.tf", "a.tfvars", "a.tfvars.json", "main.tf.json", "terragrunt.hcl", "variables.tf"];
        let name = if self.random.usize(..4) == 0 { self.one_of(&names) } else { original.name.as_str() };
        SourceFile::new(name, bytes)
    }

    fn damage(&mut self, bytes: &mut Vec<u8>) {
        let place = self.random.usize(..=bytes.len());
        let end = (place + self.random.usize(..64)).min(bytes.len());
        match self.random.u8(..8) {
            0 => bytes.truncate(place),
            1 => drop(bytes.drain(place..end)),
            2 => bytes.extend_from_within(place..end),
            3 => {
                let copied = bytes[place..end].to_vec();
                let to = self.random.usize(..=bytes.len());
                bytes.splice(to..to, copied);
            }
            4 if place < bytes.len() => bytes[place] = self.random.u8(..),
            5 => {
                let piece = self.one_of(&PIECES).repeat(self.random.usize(1..200));
                bytes.splice(place..end, piece.into_bytes());
            }
            _ => {
                let piece = *self.one_of(&PIECES);
                bytes.splice(place..place, piece.bytes());
            }
        }
    }

    /// Repeats a part until the source is as large as the largest that is read.
    fn repeat(&mut self, bytes: &mut Vec<u8>) {
        let place = self.random.usize(..=bytes.len());
        let end = (place + 1 + self.random.usize(..40)).min(bytes.len());
        let part = bytes[place..end].to_vec();
        let times = LARGEST.saturating_sub(bytes.len()) / part.len().max(1);
        bytes.splice(place..place, part.repeat(times));
    }
}
