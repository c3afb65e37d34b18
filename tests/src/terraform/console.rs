use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::value::RawValue;

use super::{Result, Root, TerraformError, error};

/// `terraform console` reads its input by lines of at most 64 KiB and drops
/// what is longer; this leaves room for the wrapping.
const LINE_LIMIT: usize = 60_000;

impl Root<'_> {
    /// What each expression evaluates to, as JSON text with all digits that
    /// `jsonencode` gives, or Terraform's error for it. As many expressions as
    /// fit share one process; a failing one costs a few more.
    ///
    /// Expressions see the root's variables and locals. Their values must be
    /// known, and not sensitive: for others ask [`Root::console_shows`].
    ///
    /// # Errors
    /// [`TerraformError::Expression`] for one that spans lines or is over
    /// 60 kB; others when Terraform cannot be run.
    pub fn console<E: AsRef<str>>(&self, expressions: &[E]) -> Result<Vec<Result<String, String>>> {
        let expressions: Vec<&str> = expressions.iter().map(AsRef::as_ref).collect();
        for expression in &expressions {
            check_line(expression)?;
        }
        let mut answers = Vec::with_capacity(expressions.len());
        let mut rest = expressions.as_slice();
        while !rest.is_empty() {
            let mut length = 0;
            let fits = rest.iter().take_while(|expression| {
                length += expression.len() + "(), ".len();
                length <= LINE_LIMIT
            });
            let (batch, later) = rest.split_at(fits.count().max(1));
            self.evaluate(batch, &mut answers)?;
            rest = later;
        }
        Ok(answers)
    }

    /// What `terraform console` prints for one expression, as a person would
    /// see it, `(known after apply)` and `(sensitive value)` included; or its error.
    ///
    /// # Errors
    /// As [`Root::console`].
    pub fn console_shows(&self, expression: &str) -> Result<Result<String, String>> {
        check_line(expression)?;
        let output = self.run(&["console", "-no-color"], Some(expression))?;
        let text = error::both_streams(&output);
        Ok(if output.status.success() { Ok(text) } else { Err(text) })
    }

    /// One process for the whole batch; when it fails, halves until the
    /// expressions that fail stand alone.
    fn evaluate(&self, batch: &[&str], answers: &mut Vec<Result<String, String>>) -> Result<()> {
        // Base64, since the console prints text with Go's escapes, which are not JSON's.
        let line = format!("base64encode(jsonencode([({})]))", batch.join("), ("));
        match self.console_shows(&line)? {
            Ok(shown) => {
                let values = decode(&shown).filter(|values| values.len() == batch.len());
                let values = values.ok_or_else(|| TerraformError::Unreadable {
                    what: format!("what terraform console says of {}", batch.join(", ")),
                    output: shown,
                })?;
                answers.extend(values.into_iter().map(Ok));
            }
            Err(message) if batch.len() == 1 => answers.push(Err(message)),
            Err(_) => {
                let (first, second) = batch.split_at(batch.len() / 2);
                self.evaluate(first, answers)?;
                self.evaluate(second, answers)?;
            }
        }
        Ok(())
    }
}

fn check_line(expression: &str) -> Result<()> {
    let refuse = |reason| Err(TerraformError::Expression { expression: expression.to_owned(), reason });
    if expression.contains(['\n', '\r']) {
        refuse("it must stand on one line")
    } else if expression.len() > LINE_LIMIT {
        refuse("it is over 60 kB")
    } else {
        Ok(())
    }
}

fn decode(shown: &str) -> Option<Vec<String>> {
    let json = BASE64_STANDARD.decode(shown.trim().trim_matches('"')).ok()?;
    let values: Vec<Box<RawValue>> = serde_json::from_slice(&json).ok()?;
    Some(values.iter().map(|value| value.get().to_owned()).collect())
}
