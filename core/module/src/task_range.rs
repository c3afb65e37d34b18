//! Between how many tasks a service runs.

use crate::names::attribute::{AUTOSCALING, DESIRED_COUNT, MAX_CAPACITY, MIN_CAPACITY, SCHEDULED_SCALING};
use std::fmt;
use terraform_language::Value;

/// The least and the most tasks of a service, deployments aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskRange {
    /// Never fewer.
    pub least: usize,
    /// Never more; not less than `least`.
    pub most: usize,
}

impl TaskRange {
    /// The range of one of `web_service` and `worker_services`: its number of tasks or what autoscaling keeps to, and
    /// what each scheduled action does. `None` while a number of it is missing, unknown or not whole.
    pub fn of(service: &Value) -> Option<Self> {
        let own = match AUTOSCALING.of(service) {
            Some(scaling) => Self::between(scaling)?,
            None => Self { least: DESIRED_COUNT.number(service)?, most: DESIRED_COUNT.number(service)? },
        };
        let mut actions = SCHEDULED_SCALING.of(service).and_then(Value::entries).into_iter().flatten();
        actions.try_fold(own, |range, (_, action)| {
            let action = Self::between(action)?;
            Some(Self { least: range.least.min(action.least), most: range.most.max(action.most) })
        })
    }

    /// A range the wrong way round is an error elsewhere; here it must not end in one the wrong way round.
    fn between(bounds: &Value) -> Option<Self> {
        let (least, most) = (MIN_CAPACITY.number(bounds)?, MAX_CAPACITY.number(bounds)?);
        Some(Self { least: least.min(most), most })
    }
}

/// `2`, or `2 to 6`.
impl fmt::Display for TaskRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { least, most } = self;
        if least == most { write!(f, "{most}") } else { write!(f, "{least} to {most}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn range(service: &serde_json::Value) -> Option<(usize, usize)> {
        TaskRange::of(&Value::from_json(service)).map(|range| (range.least, range.most))
    }

    #[test]
    fn a_schedule_widens_the_range() {
        let autoscaling = json!({ "min_capacity": 2, "max_capacity": 6 });
        let night = json!({ "night": { "min_capacity": 0, "max_capacity": 1 } });
        assert_eq!(range(&json!({ "desired_count": 3 })), Some((3, 3)));
        assert_eq!(range(&json!({ "desired_count": 3, "autoscaling": autoscaling })), Some((2, 6)));
        assert_eq!(range(&json!({ "desired_count": 3, "scheduled_scaling": night })), Some((0, 3)));
        assert_eq!(
            range(&json!({ "desired_count": 3, "autoscaling": autoscaling, "scheduled_scaling": night })),
            Some((0, 6))
        );
    }

    #[test]
    fn what_is_missing_gives_no_range() {
        assert_eq!(range(&json!({})), None);
        assert_eq!(
            range(&json!({ "desired_count": 3, "scheduled_scaling": { "night": { "min_capacity": 1 } } })),
            None
        );
    }
}
