//! The growth with load.

use crate::sheet::{GRID, HIGH, Sheet, TEXT};
use openmercato_ecs_cost::{Growth, Moment, Scale, Step, Usd, UsdRange};
use openmercato_ecs_topology::{Anchor, TextStyle, fit};

/// Where load begins and ends.
pub(crate) const LEFT: f64 = 452.0;
pub(crate) const RIGHT: f64 = 712.0;
/// Where the money ends and begins.
pub(crate) const TOP: f64 = 48.0;
pub(crate) const BOTTOM: f64 = 268.0;
/// Where the panel begins, left of the axis.
const PANEL: f64 = 404.0;
/// The least room between the names of steps.
const APART: f64 = 12.0;

/// The line of a step.
const DOTS: &str = "2 3";

/// Draws the total by load with its steps and both axes.
pub(crate) fn draw(sheet: &mut Sheet, growth: &Growth) {
    sheet.text(PANEL, 14.0, Anchor::Start, TextStyle::Label, "How it grows with load");
    sheet.text(PANEL, 32.0, Anchor::Start, TextStyle::Detail, &fit(&span(growth), TextStyle::Detail, 316));
    axes(sheet, growth);
    let lows = outline(growth, |moment| moment.total.low);
    let highs = outline(growth, |moment| moment.total.high);
    let around: Vec<_> = lows.iter().chain(highs.iter().rev()).copied().collect();
    sheet.path(&around, Some(HIGH));
    sheet.path(&lows, None);
    sheet.path(&highs, None);
    let mut named = f64::NEG_INFINITY;
    for step in &growth.steps {
        let x = across(step.load);
        let top = up(growth, step.before.low);
        sheet.line([x, top, x, BOTTOM], TEXT, Some(DOTS));
        if x - named >= APART {
            #[allow(clippy::cast_possible_truncation)]
            let room = (BOTTOM - top - 10.0) as i32;
            sheet.upwards(x + 10.5, BOTTOM - 5.0, &fit(&step.label(), TextStyle::Detail, room));
            named = x;
        }
    }
}

fn axes(sheet: &mut Sheet, growth: &Growth) {
    for tick in &growth.money.ticks {
        let y = BOTTOM - (BOTTOM - TOP) * growth.money.share(*tick);
        sheet.line([LEFT, y, RIGHT, y], GRID, None);
        sheet.text(LEFT - 6.0, y + 4.0, Anchor::End, TextStyle::Detail, &growth.money.usd(*tick));
    }
    for tick in &growth.load.ticks {
        let x = across(growth.load.share(*tick));
        sheet.line([x, BOTTOM, x, BOTTOM + 4.0], TEXT, None);
        sheet.text(x, BOTTOM + 16.0, Anchor::Middle, TextStyle::Detail, &Scale::number(*tick));
    }
    sheet.line([LEFT, BOTTOM, RIGHT, BOTTOM], TEXT, None);
    let y = BOTTOM + 34.0;
    if !growth.steps.is_empty() {
        sheet.line([PANEL, y - 4.0, PANEL + 16.0, y - 4.0], TEXT, Some(DOTS));
        sheet.text(PANEL + 22.0, y, Anchor::Start, TextStyle::Detail, "tasks from here on");
    }
    sheet.text(RIGHT, y, Anchor::End, TextStyle::Detail, growth.unit);
}

fn outline(growth: &Growth, of: fn(&Moment) -> Usd) -> Vec<(f64, f64)> {
    growth.moments.iter().map(|moment| (across(moment.load), up(growth, of(moment)))).collect()
}

/// How far to the right a load is.
pub(crate) fn across(load: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * load
}

/// How far down an amount is.
pub(crate) fn up(growth: &Growth, amount: Usd) -> f64 {
    BOTTOM - (BOTTOM - TOP) * growth.money.share(amount.to_f64())
}

fn span(growth: &Growth) -> String {
    let [none, busy] = growth.ends();
    let from = growth.in_all(UsdRange::exactly(none.low));
    format!("From {from} when nobody uses it to {}", busy.high)
}

/// What the growth says.
pub(crate) fn in_words(growth: &Growth) -> String {
    let one = |step: &Step| {
        format!(
            "above {}, tasks of {}, and the total is {}",
            growth.at(step.load),
            step.label(),
            growth.in_all(step.after)
        )
    };
    let steps: Vec<_> = growth.steps.iter().map(one).collect();
    let steps = if steps.is_empty() { "no service gets more tasks".to_owned() } else { steps.join("; ") };
    format!("{}, at {}: {steps}.", span(growth), growth.at(1.0))
}
