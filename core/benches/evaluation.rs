//! How long an edit takes: everything the page shows, from inputs.
//!
//! `cargo xtask bench` runs it.

use divan::{Bencher, black_box};
use openmercato_ecs_core::topology::DrawingOptions;
use openmercato_ecs_core::{Deployment, Evaluation, Inputs, Module, Running, Value, preset, templates};

fn main() {
    divan::main();
}

/// A production deployment with that many workers of their own.
fn split(workers: usize) -> Inputs {
    let arn =
        |name: &str| Value::string(format!("arn:aws:secretsmanager:eu-central-1:123456789012:secret:{name}-Ab12Cd"));
    let secrets = ["JWT_SECRET", "AUTH_SECRET", "TENANT_DATA_ENCRYPTION_FALLBACK_KEY"].map(|name| (name, arn(name)));
    let worker = |index| (format!("worker-{index}"), Value::object([("cpu", 512.into()), ("memory", 2048.into())]));
    let mut inputs = Inputs::new();
    inputs.set("name", "shop".into());
    inputs.set("aws_region", "eu-central-1".into());
    inputs.set("image", "ghcr.io/acme/mercato:1.4".into());
    inputs.set("runtime_mode", "split_workers".into());
    inputs.set("secrets", Value::object(secrets));
    inputs.set("worker_services", Value::object((0..workers).map(worker)));
    inputs
}

#[divan::bench(args = [1, 30, 1000])]
fn evaluate(bencher: Bencher, workers: usize) {
    let module = Module::embedded();
    let inputs = split(workers);
    bencher.bench(|| Evaluation::of(module, black_box(&inputs)));
}

#[divan::bench(args = [1, 30, 1000])]
fn edit(bencher: Bencher, workers: usize) {
    let inputs = split(workers);
    let before = Evaluation::of(Module::embedded(), &inputs);
    let inputs = inputs.with("alb_idle_timeout", 61.into());
    bencher.bench(|| before.edited(black_box(&inputs)));
}

#[divan::bench(args = [1, 30])]
fn resource_values_of_an_edit(bencher: Bencher, workers: usize) {
    let inputs = split(workers);
    let before = Evaluation::of(Module::embedded(), &inputs);
    before.resource_values();
    let edited = before.edited(&inputs.with("alb_idle_timeout", 61.into()));
    bencher.with_inputs(|| edited.clone()).bench_refs(|evaluation| evaluation.resource_values().len());
}

/// All that the page says after an edit of the largest preset, part by part.
mod edit_of_the_largest_preset {
    use super::*;

    /// One that reaches little, and one that replaces a task definition.
    const EDITS: [(&str, i32); 2] = [("log_retention_days", 90), ("alb_idle_timeout", 61)];

    fn before() -> Deployment {
        let preset = preset::find("split-workers-managed").expect("a preset");
        let before = Deployment::of(Module::embedded(), &preset.inputs);
        before.evaluation.resource_values();
        before
    }

    fn edited(before: &Deployment, (input, value): (&str, i32)) -> Deployment {
        let inputs = before.evaluation.inputs.with(input, value.into());
        before.edited(&inputs, before.assumptions())
    }

    #[divan::bench(args = EDITS)]
    fn evaluation(bencher: Bencher, edit: (&str, i32)) {
        let before = before();
        bencher.bench(|| edited(black_box(&before), edit));
    }

    #[divan::bench(args = EDITS)]
    fn changes(bencher: Bencher, edit: (&str, i32)) {
        let before = before();
        let edited = edited(&before, edit);
        let running = Running::of(Module::embedded(), &before.evaluation.values);
        bencher.bench(|| running.changes_to(black_box(&edited.evaluation)));
    }

    #[divan::bench(args = EDITS)]
    fn resource_values(bencher: Bencher, edit: (&str, i32)) {
        let edited = edited(&before(), edit);
        bencher.with_inputs(|| edited.evaluation.clone()).bench_refs(|evaluation| evaluation.resource_values().len());
    }

    #[divan::bench(args = EDITS)]
    fn drawing(bencher: Bencher, edit: (&str, i32)) {
        let edited = edited(&before(), edit);
        let draw = |deployment: &mut Deployment| deployment.topology().layout(DrawingOptions::default());
        bencher.with_inputs(|| edited.clone()).bench_refs(draw);
    }
}

#[divan::bench]
fn parse_the_module(bencher: Bencher) {
    let files = templates::module();
    bencher.bench(|| Module::parse(black_box(&files)));
}

#[divan::bench(args = [1, 30])]
fn resource_values(bencher: Bencher, workers: usize) {
    let evaluation = Evaluation::of(Module::embedded(), &split(workers));
    bencher.with_inputs(|| evaluation.clone()).bench_refs(|evaluation| evaluation.resource_values().len());
}

#[divan::bench(args = [1, 30])]
fn planned_blocks(bencher: Bencher, workers: usize) {
    let evaluation = Evaluation::of(Module::embedded(), &split(workers));
    bencher.with_inputs(|| evaluation.clone()).bench_refs(|evaluation| evaluation.planned_blocks().len());
}

#[divan::bench(args = [1, 30])]
fn changes(bencher: Bencher, workers: usize) {
    let module = Module::embedded();
    let before = Evaluation::of(module, &split(workers));
    let after = Evaluation::of(module, &split(workers).with("log_retention_days", 90.into()));
    let running = Running::of(module, &before.values);
    bencher.bench(|| running.changes_to(black_box(&after)));
}
