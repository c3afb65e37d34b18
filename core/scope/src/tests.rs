//! The search against all combinations, one by one, and what it says.

use crate::price::Price;
use crate::proposal::Origin;
use crate::{
    Candidate, Constraint, Goal, Kind, Merit, Outcome, QUESTIONS, Question, Scope, Search, Space, improvements,
};
use openmercato_ecs_cost::{Assumptions, Usd};
use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};
use proptest::prelude::*;
use proptest::sample::select;

fn scope(answers: &[(&str, &str)]) -> Scope {
    let mut scope = Scope::default();
    answers.iter().for_each(|(question, answer)| scope.set(question, answer).expect("an answer"));
    scope
}

fn found(answers: &[(&str, &str)]) -> Outcome {
    Search::new(Module::embedded(), &scope(answers), &Inputs::new()).run()
}

fn high(total: Option<openmercato_ecs_cost::Total>) -> Usd {
    total.expect("prices").range.high
}

/// The price of the cheapest of all combinations that the answers allow, each judged by itself.
fn cheapest_of_all(scope: &Scope) -> Option<Price> {
    let module = Module::embedded();
    let space = Space::of(module, scope, &Inputs::new());
    let constraints: Vec<_> = scope.constraints().into_iter().map(|(_, constraint)| constraint).collect();
    let assumptions = scope.assumptions();
    let mut all = vec![vec![]];
    for part in space.allowed(module, &constraints) {
        let longer = |choices: &Vec<usize>| {
            let choices = choices.clone();
            part.clone().into_iter().map(move |one| choices.iter().copied().chain([one]).collect())
        };
        all = all.iter().flat_map(longer).collect();
    }
    let prices = all.iter().filter_map(|choices| {
        let candidate = Candidate::of(module, &space.inputs(choices), &assumptions);
        let is_met = constraints.iter().all(|constraint| constraint.is_met_by(&candidate));
        let range = candidate.total().range;
        (is_met && candidate.faults().is_empty()).then_some(Price { high: range.high, low: range.low })
    });
    prices.min()
}

fn price_of(outcome: &Outcome) -> Option<Price> {
    let proposal = outcome.proposals.first()?;
    let range = proposal.total?.range;
    Some(Price { high: range.high, low: range.low })
}

/// Answers with which there are few combinations, so that each can be judged without optimization.
fn few_combinations() -> impl Strategy<Value = Scope> {
    let downtime = select(vec!["trial", "hour", "minutes"]);
    let more = select(vec!["network,web_acl", "network", "domain"]);
    let people = select(vec!["1", "90", "700"]);
    let data = select(vec!["", "database", "files"]);
    (downtime, more, people, data).prop_map(|(downtime, more, people, data)| {
        let existing = format!("database,redis,{more}");
        scope(&[
            ("downtime", downtime),
            ("existing", &existing),
            ("people", people),
            ("data", data),
            ("hours", "office"),
        ])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..Default::default() })]

    #[test]
    fn the_cheapest_found_is_the_cheapest_of_all(scope in few_combinations()) {
        let outcome = Search::new(Module::embedded(), &scope, &Inputs::new()).run();
        prop_assert_eq!(price_of(&outcome), cheapest_of_all(&scope));
    }
}

#[test]
fn a_rule_about_several_parts_excludes_their_combination_alone() {
    // What the database takes depends on its class, and what is asked of it on web tasks and workers at once.
    let answers = [
        ("region", "eu-central-1"),
        ("downtime", "trial"),
        ("existing", "network,domain"),
        ("people", "7012"),
        ("hours", "always"),
        ("data", "files"),
        ("kept", "4"),
    ];
    let outcome = Search::of(Module::embedded(), &scope(&answers), &Inputs::new(), false).run();
    let price = price_of(&outcome).expect("a class that takes them").high;
    assert!(price > Usd::dollars(4500.0) && price < Usd::dollars(4600.0), "{price}");
}

#[test]
fn every_check_that_an_answer_names_is_one_of_the_module() {
    let checks = &Module::embedded().configuration().checks;
    let replies = QUESTIONS.iter().flat_map(Question::replies);
    let asked = replies.flat_map(|reply| reply.constraints.iter().chain(reply.otherwise));
    let asked = asked.chain(Goal::ALL.iter().flat_map(|goal| goal.constraints()));
    for constraint in asked {
        if let Constraint::Quiet(name) = constraint {
            assert!(checks.iter().any(|check| *check.name == **name), "{name}");
        }
    }
}

#[test]
fn every_answer_can_be_met_by_something() {
    for question in &QUESTIONS {
        for reply in question.replies() {
            let answers = [("existing", if reply.name == "no" { "network" } else { "" }), (question.name, reply.name)];
            let outcome = Search::of(Module::embedded(), &scope(&answers), &Inputs::new(), false).run();
            assert!(!outcome.proposals.is_empty(), "{} = {}: {:?}", question.name, reply.name, outcome.unmet);
        }
    }
}

#[test]
fn proposals_are_sound_and_say_where_each_value_comes_from() {
    let outcome = found(&[("downtime", "minutes"), ("existing", "domain"), ("people", "900"), ("data", "files")]);
    assert_eq!(outcome.unmet.len(), 0);
    let goals: Vec<_> = outcome.proposals.iter().map(|proposal| proposal.goal).collect();
    assert_eq!(goals, [Goal::Cheapest, Goal::Operation, Goal::Isolation], "what is available already is no other");
    let cheapest = high(outcome.proposals[0].total);
    for proposal in &outcome.proposals {
        let evaluation = Evaluation::of(Module::embedded(), &proposal.inputs);
        assert_eq!(evaluation.errors().count(), 0, "{:?}", proposal.goal);
        assert!(high(proposal.total) >= cheapest, "{:?}", proposal.goal);
        assert!(proposal.reasons.iter().all(|reason| !reason.origins.is_empty()));
    }
    let origin = |path: &str| {
        let reason = outcome.proposals[0].reasons.iter().find(|reason| reason.path.to_string() == path);
        match reason.expect(path).origins.first().expect("an origin") {
            Origin::Answer(question) => question.name,
            Origin::Goal(goal) => goal.name(),
            Origin::Cheapest => "cheapest",
            Origin::MadeUp => "made up",
        }
    };
    let expected = [
        ("environment", "downtime"),
        ("db_multi_az", "downtime"),
        ("uploads_mode", "data"),
        ("dns_mode", "existing"),
        ("domain_name", "made up"),
        ("alb_internal", "cheapest"),
    ];
    assert_eq!(expected.map(|(path, _)| (path, origin(path))), expected);
}

#[test]
fn answers_that_exclude_each_other_are_named_with_what_to_relax() {
    let outcome = found(&[("internet", "no"), ("people", "20")]);
    assert!(outcome.proposals.is_empty());
    let [unmet] = &outcome.unmet[..] else { panic!("{:?}", outcome.unmet) };
    let names = |questions: Vec<&'static crate::Question>| questions.iter().map(|one| one.name).collect::<Vec<_>>();
    assert_eq!(names(unmet.questions.clone()), ["existing", "internet"]);
    let remedies =
        unmet.relaxations.iter().map(|one| (one.question.name, one.answer.as_ref().map(ToString::to_string)));
    assert_eq!(remedies.collect::<Vec<_>>(), [("internet", None), ("existing", Some("network".to_owned()))]);
}

#[test]
fn an_answer_that_nothing_can_meet_is_named_alone_with_why() {
    let why = |answers: &[(&str, &str)]| {
        let outcome = found(answers);
        let [unmet] = &outcome.unmet[..] else { panic!("{:?}", outcome.proposals) };
        let names: Vec<_> = unmet.questions.iter().map(|one| one.name).collect();
        (names, unmet.text.clone())
    };
    let (names, text) = why(&[("downtime", "never"), ("people", "50"), ("kept", "60")]);
    assert_eq!(names, ["existing", "kept"], "a database that exists may return to any day");
    assert!(text.contains("35 days at most"), "{text}");
    let (_, text) = why(&[("downtime", "minutes"), ("people", "100000")]);
    assert!(text.contains("db_instance_class: ") && text.contains("connections"), "{text}");
}

#[test]
fn what_has_no_price_is_never_called_the_cheapest() {
    for (region, people) in [("eu-central-1", "1500"), ("us-west-2", "3000"), ("ap-southeast-4", "40")] {
        let outcome = found(&[("region", region), ("people", people), ("downtime", "minutes")]);
        for proposal in &outcome.proposals {
            let candidate = Candidate::of(Module::embedded(), &proposal.inputs, &proposal.assumptions);
            assert!(!candidate.total().at_least, "{region}: {:?}", candidate.estimate.not_included);
            let is_priced = proposal.priced_in == region;
            assert_eq!(proposal.total.is_some(), is_priced, "{region}");
            assert_eq!(proposal.price_words().contains("compared by those of"), !is_priced, "{region}");
        }
    }
}

#[test]
fn a_number_says_which_answer_it_is_made_from() {
    let answers = [("people", "200"), ("downtime", "minutes"), ("jobs", "3"), ("kept", "14"), ("existing", "network")];
    let outcome = found(&answers);
    let from = |path: &str| -> Vec<&str> {
        let reason = outcome.proposals[0].reasons.iter().find(|reason| reason.path.to_string() == path);
        let origins = reason.expect(path).origins.iter();
        origins
            .filter_map(|origin| if let Origin::Answer(question) = origin { Some(question.name) } else { None })
            .collect()
    };
    assert!(from("web_service.desired_count").contains(&"people"), "{:?}", from("web_service.desired_count"));
    assert_eq!(from("worker_services"), ["jobs"]);
    assert_eq!(from("db_backup_retention_days"), ["kept"]);
    assert_eq!(from("networking_mode"), ["existing"]);
}

#[test]
fn a_budget_that_is_too_small_is_told_what_it_would_cost() {
    let answers = [("downtime", "minutes"), ("people", "100"), ("budget", "300")];
    let outcome = found(&answers);
    let [unmet] = &outcome.unmet[..] else { panic!("{:?}", outcome.proposals) };
    let without = found(&answers[..2]);
    let total = without.proposals[0].total.expect("prices").rounded();
    assert!(unmet.text.contains(&total), "{} has no {total}", unmet.text);
    let relaxed: Vec<_> = unmet.relaxations.iter().map(|one| one.question.name).collect();
    assert!(relaxed.contains(&"budget") && relaxed.contains(&"downtime"), "{relaxed:?}");
}

#[test]
fn more_people_never_cost_less() {
    let price = |people: &str| price_of(&found(&[("people", people), ("downtime", "hour")])).expect("a price");
    let prices = ["1", "50", "500", "2000"].map(price);
    assert!(prices.is_sorted_by_key(|price| price.high), "{prices:?}");
}

#[test]
fn what_is_no_answer_is_named_with_what_there_is() {
    let refused = |question: &str, text: &str| Scope::default().set(question, text).expect_err("no answer");
    assert!(refused("downtme", "x").contains("downtime"), "{}", refused("downtme", "x"));
    assert!(refused("downtime", "days").contains("trial, hour, minutes"));
    assert!(refused("existing", "network,moon").contains("\"moon\""));
    assert!(refused("people", "-1").contains("from 1 to 100000"));
    assert!(refused("people", "1e9").contains("whole number"));
    assert!(refused("region", "mars-1").contains("eu-central-1"));
    for question in &QUESTIONS {
        assert_eq!(
            scope(&[(question.name, "")]).get(question.name).is_some(),
            matches!(question.kind, Kind::Several(_))
        );
    }
}

#[test]
fn improvements_change_one_thing_and_say_what_it_costs() {
    let module = Module::embedded();
    for preset in preset::all() {
        let now = Candidate::of(module, &preset.inputs, &Assumptions::default());
        for one in improvements(module, &preset.inputs, &Assumptions::default()) {
            let then = Candidate::of(module, &one.inputs, &Assumptions::default());
            assert_eq!(then.evaluation.errors().count(), 0, "{}: {}", preset.name, one.words);
            assert_eq!(Some(then.total().range - now.total().range), one.change, "{}: {}", preset.name, one.words);
            assert!(!one.merits.is_empty());
            if one.merits.contains(&Merit::Safer) {
                assert!(then.findings().is_subset(&now.findings()), "{}: {}", preset.name, one.words);
            }
        }
    }
    let words: Vec<_> =
        improvements(module, &preset::find("complete").expect("a preset").inputs, &Assumptions::default())
            .into_iter()
            .map(|one| one.words)
            .collect();
    assert!(words.iter().any(|words| words.starts_with("a network with one NAT gateway")), "{words:?}");
}

#[test]
fn json_has_the_shape_that_is_promised() {
    let json = found(&[("people", "20"), ("existing", "domain")]).to_json();
    let proposal = &json["proposals"][0];
    for name in ["goal", "title", "inputs", "assumptions", "total", "over_budget", "reasons", "advice"] {
        assert!(proposal.get(name).is_some(), "{name}");
    }
    assert!(proposal["total"]["high"].as_f64() > proposal["total"]["low"].as_f64());
    assert_eq!(json["unmet"], serde_json::json!([]));
}
