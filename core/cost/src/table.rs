//! The estimate as a table for spreadsheets.

use super::{Assumption, Assumptions, Estimate, Line, Usd, UsdRange};
use crate::csv;

impl Estimate {
    /// What it is about, the lines with their total, what is outside, what is not included and the assumptions, as
    /// comma-separated values. `about` are names with what is said of each, as of a customer. Amounts are plain digits,
    /// in US dollars and before tax; a text that a spreadsheet would take for a formula is marked as a text.
    pub fn to_csv(&self, assumptions: &Assumptions, about: &[(&str, String)]) -> String {
        let header = [
            "Kind",
            "Driver",
            "Item",
            "Low quantity",
            "High quantity",
            "Unit",
            "Low price",
            "High price",
            "Low a month in USD",
            "High a month in USD",
            "Low a year in USD",
            "High a year in USD",
            "Rests on",
            "Region of the price",
            "Source",
            "Date",
        ];
        let mut rows = vec![header.map(str::to_owned)];
        rows.extend(about.iter().map(|(what, said)| {
            let mut row = note("about", said, "");
            (*what).clone_into(&mut row[1]);
            row
        }));
        rows.extend(self.lines.iter().map(row));
        rows.push(self.total_row());
        for outside in &self.outside {
            let rates: Vec<_> = outside.rates.iter().map(ToString::to_string).collect();
            rows.push(note("outside", &outside.what, &[outside.why.to_owned(), rates.join("; ")].join(" ")));
        }
        rows.extend(self.not_included.iter().map(|omission| note("not included", &omission.what, &omission.why)));
        rows.extend(Assumption::ALL.map(|assumption| {
            let bounds = assumptions.get(assumption);
            let mut row = note("assumption", assumption.title(), assumption.explanation());
            [row[3], row[4]] = [bounds.low.to_string(), bounds.high.to_string()];
            assumption.unit().clone_into(&mut row[5]);
            row
        }));
        csv::text(rows)
    }

    fn total_row(&self) -> [String; 16] {
        let sums = self.reference_total();
        let kind = if self.total().is_some() { "total" } else { "reference" };
        let why = match (self.total(), sums.at_least) {
            (None, _) => format!("No prices of {}: this is {}, for reference.", self.region, self.priced_in),
            (_, true) => "At least: something planned has no price.".to_owned(),
            _ => String::new(),
        };
        let mut row = note(kind, "Total", &why);
        [row[8], row[9], row[10], row[11]] = amounts(sums.range);
        row[13].clone_from(&self.priced_in);
        self.oldest().unwrap_or_default().clone_into(&mut row[15]);
        row
    }
}

/// The ends of a range a month, and a year.
fn amounts(month: UsdRange) -> [String; 4] {
    let year = |month: Usd| month.times(12.0).digits();
    [month.low.digits(), month.high.digits(), year(month.low), year(month.high)]
}

fn row(line: &Line) -> [String; 16] {
    let [low, high, low_year, high_year] = amounts(line.amount);
    let basis: Vec<_> = line.basis.iter().map(ToString::to_string).collect();
    let Line { driver, item, quantity, unit, price, .. } = line;
    [
        "line".to_owned(),
        driver.to_string(),
        item.clone(),
        rounded(quantity.low),
        rounded(quantity.high),
        (*unit).to_owned(),
        price.range.low.digits(),
        price.range.high.digits(),
        low,
        high,
        low_year,
        high_year,
        basis.join("; "),
        price.regions().join("; "),
        price.sources_in_full(),
        price.date().to_owned(),
    ]
}

fn note(kind: &str, what: &str, why: &str) -> [String; 16] {
    let mut row = [const { String::new() }; 16];
    kind.clone_into(&mut row[0]);
    what.clone_into(&mut row[2]);
    why.clone_into(&mut row[12]);
    row
}

/// A quantity to the millionth, without the noise that binary fractions leave.
fn rounded(quantity: f64) -> String {
    format!("{quantity:.6}").trim_end_matches('0').trim_end_matches('.').to_owned()
}
