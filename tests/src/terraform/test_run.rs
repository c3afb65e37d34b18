use std::fmt;

use serde::Deserialize;

use super::{Result, Root, TerraformError, TfDiagnostic, error};

/// One `run` block of a `*.tftest.hcl` file, after `terraform test`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestRun {
    /// The file, such as `tests/defaults.tftest.hcl`.
    pub file: String,
    /// The name of the `run` block.
    pub name: String,
    /// `pass`, `fail`, `error` or `skip`.
    pub status: String,
    /// What failed, if anything.
    pub diagnostics: Vec<TfDiagnostic>,
}

impl TestRun {
    /// Whether it ran and nothing failed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.status == "pass"
    }
}

/// `tests/defaults.tftest.hcl: run "minimal": fail`, and what failed.
impl fmt::Display for TestRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: run \"{}\": {}", self.file, self.name, self.status)?;
        if self.diagnostics.is_empty() { Ok(()) } else { write!(f, "\n{}", TfDiagnostic::list(&self.diagnostics)) }
    }
}

impl Root<'_> {
    /// `terraform test`: every `run` block of the folder, in Terraform's order.
    /// Needs [`Root::init`].
    ///
    /// # Errors
    /// [`TerraformError::Refused`] when Terraform runs nothing, for a mistake
    /// in the files. A run that fails is no error: it says so itself.
    pub fn test(&self) -> Result<Vec<TestRun>> {
        let arguments = ["test", "-json"];
        let output = self.run(&arguments, None)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let (runs, others) = read(&text).map_err(|cause| TerraformError::Unreadable {
            what: format!("the answer of `terraform test -json` ({cause})"),
            output: error::both_streams(&output),
        })?;
        match (output.status.success() || runs.iter().any(|run| !run.passed()), others.is_empty()) {
            (true, _) => Ok(runs),
            (false, false) => Err(self.refused("test", others)),
            (false, true) => Err(self.failed(&arguments, &output)),
        }
    }
}

/// The runs that ended, and the diagnostics that belong to none of them.
fn read(output: &str) -> serde_json::Result<(Vec<TestRun>, Vec<TfDiagnostic>)> {
    let (mut runs, mut others) = (Vec::<TestRun>::new(), Vec::new());
    for line in output.lines() {
        let line: Line = serde_json::from_str(line)?;
        if let Some(End { path, run, status: Some(status) }) = line.test_run {
            runs.push(TestRun { file: path, name: run, status, diagnostics: Vec::new() });
        }
        let Some(diagnostic) = line.diagnostic else { continue };
        let of_this_line =
            |run: &&mut TestRun| line.file.as_deref() == Some(&run.file) && line.run.as_deref() == Some(&run.name);
        match runs.iter_mut().rev().find(of_this_line) {
            Some(run) => run.diagnostics.push(diagnostic),
            None => others.push(diagnostic),
        }
    }
    Ok((runs, others))
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "@testfile")]
    file: Option<String>,
    #[serde(rename = "@testrun")]
    run: Option<String>,
    test_run: Option<End>,
    diagnostic: Option<TfDiagnostic>,
}

#[derive(Deserialize)]
struct End {
    path: String,
    run: String,
    /// Absent while it is still running.
    status: Option<String>,
}
