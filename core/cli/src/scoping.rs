//! From what a customer needs to deployments that are worth comparing.

use super::printed::Printed;
use super::source::{self, Source};
use super::{Format, completion};
use clap::Args;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};
use openmercato_ecs_core::scope::{
    Goal, Improvement, Interview, Kind, Origin, Outcome, Proposal, QUESTIONS, Question, Scope, Search,
    SizingAssumption, improvements,
};
use openmercato_ecs_core::{Module, Offer, link, tfvars};
use serde_json::json;

/// What `scope` is given.
#[derive(Args)]
pub(super) struct Arguments {
    /// The answers, as downtime=minutes or existing=network,domain; none lists the questions.
    #[arg(value_name = "QUESTION=ANSWER", add = ArgValueCompleter::new(completion::answers))]
    answers: Vec<String>,
    /// A link, or its fragment, whose answers hold where none is given here; what it sets besides is kept.
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
    /// What sizing rests on, as requests_per_vcpu=30.
    #[arg(long, value_name = "NAME=NUMBER", add = ArgValueCandidates::new(completion::sizing))]
    assume: Vec<String>,
    /// Print the inputs of one proposal, as a file of variables: cheapest, availability, operation or isolation.
    #[arg(long, value_name = "GOAL", add = ArgValueCandidates::new(completion::goals))]
    take: Option<String>,
    /// Print what is taken as the fragment of a link, which has the answers, too.
    #[arg(long, requires = "take")]
    as_link: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What `improve` is given.
#[derive(Args)]
pub(super) struct Improve {
    #[command(flatten)]
    source: Source,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The proposals, or what cannot be met; all is well where there is one.
pub(super) fn printed(arguments: &Arguments) -> Result<(Printed, bool), String> {
    if arguments.answers.is_empty() && arguments.link.is_none() {
        return Ok((questions(arguments.format), true));
    }
    let link = arguments.link.as_deref().map(source::linked).transpose()?.unwrap_or_default();
    let scope = scope(arguments, &link.offer)?;
    let outcome = Search::new(Module::embedded(), &scope, &link.inputs).run();
    let is_met = outcome.unmet.is_empty() && link.dropped.is_empty();
    let printed = match (&arguments.take, arguments.format) {
        (Some(goal), _) if arguments.as_link => {
            Printed::line(format!("#{}", linked(&scope, &outcome, goal, link.offer)?))
        }
        (Some(goal), _) => Printed::File(tfvars::write(Module::embedded(), &taken(&outcome, goal)?.inputs)),
        (None, Format::Json) => Printed::json(&outcome.to_json()),
        (None, Format::Text) => Printed::Lines(lines(&scope, &outcome)),
    };
    Ok((printed, is_met))
}

fn scope(arguments: &Arguments, offer: &Offer) -> Result<Scope, String> {
    let mut scope = Interview::read(&offer.answers).0.scope;
    for argument in &arguments.answers {
        let (question, answer) = argument
            .split_once('=')
            .ok_or_else(|| format!("{argument:?} is no answer. Write a question's name, = and the answer."))?;
        scope.set(question, answer)?;
    }
    for argument in &arguments.assume {
        let failed = |why: &str| format!("--assume {argument}: {why}");
        let (name, number) = argument.split_once('=').ok_or_else(|| failed("write a name, = and a number."))?;
        let names = SizingAssumption::ALL.map(SizingAssumption::name).join(", ");
        let known = SizingAssumption::find(name)
            .ok_or_else(|| failed(&format!("there is no assumption {name:?}. There are: {names}.")))?;
        let number = number.parse().map_err(|_| failed(&format!("{number:?} is not a number, as 0.5.")))?;
        scope.sizing.set(known, number).map_err(|why| failed(&why))?;
    }
    Ok(scope)
}

/// The fragment of a link with what is taken for a goal and the answers.
fn linked(scope: &Scope, outcome: &Outcome, name: &str, offer: Offer) -> Result<String, String> {
    let proposal = taken(outcome, name)?;
    let interview = Interview { scope: scope.clone(), taken: Some(proposal.goal) };
    let offer = Offer { answers: interview.to_string(), ..offer };
    Ok(link::encode_with(Module::embedded(), &proposal.inputs, &proposal.assumptions, &offer))
}

/// The proposal for a goal.
fn taken<'a>(outcome: &'a Outcome, name: &str) -> Result<&'a Proposal, String> {
    if Goal::find(name).is_none() {
        let names = Goal::ALL.map(Goal::name).join(", ");
        return Err(format!("--take {name}: there is no such goal. There are: {names}."));
    }
    let proposals = || outcome.proposals.iter().map(|proposal| proposal.goal.name()).collect::<Vec<_>>().join(", ");
    let found = outcome.proposals.iter().find(|proposal| proposal.goal.name() == name);
    found.ok_or_else(|| format!("--take {name}: there is no such proposal, but: {}.", proposals()))
}

fn questions(format: Format) -> Printed {
    if let Format::Json = format {
        return Printed::json(&json!({ "questions": QUESTIONS.iter().map(Question::to_json).collect::<Vec<_>>() }));
    }
    let mut lines = Vec::new();
    for question in &QUESTIONS {
        lines.push(format!("{}  {}", question.name, question.text));
        match question.kind {
            Kind::Region => lines.push("    a region, as eu-central-1".to_owned()),
            Kind::Number { least, most, unit } => lines.push(format!("    {unit}, from {least} to {most}")),
            Kind::One(replies) | Kind::Several(replies) => {
                lines.extend(replies.iter().map(|reply| format!("    {:<10} {}", reply.name, reply.text)));
            }
        }
    }
    lines.push(String::new());
    lines.push("For example: openmercato-ecs scope downtime=minutes existing=network,domain people=200".to_owned());
    Printed::Lines(lines)
}

fn lines(scope: &Scope, outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for proposal in &outcome.proposals {
        lines.extend(proposal_lines(scope, proposal));
    }
    for unmet in &outcome.unmet {
        lines.push(unmet.text.clone());
        let questions = unmet.questions.iter().map(|question| answer(scope, question));
        lines.extend(questions.map(|answer| format!("  {answer}")));
        if !unmet.relaxations.is_empty() {
            lines.extend([String::new(), "There is one where one of these is left open, or answered so:".to_owned()]);
        }
        for relaxation in &unmet.relaxations {
            let total = relaxation.total.map(|total| format!(", for {} a month", total.rounded())).unwrap_or_default();
            let instead = match &relaxation.answer {
                Some(answer) => format!("{}={answer} instead", relaxation.question.name),
                None => format!("without {}", answer(scope, relaxation.question)),
            };
            lines.push(format!("  {instead}{total}"));
        }
    }
    lines
}

fn answer(scope: &Scope, question: &Question) -> String {
    match scope.get(question.name) {
        Some(answer) => format!("{}={answer}", question.name),
        None => format!("{} is not answered", question.name),
    }
}

fn proposal_lines(scope: &Scope, proposal: &Proposal) -> Vec<String> {
    let over = proposal.over_budget.map(|over| format!(", {over} over the budget")).unwrap_or_default();
    let mut lines = vec![
        format!("{} ({}): {}{over}", proposal.goal.title(), proposal.goal.name(), proposal.price_words()),
        format!("  {}", proposal.goal.text()),
    ];
    for (words, why) in proposal.by_words() {
        let why: Vec<_> = why.iter().map(|origin| said(scope, origin)).collect();
        lines.push(format!("  {words}: {}", why.join("; ")));
    }
    let made_up: Vec<_> = proposal.made_up().map(ToString::to_string).collect();
    if !made_up.is_empty() {
        lines.push(format!("  made up, write yours: {}", made_up.join(", ")));
    }
    lines.extend(proposal.advice.iter().map(|advice| format!("  still advised: {advice}")));
    lines.push(String::new());
    lines
}

fn said(scope: &Scope, origin: &Origin) -> String {
    match origin {
        Origin::Answer(question) => answer(scope, question),
        Origin::Goal(goal) => goal.title().to_lowercase(),
        Origin::Cheapest => "the cheapest that meets all answers".to_owned(),
        Origin::MadeUp => "made up".to_owned(),
    }
}

/// Single changes that would make a deployment cheaper, safer or simpler.
pub(super) fn improved(arguments: &Improve) -> Result<(Printed, bool), String> {
    let read = arguments.source.read()?;
    let found = improvements(Module::embedded(), &read.inputs, &read.assumptions);
    let printed = match arguments.format {
        Format::Json => {
            let list: Vec<_> = found.iter().map(Improvement::to_json).collect();
            Printed::json(&json!({ "improvements": list }))
        }
        Format::Text if found.is_empty() => Printed::line("Nothing is found that is cheaper, safer or simpler."),
        Format::Text => Printed::Lines(found.iter().flat_map(improvement_lines).collect()),
    };
    Ok((printed, true))
}

fn improvement_lines(one: &Improvement) -> Vec<String> {
    let merits: Vec<_> = one.merits.iter().map(|merit| merit.name()).collect();
    let mut lines = vec![format!("{}: {} ({}), {}", one.title, one.words, merits.join(", "), one.change_words())];
    lines.extend(
        one.settings
            .iter()
            .map(|(path, value)| format!("    {path} = {}", value.to_json_text().unwrap_or_else(|| "null".to_owned()))),
    );
    lines.extend(one.gained.iter().map(|text| format!("  + {text}")));
    lines.extend(one.lost.iter().map(|text| format!("  - {text}")));
    lines
}
