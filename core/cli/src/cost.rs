//! The estimate as text, as JSON, as a table for spreadsheets and as a picture.

use super::completion;
use super::printed::Printed;
use super::source::Source;
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCandidates;
use openmercato_ecs_core::Deployment;
use openmercato_ecs_core::cost::{Assumption, Assumptions, Bounds, Estimate, Line};

/// What a deployment costs a month.
#[derive(Args)]
pub(super) struct Cost {
    #[command(flatten)]
    pub(super) source: Source,
    /// How much it is used, as requests=1..5, once for each; the text output lists the names.
    #[arg(long, value_name = "NAME=LOW..HIGH", add = ArgValueCandidates::new(completion::assumptions))]
    assume: Vec<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
    Svg,
}

impl Cost {
    /// The assumptions with those of the arguments in their place.
    ///
    /// # Errors
    /// An argument names no assumption, or no range that it can have.
    pub(super) fn assumptions(&self, mut assumptions: Assumptions) -> Result<Assumptions, String> {
        for argument in &self.assume {
            let failed = |why: &str| format!("--assume {argument}: {why}");
            let (name, range) = argument.split_once('=').ok_or_else(|| failed("write a name, = and a range."))?;
            let names = || Assumption::ALL.map(Assumption::name).join(", ");
            let unknown = || failed(&format!("there is no assumption {name:?}. There are: {}.", names()));
            let assumption = Assumption::find(name).ok_or_else(unknown)?;
            let bounds = Bounds::parse(range).map_err(|why| failed(&format!("{why}.")))?;
            assumptions.set(assumption, bounds).map_err(|why| failed(&why))?;
        }
        Ok(assumptions)
    }

    /// The estimate, printed.
    pub(super) fn printed(&self, deployment: &Deployment, assumptions: &Assumptions) -> Printed {
        let estimate = deployment.estimate();
        match self.format {
            Format::Text => Printed::Lines(lines(estimate, assumptions)),
            Format::Json => Printed::json(&deployment.cost_json()),
            Format::Csv => Printed::File(deployment.cost_table(None)),
            Format::Svg => Printed::File(deployment.cost_picture()),
        }
    }
}

fn lines(estimate: &Estimate, assumptions: &Assumptions) -> Vec<String> {
    let mut lines = vec![heading(estimate)];
    for (driver, _) in estimate.by_driver() {
        lines.extend([String::new(), driver.to_string()]);
        for line in estimate.lines.iter().filter(|line| line.driver == *driver) {
            let Line { item, quantity, unit, price, amount, .. } = line;
            let price = format!("{}{}", price.text(), if price.elsewhere { " in other regions" } else { "" });
            let amount = amount.to_string();
            let basis: Vec<_> = line.basis.iter().map(ToString::to_string).collect();
            lines.push(format!("  {amount:>24}  {item}: {quantity} × {unit} at {price}"));
            lines.push(format!("  {:>24}  {}", "", basis.join("; ")));
        }
    }
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(entries.iter().map(|entry| format!("  {entry}")));
        }
    };
    let omissions = estimate.not_included.iter().map(|omission| format!("{}: {}.", omission.what, omission.why));
    section("Not included", omissions.collect());
    let outside = estimate.outside.iter().map(|outside| {
        let rates: Vec<_> = outside.rates.iter().map(ToString::to_string).collect();
        format!("{}: {} {}", outside.what, outside.why, rates.join("; ")).trim_end().to_owned()
    });
    section("Costs nothing here", outside.collect());
    let assumed = Assumption::ALL.map(|assumption| {
        format!(
            "{}={}  {}, {}",
            assumption.name(),
            range(assumptions.get(assumption)),
            assumption.title(),
            assumption.unit()
        )
    });
    section("Assumed", assumed.to_vec());
    let sources = estimate.sources().into_iter().map(|source| {
        format!("{}  {}, {} {}", source.letter, source.name, source.date, source.url).trim_end().to_owned()
    });
    section("Sources of the prices", sources.collect());
    lines
}

/// The range as an argument has it.
fn range(bounds: Bounds) -> String {
    if bounds.low == bounds.high { bounds.low.to_string() } else { format!("{}..{}", bounds.low, bounds.high) }
}

fn heading(estimate: &Estimate) -> String {
    let date = estimate.oldest().unwrap_or_default();
    let Estimate { region, priced_in, .. } = estimate;
    match estimate.total() {
        Some(total) => {
            let gaps = match estimate.gaps().count() {
                0 => String::new(),
                count => format!(" {count} of the prices are of other regions, since {region} has none here."),
            };
            format!("{total} a month in {region}, at prices as old as {date}.{gaps}")
        }
        None => {
            let total = estimate.reference_total();
            let here = if region.is_empty() { "no region" } else { region };
            format!(
                "No total: there are no prices of {here} here. In {priced_in} it is {total} a month, at prices as old as {date}."
            )
        }
    }
}
