use std::collections::BTreeMap;

use super::ResourceTypes;
use super::answer::Answer;
use super::question::{Question, Questions};
use super::recorder::Recorder;
use super::settings::Uses;
use crate::changes::{Instance, Planner, Running};
use crate::terraform::{Result, TerraformError};

/// Asks Terraform about the resources of deployments that run.
#[derive(Debug)]
pub struct Survey<'a> {
    planner: &'a Planner<'a>,
    uses: &'a BTreeMap<String, Uses>,
    instances: BTreeMap<&'a str, Vec<&'a Instance>>,
}

impl<'a> Survey<'a> {
    /// Of these deployments, in which the module uses this of each type.
    #[must_use]
    pub fn of(planner: &'a Planner<'a>, uses: &'a BTreeMap<String, Uses>, running: &'a [Running]) -> Self {
        let mut instances: BTreeMap<&str, Vec<&Instance>> = BTreeMap::new();
        for instance in running.iter().flat_map(Running::instances) {
            instances.entry(instance.kind()).or_default().push(instance);
        }
        Self { planner, uses, instances }
    }

    /// Every question about every type.
    pub(super) fn questions(&self) -> Vec<Question> {
        let of_type = |(kind, uses): (&String, &Uses)| {
            let instances = self.instances.get(kind.as_str()).cloned().unwrap_or_default();
            Questions { kind, schemas: self.planner.schemas(), instances, settings: &uses.sets }.all()
        };
        self.uses.iter().flat_map(of_type).collect()
    }

    /// Terraform's answer to each.
    pub(super) fn answers(&self, questions: Vec<Question>) -> Result<Vec<(Question, Answer)>> {
        let specimens: Vec<_> = questions.iter().map(|question| question.specimen.clone()).collect();
        let said = self.planner.ask_alone(&specimens)?;
        let answered = questions.into_iter().zip(&said).map(|(question, said)| {
            let answer = Answer::of(&question, said);
            (question, answer)
        });
        Ok(answered.collect())
    }

    /// What is to be recorded. `report` hears how much was asked.
    ///
    /// # Errors
    /// When Terraform cannot be run, and [`TerraformError::Unreadable`] when there is an argument about which it gives no
    /// answer: then no deployment has it.
    pub fn resource_types(&self, version: &str, report: impl Fn(&str)) -> Result<ResourceTypes> {
        let questions = self.questions();
        report(&format!("{} questions about {} types", questions.len(), self.uses.len()));
        let mut answers: BTreeMap<String, Vec<(Question, Answer)>> = BTreeMap::new();
        for (question, answer) in self.answers(questions)? {
            answers.entry(question.kind.clone()).or_default().push((question, answer));
        }
        let mut recorded = ResourceTypes { version: version.to_owned(), types: BTreeMap::new() };
        let mut unanswered = Vec::new();
        for (kind, uses) in self.uses {
            let Some(schema) = self.planner.schemas().get(kind) else {
                unanswered.push(format!("{kind}: the provider has no such type"));
                continue;
            };
            let answers = answers.get(kind).map(Vec::as_slice).unwrap_or_default();
            let mut recorder = Recorder { kind, uses, schema: &schema.block, answers, unanswered: Vec::new() };
            recorded.types.insert(kind.clone(), recorder.resource_type());
            unanswered.append(&mut recorder.unanswered);
        }
        if unanswered.is_empty() {
            return Ok(recorded);
        }
        let what = "what these do: have a deployment of tests/changes/bases.hcl set them".to_owned();
        Err(TerraformError::Unreadable { what, output: unanswered.join("\n") })
    }
}
