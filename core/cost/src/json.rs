//! The estimate, and how it grows with load, as JSON.

use super::{
    Assumption, Assumptions, Bounds, Estimate, Growth, Line, Moment, Outside, PriceSource, Quote, Scaled, Step, Total,
    UsdRange,
};
use serde_json::{Value, json};

impl Estimate {
    /// The estimate with all that it rests on, as the binary and packages give it. Amounts are US dollars a month.
    pub fn to_json(&self, assumptions: &Assumptions) -> Value {
        let omissions = self.not_included.iter();
        let omissions =
            omissions.map(|omission| json!({ "what": omission.what, "why": omission.why, "gap": omission.is_gap }));
        let free = self.free.iter();
        let free = free.map(|free| json!({ "type": free.resource_type, "count": free.count, "why": free.why }));
        json!({
            "region": self.region, "priced_in": self.priced_in, "currency": "USD",
            "total": self.total().map(total), "reference": total(self.reference_total()), "oldest": self.oldest(),
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(), "not_included": omissions.collect::<Vec<_>>(),
            "outside": self.outside.iter().map(outside).collect::<Vec<_>>(), "free": free.collect::<Vec<_>>(),
            "assumptions": Assumption::ALL.map(|assumption| assumed(assumption, assumptions)),
            "sources": self.sources().into_iter().map(source).collect::<Vec<_>>(),
        })
    }
}

impl Growth {
    /// The growth as the binary and packages give it. `load` is a share of the busy month, 0 to 1; `busy` is that month in
    /// `unit`. Amounts are US dollars a month, at the prices of the region that the estimate names as `priced_in`; with
    /// `at_least` something planned has no price. At a step there are two moments: before it and after it.
    pub fn to_json(&self) -> Value {
        let moment = |moment: &Moment| {
            let mut json = range(moment.total);
            json["load"] = moment.load.into();
            json
        };
        let scaled = |scaled: &Scaled| json!({ "service": scaled.service, "tasks": scaled.tasks });
        let step = |step: &Step| {
            json!({
                "load": step.load, "before": range(step.before), "after": range(step.after),
                "scaled": step.scaled.iter().map(scaled).collect::<Vec<_>>(),
            })
        };
        json!({
            "unit": self.unit, "busy": self.load.most, "at_least": self.at_least,
            "moments": self.moments.iter().map(moment).collect::<Vec<_>>(),
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
        })
    }
}

fn range(range: UsdRange) -> Value {
    json!({ "low": range.low.to_f64(), "high": range.high.to_f64() })
}

fn total(total: Total) -> Value {
    json!({ "low": total.range.low.to_f64(), "high": total.range.high.to_f64(), "at_least": total.at_least })
}

fn quote(price: &Quote) -> Value {
    json!({
        "low": price.range.low.to_f64(), "high": price.range.high.to_f64(), "other_regions": price.elsewhere,
        "regions": price.regions(), "sources": price.sources(), "date": price.date(),
    })
}

fn line(line: &Line) -> Value {
    json!({
        "driver": line.driver.to_string(), "item": line.item, "unit": line.unit,
        "quantity": { "low": line.quantity.low, "high": line.quantity.high },
        "price": quote(&line.price), "low": line.amount.low.to_f64(), "high": line.amount.high.to_f64(),
        "basis": line.basis.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn outside(outside: &Outside) -> Value {
    let rates = outside.rates.iter();
    let rates = rates.map(|rate| json!({ "item": rate.item, "unit": rate.unit, "price": quote(&rate.price) }));
    json!({ "what": outside.what, "why": outside.why, "rates": rates.collect::<Vec<_>>() })
}

fn assumed(assumption: Assumption, assumptions: &Assumptions) -> Value {
    let Bounds { low, high } = assumptions.get(assumption);
    json!({
        "name": assumption.name(), "low": low, "high": high, "unit": assumption.unit(),
        "changed": assumptions.is_changed(assumption), "why": assumption.explanation(),
    })
}

fn source(source: &PriceSource) -> Value {
    json!({ "letter": source.letter.to_string(), "name": source.name, "url": source.url, "date": source.date })
}
