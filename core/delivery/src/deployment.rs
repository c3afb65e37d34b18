//! What people look at and take away: an evaluation with its topology, its estimate and its files.

use crate::brief::Brief;
use crate::{Bundle, Offer, emit, link};
use openmercato_ecs_cost::{Assumptions, Bars, Estimate, Growth};
use openmercato_ecs_module::{Evaluation, Inputs, Module};
use openmercato_ecs_security::{Planned, Policy, Quota, quotas};
use openmercato_ecs_topology::{DrawingOptions, Topology};
use std::sync::{Arc, OnceLock};
use terraform_language::Files;

/// One set of inputs with all that follows from it. What goes beyond the evaluation is made when it is first asked for.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// Values, diagnostics and plan.
    pub evaluation: Evaluation,
    assumptions: Assumptions,
    offer: Offer,
    /// The same where no value of a sensitive input is known, if this one has one.
    withheld: OnceLock<Option<Box<Self>>>,
    topology: OnceLock<Arc<Topology>>,
    estimate: OnceLock<Estimate>,
    files: OnceLock<Files>,
}

impl Deployment {
    /// Evaluates the inputs, with the usual assumptions about their use.
    pub fn of(module: &'static Module, inputs: &Inputs) -> Self {
        Self::assuming(module, inputs, &Assumptions::default())
    }

    /// Evaluates the inputs. The assumptions change the estimate, and travel in the archive's link.
    pub fn assuming(module: &'static Module, inputs: &Inputs, assumptions: &Assumptions) -> Self {
        Self::about(Evaluation::of(module, inputs), assumptions)
    }

    /// What [`Deployment::assuming`] gives for other inputs; the sooner the less of them differs from those of this one.
    #[must_use]
    pub fn edited(&self, inputs: &Inputs, assumptions: &Assumptions) -> Self {
        Self::about(self.evaluation.edited(inputs), assumptions)
    }

    fn about(evaluation: Evaluation, assumptions: &Assumptions) -> Self {
        Self {
            evaluation,
            assumptions: assumptions.clone(),
            offer: Offer::default(),
            withheld: OnceLock::new(),
            topology: OnceLock::new(),
            estimate: OnceLock::new(),
            files: OnceLock::new(),
        }
    }

    /// The deployment as it is offered to somebody.
    #[must_use]
    pub fn offered(self, offer: Offer) -> Self {
        Self { offer, withheld: OnceLock::new(), files: OnceLock::new(), ..self }
    }

    /// The deployment as it leaves this program: what a sensitive input is set to decides nothing of it. So an archive is
    /// what its link makes.
    fn withheld(&self) -> &Self {
        let withheld = || {
            let Evaluation { inputs, .. } = &self.evaluation;
            let module = self.evaluation.module();
            let is_known = inputs
                .sensitive(module)
                .any(|variable| inputs.get(&variable.name).is_some_and(|value| !value.is_unknown()));
            is_known.then(|| {
                Box::new(
                    Self::assuming(module, &inputs.withheld(module), &self.assumptions).offered(self.offer.clone()),
                )
            })
        };
        self.withheld.get_or_init(withheld).as_deref().unwrap_or(self)
    }

    /// What people see of it.
    pub fn topology(&self) -> &Arc<Topology> {
        self.topology.get_or_init(|| Arc::new(Topology::of(&self.evaluation.plan, self.evaluation.in_effect())))
    }

    /// What it costs a month.
    pub fn estimate(&self) -> &Estimate {
        let Evaluation { plan, .. } = &self.evaluation;
        self.estimate.get_or_init(|| Estimate::of(plan, self.evaluation.in_effect(), &self.assumptions))
    }

    /// What whoever deploys it must be allowed, and what the roles may do that it makes.
    pub fn policy(&self) -> Policy {
        Policy::of(&Planned::of(&self.evaluation))
    }

    /// What it takes of the account's quotas.
    pub fn quotas(&self) -> Vec<Quota> {
        quotas(&Planned::of(&self.evaluation))
    }

    /// What it costs, with what it is about, as [`Estimate::to_csv`] has it; `address` is where it can be opened.
    pub fn cost_table(&self, address: Option<&str>) -> String {
        let Offer { customer, date, valid_until, .. } = self.offer.clone();
        let estimate = self.estimate();
        let about = [
            ("Deployment", self.topology().name.clone()),
            ("Customer", customer),
            ("Date", date),
            ("Valid until", valid_until),
            ("Region", estimate.region.clone()),
            ("Currency", "US dollars, on demand and before tax".to_owned()),
            ("Link", address.unwrap_or_default().to_owned()),
        ];
        let about: Vec<_> = about.into_iter().filter(|(_, said)| !said.is_empty()).collect();
        estimate.to_csv(&self.assumptions, &about)
    }

    /// What each part costs, and how the bill grows with load, as a picture.
    pub fn cost_picture(&self) -> String {
        openmercato_ecs_chart::to_svg(&Bars::of(self.estimate()), &self.growth())
    }

    /// What it costs with all that this rests on, as [`Estimate::to_json`] has it; `growth` is how the bill grows with
    /// load, as [`Growth::to_json`] has it.
    pub fn cost_json(&self) -> serde_json::Value {
        let mut json = self.estimate().to_json(&self.assumptions);
        json["growth"] = self.growth().to_json();
        json
    }

    /// How its bill grows with load.
    pub fn growth(&self) -> Growth {
        Growth::of(&self.evaluation.plan, self.evaluation.in_effect(), &self.assumptions)
    }

    /// What the estimate assumes.
    pub fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }

    /// Two pages for a meeting.
    pub fn brief(&self) -> Brief {
        let told = self.withheld();
        Brief::of(&told.evaluation, told.topology(), told.estimate(), &told.quotas(), &told.offer)
    }

    /// The fragment of a link to it, without `#`.
    pub fn link(&self) -> String {
        link::encode_with(self.evaluation.module(), &self.evaluation.inputs, &self.assumptions, &self.offer)
    }

    /// The archive's files.
    pub fn files(&self) -> &Files {
        let told = self.withheld();
        told.files.get_or_init(|| {
            let mut beside = Files::default();
            let planned = Planned::of(&told.evaluation);
            beside.insert("topology.svg", told.topology().layout(DrawingOptions::default()).to_svg());
            beside.insert("BRIEF.md", told.brief().to_markdown());
            beside.insert("share-link.txt", format!("#{}\n", told.link()));
            beside.insert("SECURITY.md", emit::security(&told.name(), &planned));
            beside.extend(emit::deployer_policy(&Policy::of(&planned), &told.name(), &told.evaluation));
            emit::files(&told.evaluation, &beside)
        })
    }

    /// The archive.
    pub fn bundle(&self) -> Bundle {
        Bundle::of(self.files())
    }

    /// The path of the user's own root in the archive, as `infra/terraform/deployments/shop`.
    pub fn root(&self) -> String {
        emit::deployment(&self.evaluation)
    }

    /// Its name where that is valid, else one that stands for it: safe in the name of a file.
    pub fn name(&self) -> String {
        self.root().rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// The module call alone, as HCL, for a repository that has a root already.
    pub fn module_call(&self) -> String {
        emit::module_call(self.evaluation.module(), &self.evaluation.inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::preset;

    #[test]
    fn terraform_never_sees_an_offer() {
        let preset = preset::find("minimal-managed").expect("a preset");
        let plain = Deployment::of(Module::embedded(), &preset.inputs);
        let offer = Offer {
            customer: "Acme".into(),
            notes: "A pilot.".into(),
            answers: "people=200\n".into(),
            ..Offer::default()
        };
        let offered = plain.clone().offered(offer);
        let changed = offered.files().iter().filter(|(path, text)| plain.files().get(path) != Some(text));
        let changed: Vec<_> = changed.map(|(path, _)| path.rsplit('/').next().unwrap_or_default()).collect();
        assert_eq!(changed, ["BRIEF.md", "SHA256SUMS", "share-link.txt"]);
    }
}
