//! How much a deployment is used at a time.

use super::Bounds;
use openmercato_ecs_module::TaskRange;

/// A share of the load of a busy month: 0 for none, 1 for all of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Load(pub(super) f64);

/// The products of shares and counts are off by less than this.
const NOISE: f64 = 1e-9;

impl Load {
    /// What is assumed at this load: as much of the high end, and never less than the low one, which is what a
    /// deployment uses when nobody does.
    pub(super) fn within(self, bounds: Bounds) -> Bounds {
        Bounds::exactly((bounds.high * self.0).max(bounds.low).min(bounds.high))
    }

    /// The tasks that autoscaling runs at this load. All tasks of a service carry the same, so they are as much of its
    /// most, rounded up, and never fewer than its fewest.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(super) fn tasks(self, range: TaskRange) -> usize {
        let needed = (range.most as f64 * self.0 - NOISE).ceil().max(0.0) as usize;
        needed.clamp(range.least, range.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_are_as_many_as_carry_the_load() {
        let range = TaskRange { least: 2, most: 6 };
        let tasks = |share: f64| Load(share).tasks(range);
        assert_eq!([0.0, 0.1, 2.0 / 6.0, 0.34, 0.5, 0.51, 1.0].map(tasks), [2, 2, 2, 3, 3, 4, 6]);
        for most in 1..=200_u32 {
            let range = TaskRange { least: 0, most: most as usize };
            let wrong = (0..=most).find(|tasks| {
                let share = f64::from(*tasks) / f64::from(most);
                Load(share).tasks(range) != *tasks as usize
            });
            assert_eq!(wrong, None, "of {most}");
        }
    }

    #[test]
    fn use_never_falls_below_its_low_end() {
        let bounds = Bounds { low: 10.0, high: 100.0 };
        let used = |share: f64| Load(share).within(bounds).low;
        assert_eq!([0.0, 0.1, 0.5, 1.0].map(used), [10.0, 10.0, 50.0, 100.0]);
    }
}
