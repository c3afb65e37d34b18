//! How large a task is.

use crate::names::attribute::{CPU, MEMORY};
use std::fmt;
use terraform_language::Value;

/// The size of a task, as `0.5 vCPU, 2 GiB`.
/// Units: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskSize {
    /// In 1024ths of a processor.
    cpu: Option<usize>,
    /// In MiB.
    memory: Option<usize>,
}

impl TaskSize {
    /// The size of a service's tasks or of a one-shot task. `None` while no number of it is known.
    pub fn of(task: &Value) -> Option<Self> {
        let size = Self { cpu: CPU.number(task), memory: MEMORY.number(task) };
        (size.cpu.is_some() || size.memory.is_some()).then_some(size)
    }
}

impl fmt::Display for TaskSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.cpu.map(of_1024), self.memory.map(of_1024)) {
            (Some(cpu), Some(memory)) => write!(f, "{cpu} vCPU, {memory} GiB"),
            (Some(cpu), None) => write!(f, "{cpu} vCPU"),
            (None, Some(memory)) => write!(f, "{memory} GiB"),
            (None, None) => Ok(()),
        }
    }
}

/// A number of 1024ths with at most two decimals: `0.25`, `1`, `1.5`.
fn of_1024(number: usize) -> String {
    let hundredths = number.saturating_mul(100) / 1024;
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::TaskSize;
    use serde_json::json;
    use terraform_language::Value;

    fn size(task: &serde_json::Value) -> Option<String> {
        TaskSize::of(&Value::from_json(task)).map(|size| size.to_string())
    }

    #[test]
    fn is_in_processors_and_gibibytes() {
        assert_eq!(size(&json!({ "cpu": 512, "memory": 2048 })).as_deref(), Some("0.5 vCPU, 2 GiB"));
        assert_eq!(size(&json!({ "cpu": 256, "memory": 1536 })).as_deref(), Some("0.25 vCPU, 1.5 GiB"));
        assert_eq!(size(&json!({ "memory": 30720 })).as_deref(), Some("30 GiB"));
        assert_eq!(size(&json!({ "cpu": "much" })), None);
    }
}
