use std::fmt;

use serde::Deserialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Terraform refuses.
    Error,
    /// Terraform goes on; a failed `check` is one.
    Warning,
}

/// One diagnostic of `terraform validate` or `plan`, as their machine-readable
/// output has it:
/// <https://developer.hashicorp.com/terraform/internals/machine-readable-ui>.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Json")]
pub struct TfDiagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The headline, such as `Invalid value for variable`.
    pub summary: String,
    /// The text below it, whole.
    pub detail: String,
    /// The file it points at, relative to the root.
    pub file: Option<String>,
    /// The line it points at, from 1.
    pub line: Option<u32>,
    /// The block around that line, such as `module "shop"` or `check "plain_http"`.
    pub context: Option<String>,
    /// The whole address of the resource that it is about, where Terraform names one.
    pub address: Option<String>,
}

const CHECKED_BY: &str = "\n\nThis was checked by the validation rule at ";

impl TfDiagnostic {
    /// Whether Terraform refuses because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The rule's own `error_message`: the detail without the sentence in which
    /// Terraform names the rule.
    #[must_use]
    pub fn message(&self) -> &str {
        self.detail.split_once(CHECKED_BY).map_or(&self.detail, |(message, _)| message)
    }

    /// File (relative to the root) and line of the `validation` block that
    /// failed, where Terraform names one.
    #[must_use]
    pub fn rule(&self) -> Option<(&str, u32)> {
        let (_, place) = self.detail.split_once(CHECKED_BY)?;
        let (file, position) = place.rsplit_once(':')?;
        let (line, _) = position.split_once(',')?;
        Some((file, line.parse().ok()?))
    }

    /// All of them as text, one after the other.
    #[must_use]
    pub fn list(diagnostics: &[Self]) -> String {
        diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn read_validate(output: &str) -> serde_json::Result<Vec<Self>> {
        #[derive(Deserialize)]
        struct Answer {
            diagnostics: Vec<TfDiagnostic>,
        }
        serde_json::from_str::<Answer>(output).map(|answer| answer.diagnostics)
    }

    /// Reads the lines of `terraform plan -json`; lines of other types are passed over.
    pub(super) fn read_lines(output: &str) -> serde_json::Result<Vec<Self>> {
        #[derive(Deserialize)]
        struct Line {
            diagnostic: Option<TfDiagnostic>,
        }
        let mut diagnostics = Vec::new();
        for line in output.lines() {
            let line: Line = serde_json::from_str(line)?;
            diagnostics.extend(line.diagnostic);
        }
        Ok(diagnostics)
    }
}

/// As rustc would print it: `error: summary`, place, detail.
impl fmt::Display for TfDiagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.summary)?;
        if let (Some(file), Some(line)) = (&self.file, self.line) {
            write!(f, "\n  --> {file}:{line}")?;
        }
        if let Some(context) = &self.context {
            write!(f, ", in {context}")?;
        }
        for line in self.detail.lines() {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Json {
    severity: Severity,
    summary: String,
    #[serde(default)]
    detail: String,
    address: Option<String>,
    range: Option<Range>,
    snippet: Option<Snippet>,
}

#[derive(Deserialize)]
struct Range {
    filename: String,
    start: Position,
}

#[derive(Deserialize)]
struct Position {
    line: u32,
}

#[derive(Deserialize)]
struct Snippet {
    context: Option<String>,
}

impl From<Json> for TfDiagnostic {
    fn from(json: Json) -> Self {
        let (file, line) = json.range.map(|range| (range.filename, range.start.line)).unzip();
        Self {
            severity: json.severity,
            summary: json.summary,
            detail: json.detail,
            file,
            line,
            context: json.snippet.and_then(|snippet| snippet.context),
            address: json.address,
        }
    }
}
