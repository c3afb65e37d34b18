//! The scale of an axis.

use super::Usd;

/// An axis that begins at zero, with ticks at round numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Where it ends; more than zero.
    pub most: f64,
    /// The round numbers on it from zero on, two to six of them, evenly apart.
    pub ticks: Vec<f64>,
}

/// The most steps from zero to the last tick.
const STEPS: f64 = 5.0;

impl Scale {
    /// A scale that ends at a tick and has room for `most`.
    pub fn around(most: f64) -> Self {
        let step = step(most);
        let ticks = ticks(step, (most / step - 1e-9).ceil().max(1.0));
        Self { most: ticks.last().copied().unwrap_or(step), ticks }
    }

    /// A scale that ends at `most`, which need not be round.
    pub fn up_to(most: f64) -> Self {
        let step = step(most);
        Self { most: if most > 0.0 { most } else { step }, ticks: ticks(step, (most / step + 1e-9).floor().max(0.0)) }
    }

    /// Where a number is on it: 0 at its beginning, 1 at its end.
    pub fn share(&self, number: f64) -> f64 {
        (number / self.most).clamp(0.0, 1.0)
    }

    /// A tick without the noise of binary fractions.
    pub fn number(tick: f64) -> String {
        format!("{tick:.4}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// A tick as money: whole dollars where all ticks are.
    pub fn usd(&self, tick: f64) -> String {
        let amount = Usd::dollars(tick);
        if self.ticks.iter().all(|tick| tick.fract() == 0.0) { amount.whole(false) } else { amount.to_string() }
    }
}

/// The smallest of 1, 2 and 5 and their multiples by ten that leads to `most` in few steps.
fn step(most: f64) -> f64 {
    if !most.is_normal() || most < 0.0 {
        return 1.0;
    }
    let magnitude = 10_f64.powf((most / STEPS).log10().floor());
    let enough = |step: &f64| most / step <= STEPS + 1e-9;
    [1.0, 2.0, 5.0].map(|round| round * magnitude).into_iter().find(enough).unwrap_or(10.0 * magnitude)
}

fn ticks(step: f64, count: f64) -> Vec<f64> {
    (0..=5_u8).map(f64::from).filter(|number| *number <= count).map(|number| number * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(Scale::around(255.18).ticks, [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(Scale::around(500.0).ticks, [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]);
        assert_eq!(Scale::around(54.63).ticks, [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(Scale::up_to(7.0), Scale { most: 7.0, ticks: vec![0.0, 2.0, 4.0, 6.0] });
        let small = Scale::around(0.4);
        let labels: Vec<_> = small.ticks.iter().map(|tick| small.usd(*tick)).collect();
        assert_eq!(labels, ["$0.00", "$0.10", "$0.20", "$0.30", "$0.40"]);
        assert_eq!(Scale::around(1500.0).usd(1500.0), "$1,500");
    }

    #[test]
    fn nothing_and_too_much_have_a_scale() {
        assert_eq!(Scale::around(0.0), Scale { most: 1.0, ticks: vec![0.0, 1.0] });
        assert_eq!(Scale::up_to(0.0), Scale { most: 1.0, ticks: vec![0.0] });
        for most in [f64::NAN, f64::INFINITY, f64::MIN_POSITIVE, -1.0, 9.3e12, f64::MAX] {
            for scale in [Scale::around(most), Scale::up_to(most)] {
                assert!(!scale.ticks.is_empty() && scale.ticks.len() <= 6, "{most}: {scale:?}");
                assert!((0.0..=1.0).contains(&scale.share(1.0)), "{most}: {scale:?}");
            }
        }
    }
}
