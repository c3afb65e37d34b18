//! A run of a script, or of the CLI.

use std::process::{Command, Stdio};

/// What came of a run of the script, or of the CLI.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) code: Option<i32>,
    /// Standard output, then standard error.
    pub(super) said: String,
}

impl Run {
    pub(super) fn of(command: &mut Command) -> Self {
        let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
        Self { code: output.status.code(), said }
    }

    #[track_caller]
    pub(super) fn says(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.said);
        for word in words {
            assert!(self.said.contains(word), "{word:?} is not in:\n{}", self.said);
        }
    }
}
