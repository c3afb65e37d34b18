//! The bars.

use crate::sheet::{GRID, HIGH, LOW, Sheet};
use openmercato_ecs_cost::{Bar, Bars, UsdRange};
use openmercato_ecs_topology::{Anchor, TextStyle, fit, width};

/// The most rows; the last stands for all further parts where there are more.
const ROWS: usize = 11;
/// Where the names end and the bars begin.
pub(crate) const LEFT: f64 = 136.0;
/// The length of the scale.
pub(crate) const LENGTH: f64 = 112.0;
/// Where the amounts end.
const RIGHT: f64 = 372.0;
/// The room of an amount.
const AMOUNT: i32 = 118;
const NAME: i32 = 132;
pub(crate) const TOP: f64 = 48.0;
pub(crate) const ROW: f64 = 20.0;
/// The height of a bar, less than that of a row.
pub(crate) const BAR: f64 = 12.0;

/// A row: a part, or all that have none of their own.
struct Row {
    name: String,
    range: UsdRange,
}

/// Draws the bars with their names, their amounts and their scale.
pub(crate) fn draw(sheet: &mut Sheet, bars: &Bars) {
    sheet.text(0.0, 14.0, Anchor::Start, TextStyle::Label, "What each part costs a month");
    sheet.text(0.0, 32.0, Anchor::Start, TextStyle::Detail, &fit(&sum(bars), TextStyle::Detail, 372));
    let rows = rows(bars);
    let most = rows.iter().map(|row| row.range.high.to_f64()).fold(bars.scale.most, f64::max);
    let at = |amount: f64| LEFT + LENGTH * amount / most;
    let mut y = TOP;
    let bottom = TOP + ROW * count(rows.len());
    for tick in &bars.scale.ticks {
        sheet.line([at(*tick), TOP - 4.0, at(*tick), bottom], GRID, None);
    }
    for Row { name, range } in &rows {
        sheet.text(0.0, y + 10.0, Anchor::Start, TextStyle::Detail, &fit(name, TextStyle::Detail, NAME));
        let (low, high) = (range.low.to_f64(), range.high.to_f64());
        if low < high {
            sheet.rect([LEFT, y, at(high) - LEFT, BAR], LOW);
            sheet.rect([LEFT + 1.0, y + 1.0, at(high) - LEFT - 2.0, BAR - 2.0], HIGH);
        }
        sheet.rect([LEFT, y, at(low) - LEFT, BAR], LOW);
        sheet.text(RIGHT, y + 10.0, Anchor::End, TextStyle::Detail, &amount(*range));
        y += ROW;
    }
    if let [first, .., last] = bars.scale.ticks.as_slice() {
        for tick in [first, last] {
            sheet.text(at(*tick), bottom + 10.0, Anchor::Middle, TextStyle::Detail, &bars.scale.usd(*tick));
        }
    }
    legend(sheet);
}

/// What dark and pale mean.
fn legend(sheet: &mut Sheet) {
    let y = 292.0;
    sheet.rect([0.0, y, 16.0, BAR], LOW);
    sheet.text(22.0, y + 10.0, Anchor::Start, TextStyle::Detail, "low end");
    sheet.rect([86.0, y, 16.0, BAR], LOW);
    sheet.rect([87.0, y + 1.0, 14.0, BAR - 2.0], HIGH);
    sheet.text(108.0, y + 10.0, Anchor::Start, TextStyle::Detail, "high end");
}

fn rows(bars: &Bars) -> Vec<Row> {
    let row = |Bar { driver, range }: &Bar| Row { name: driver.to_string(), range: *range };
    if bars.bars.len() <= ROWS {
        return bars.bars.iter().map(row).collect();
    }
    let (own, rest) = bars.bars.split_at(ROWS - 1);
    let further = Row { name: format!("{} more", rest.len()), range: rest.iter().map(|bar| bar.range).sum() };
    own.iter().map(row).chain([further]).collect()
}

/// To the cent or, where that has no room, to the dollar.
fn amount(range: UsdRange) -> String {
    let exact = range.to_string();
    if width(&exact, TextStyle::Detail) <= AMOUNT { exact } else { range.rounded() }
}

fn sum(bars: &Bars) -> String {
    let of =
        bars.reference.as_ref().map_or(String::new(), |region| format!(", for reference at the prices of {region}"));
    format!("{} in all{of}", bars.total)
}

/// What the bars say.
pub(crate) fn in_words(bars: &Bars) -> String {
    let one = |Bar { driver, range }: &Bar| format!("{driver} {range}");
    let all: Vec<_> = bars.bars.iter().map(one).collect();
    format!("{}: {}.", sum(bars), all.join("; "))
}

#[allow(clippy::cast_precision_loss)]
fn count(rows: usize) -> f64 {
    rows as f64
}
