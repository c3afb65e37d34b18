//! Core as a browser runs it. Texts go in and out, so that what is asked natively and in Chromium can be compared.

use openmercato_ecs_core::topology::Drawing;
use openmercato_ecs_core::{Deployment, Evaluation, Inputs, Module, Running, console};
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is wrong with inputs, and what is planned for them: JSON in and out.
#[wasm_bindgen]
pub fn verdict(inputs: &str) -> String {
    let inputs = read(inputs);
    let evaluation = Evaluation::of(Module::embedded(), &inputs);
    let diagnostics = evaluation.diagnostics.iter().map(|found| {
        let rule = found.location.as_ref().map(ToString::to_string);
        let fixes: Vec<_> = evaluation.fixes(found).into_iter().map(|fix| fix.label).collect();
        json!([found.level.severity().to_string(), found.path.to_string(), found.message, rule, fixes])
    });
    let addresses = evaluation.plan.resources.iter().map(|resource| resource.address.to_string());
    json!({ "diagnostics": diagnostics.collect::<Vec<_>>(), "plan": addresses.collect::<Vec<_>>() }).to_string()
}

/// What an expression is worth, type and all.
#[wasm_bindgen]
pub fn worth(expression: &str) -> String {
    console::evaluate(expression).map_or_else(|_| "error".to_owned(), |value| format!("{value:?}"))
}

/// The functions that an expression may call, with commas between them.
#[wasm_bindgen]
pub fn functions() -> String {
    console::functions().collect::<Vec<_>>().join(",")
}

/// Completes, checks and plans the inputs, and gives the number of resources and diagnostics.
#[wasm_bindgen]
pub fn judge(inputs: &str) -> usize {
    let evaluation = Evaluation::of(Module::embedded(), &read(inputs));
    evaluation.plan.resources.len() + evaluation.diagnostics.len()
}

/// As [`judge`], and draws the topology.
#[wasm_bindgen]
pub fn draw(inputs: &str) -> usize {
    let deployment = Deployment::of(Module::embedded(), &read(inputs));
    deployment.evaluation.plan.resources.len() + deployment.topology().layout(Default::default()).to_svg().len()
}

/// As [`draw`], and writes every file of the archive.
#[wasm_bindgen]
pub fn emit(inputs: &str) -> usize {
    let deployment = Deployment::of(Module::embedded(), &read(inputs));
    let drawing = deployment.topology().layout(Default::default()).to_svg();
    deployment.evaluation.plan.resources.len() + drawing.len() + deployment.files().iter().count()
}

/// A deployment that runs, and what someone edits of it.
#[wasm_bindgen]
pub struct Runs {
    running: Running,
    edited: Deployment,
    drawing: Drawing,
}

#[wasm_bindgen]
impl Runs {
    /// What runs after these inputs were applied.
    pub fn of(inputs: &str) -> Self {
        let edited = Deployment::of(Module::embedded(), &read(inputs));
        let drawing = edited.topology().layout(Default::default());
        Self { running: Running::of(edited.evaluation.module(), &edited.evaluation.values), edited, drawing }
    }

    /// All that the page says when the inputs become others: what is wrong, the picture's parts, every argument that is
    /// planned, and what changes. The page makes elements of the parts; only a file has them as text. What is pictured as
    /// before is not laid out again.
    pub fn edit(&mut self, inputs: &str) -> usize {
        let before = self.edited.topology().clone();
        self.edited = self.edited.edited(&read(inputs), self.edited.assumptions());
        let evaluation = &self.edited.evaluation;
        let changes = self.running.changes_to(evaluation);
        if *self.edited.topology() != before {
            self.drawing = self.edited.topology().layout(Default::default());
        }
        let said = [self.drawing.cards.len(), evaluation.resource_values().len(), changes.resources.len()];
        evaluation.diagnostics.len() + said.iter().sum::<usize>()
    }

    /// The part of an edit that a form needs: values, diagnostics and plan.
    pub fn judge(&mut self, inputs: &str) -> usize {
        self.edited = self.edited.edited(&read(inputs), self.edited.assumptions());
        self.edited.evaluation.plan.resources.len() + self.edited.evaluation.diagnostics.len()
    }
}

fn read(inputs: &str) -> Inputs {
    let json: Json = serde_json::from_str(inputs).unwrap_or_default();
    Inputs::from_json(&json).unwrap_or_default()
}
