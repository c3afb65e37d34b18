//! That what a change does to a deployment that runs is said for every input, and well-formed. Whether it is true,
//! Terraform says: `terraform_changes.rs`.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_core::{
    self as core, Change, ConsequenceKind, Files, Module, Running, Values, manifest, preset, templates,
};
use openmercato_ecs_tests::changes::{
    Action, Answer, Meaning, Row, Table, differences, foretell, refused, released, sample, seed, worst_consequence,
};

fn table() -> Table {
    Table::read().unwrap_or_else(|mistake| panic!("{mistake}"))
}

/// The rows about which something is wrong, one a line.
fn wrong(rows: &[Row], says: impl Fn(&Row) -> Option<String>) -> Vec<String> {
    rows.iter().filter_map(|row| Some(format!("{}: {}: {}", row.place(), row.name(), says(row)?))).collect()
}

#[test]
fn every_input_has_a_row() {
    let table = table();
    let said: BTreeSet<_> =
        table.rows.iter().map(|row| row.input.as_str()).chain(table.no_row.keys().map(String::as_str)).collect();
    let inputs: BTreeSet<_> = Module::embedded().variables().iter().map(|variable| variable.name.as_str()).collect();
    let missing: Vec<_> = inputs.difference(&said).collect();
    assert!(missing.is_empty(), "tests/changes has no row for {missing:?}: write one, or a no_row with the reason");
    let unknown: Vec<_> = said.difference(&inputs).collect();
    assert!(unknown.is_empty(), "tests/changes has rows for {unknown:?}, which are no inputs of the module");
}

#[test]
fn an_input_has_rows_or_a_reason_for_none() {
    let table = table();
    let both: Vec<_> = table.rows.iter().filter(|row| table.no_row.contains_key(&row.input)).map(Row::place).collect();
    assert!(both.is_empty(), "these rows are of inputs that have a no_row too: {both:?}");
}

#[test]
fn every_row_has_a_name_of_its_own() {
    let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in table().rows {
        places.entry(row.name()).or_default().push(row.place());
    }
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "rows of the same name: {places:#?}");
}

#[test]
fn every_row_changes_its_input() {
    let wrong = wrong(&table().rows, |row| {
        let same = row.before.get(&row.input) == row.after.get(&row.input);
        same.then(|| {
            format!(
                "`to` does not change {}. Name it there, with a value that `from` and the base do not give",
                row.input
            )
        })
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_refuses_the_inputs_of_a_row() {
    let refused: Vec<_> = table().rows.iter().flat_map(refused).collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn every_sentence_is_one() {
    let table = table();
    let is_sentence = |text: &str| text.ends_with('.') && text.starts_with(char::is_uppercase);
    let wrong = wrong(&table.rows, |row| {
        let texts = [Some(&row.sentence), row.refused_by_aws.as_ref()];
        let bad = texts.into_iter().flatten().find(|text| !is_sentence(text) && !text.starts_with("db_"))?;
        Some(format!("{bad:?} is no sentence. Start it with a capital, and end it with a full stop"))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (input, why) in &table.no_row {
        assert!(is_sentence(why), "no_row \"{input}\": {why:?} is no sentence");
    }
}

/// What a meaning says about the actions. It is a person's judgement otherwise.
fn contradiction(row: &Row) -> Option<String> {
    let has = |is: fn(&Action) -> bool| row.actions.values().any(is);
    let updates = |kind: &str| {
        row.actions.iter().any(|(address, action)| address.starts_with(kind) && matches!(action, Action::Update(_)))
    };
    let waits = updates("aws_db_instance.") || updates("aws_elasticache_replication_group.");
    let holds = match row.meaning {
        Meaning::Nothing | Meaning::Refused => row.actions.is_empty(),
        Meaning::InPlace => !row.actions.is_empty(),
        Meaning::InTheMaintenanceWindow => waits,
        Meaning::ReplacedSideBySide => {
            has(|it| it.is_replacement() || matches!(it, Action::Create | Action::Update(_)))
        }
        Meaning::ReplacedWithAGap | Meaning::DataLost => has(|it| *it == Action::Delete || it.is_replacement()),
    };
    (!holds).then(|| format!("\"{}\" is not what these actions can mean: {:?}", row.meaning, row.actions))
}

#[test]
fn no_meaning_contradicts_the_actions() {
    let wrong = wrong(&table().rows, contradiction);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What Terraform shows to change besides, since the provider computes a part of it anew with every update. It is nothing
/// that somebody asked for, and core does not tell it.
const COMPUTED_ANEW: [(&str, &str); 3] = [
    ("aws_cloudwatch_metric_alarm.", "metric_query"),
    ("aws_lb.", "subnet_mapping"),
    ("aws_lb_listener.", "default_action"),
];

#[test]
fn core_foretells_what_the_rows_say() {
    let mut table = table();
    let foretold: Vec<_> = table.rows.iter().map(|row| foretell(&row.before, &row.after)).collect();
    let mut computed_anew: BTreeSet<&(&str, &str)> = BTreeSet::new();
    for (row, foretold) in table.rows.iter_mut().zip(&foretold) {
        let Answer::Planned(foretold) = foretold else { continue };
        for (address, action) in &mut row.actions {
            let (Action::Update(arguments), Some(Action::Update(said))) = (action, foretold.get(address)) else {
                continue;
            };
            let known = COMPUTED_ANEW.iter().filter(|(kind, name)| address.starts_with(kind) && !said.contains(*name));
            computed_anew.extend(known.filter(|(_, name)| arguments.remove(*name)));
        }
    }
    let differences = table.rows.iter().zip(&foretold).flat_map(|(row, foretold)| differences(row, foretold));
    let differences: Vec<_> = differences.map(|line| line.replace("Terraform plans", "core plans")).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert_eq!(computed_anew.len(), COMPUTED_ANEW.len(), "no row needs all of {COMPUTED_ANEW:?}");
}

#[test]
fn core_knows_what_the_rows_mean() {
    use ConsequenceKind::{DataLost, LogsLost, MaintenanceWindow, NewAddress, Outage};
    let wrong = wrong(&table().rows, |row| {
        let worst = worst_consequence(&row.before, &row.after);
        let fits: &[_] = match row.meaning {
            Meaning::Refused => return None,
            Meaning::Nothing | Meaning::InPlace | Meaning::ReplacedSideBySide => {
                // A row's meaning knows neither.
                &[None, Some(LogsLost), Some(NewAddress)]
            }
            Meaning::InTheMaintenanceWindow => &[Some(MaintenanceWindow)],
            Meaning::ReplacedWithAGap => &[Some(Outage), Some(NewAddress)],
            Meaning::DataLost => &[Some(DataLost)],
        };
        (!fits.contains(&worst)).then(|| format!("the row says \"{}\", core says {worst:?}", row.meaning))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn module_of_version_0_1_0() -> Files {
    let old = released("0.1.0").unwrap_or_else(|error| panic!("{error}"));
    let mut files = Files::default();
    for path in ["", "contract"].map(|folder| old.path().join(folder)) {
        for entry in std::fs::read_dir(&path).expect("the module").flatten().filter(|entry| entry.path().is_file()) {
            let path = entry.path().strip_prefix(old.path()).expect("within").to_string_lossy().into_owned();
            files.insert(path, std::fs::read_to_string(entry.path()).expect("a text"));
        }
    }
    files
}

/// As `deployments_of_version_0_1_0_lose_nothing` asks Terraform.
#[test]
fn core_foretells_that_deployments_of_version_0_1_0_lose_nothing() {
    let files = module_of_version_0_1_0();
    let old = Module::parse(&files).unwrap_or_else(|error| panic!("{error}"));
    for name in ["split-workers-managed", "existing-network-with-dns-waf"] {
        let inputs = &preset::find(name).expect("the preset").inputs;
        let values = |module: &Module| Values::complete(module, inputs).0;
        let changes = Running::of(&old, &values(&old)).changes(Module::embedded(), &values(Module::embedded()));
        assert_eq!(changes.refusals, [], "{name}");
        assert!(changes.resources.len() > 10, "{name}: {changes:?}");
        let is_loss = |change: &&Change| match change.action {
            core::Action::Delete => true,
            core::Action::Replace { .. } => *change.address.resource_type != *"aws_ecs_task_definition",
            core::Action::Create | core::Action::Update(_) => false,
        };
        let losses: Vec<_> = changes.resources.iter().filter(is_loss).collect();
        assert!(losses.is_empty(), "{name}: {losses:#?}");
    }
}

/// An archive of that version has no manifest, so that no file of it can be told from an edited one.
#[test]
fn an_archive_of_version_0_1_0_is_brought_to_this_version() {
    let inputs = &preset::find("split-workers-managed").expect("the preset").inputs;
    let (module, old) = (Module::embedded(), module_of_version_0_1_0());
    let present = core::Deployment::of(module, inputs).files().clone();
    let mut archive = Files::default();
    let is_of_both = |path: &str| !path.starts_with(templates::MODULE) && !manifest::is_manifest(path);
    archive.extend(present.clone().into_iter().filter(|(path, _)| is_of_both(path)));
    old.iter().for_each(|(path, text)| archive.insert(format!("{}/{path}", templates::MODULE), text));
    let repository = core::Repository::of(archive).unwrap_or_else(|error| panic!("{error}"));
    let upgrade = repository.upgrade();
    assert!(upgrade.is_without_manifest());
    assert!(upgrade.edits().all(|(path, ..)| path.starts_with(templates::MODULE)));
    let files = upgrade.files(Edits::Overwritten);
    assert_eq!(files, present);
    let old = Module::parse(&old).unwrap_or_else(|error| panic!("{error}"));
    let values = |module: &Module| Values::complete(module, inputs).0;
    let changes = Running::of(&old, &values(&old)).changes(module, &values(module));
    assert_eq!(repository.deployments[0].changes(&files).ok(), Some(changes));
}

#[test]
fn a_difference_names_row_address_and_both_sides() {
    let table = table();
    let row = table.rows.iter().find(|row| row.input == "alb_ssl_policy").expect("the row");
    assert_eq!(differences(row, &Answer::Planned(row.actions.clone())), Vec::<String>::new());
    let planned = [("aws_lb_listener.https[0]".to_owned(), Action::Update(["port".to_owned()].into()))].into();
    let said = differences(row, &Answer::Planned(planned));
    let end = "aws_lb_listener.https[0]: the row says update: ssl_policy, Terraform plans update: port";
    assert!(said.len() == 1 && said[0].starts_with(&row.place()) && said[0].ends_with(end), "{said:?}");
}

#[test]
fn a_refusal_agrees_when_it_names_the_input() {
    let table = table();
    let row = table.rows.iter().find(|row| row.input == "vpc_cidr").expect("the row");
    let said = |message: &str| differences(row, &Answer::Refused(message.to_owned())).len();
    assert_eq!(said("networking_mode, vpc_cidr: this deployment was made elsewhere."), 0);
    assert_eq!(said("name: this deployment was made as another."), 1);
    assert_eq!(said(""), 1, "Terraform plans it");
}

#[test]
fn what_is_recorded_reads_as_it_was() {
    let table = table();
    let planned = table.rows.iter().enumerate().filter(|(_, row)| row.meaning != Meaning::Refused);
    let actions = planned.map(|(index, row)| (index, row.actions.clone())).collect();
    for (path, text) in table.recorded(&actions) {
        assert_eq!(text, std::fs::read_to_string(&path).expect("the file"), "{}", path.display());
    }
}

#[test]
fn a_sample_is_the_same_for_the_same_seed() {
    let table = table();
    let names = |seed| sample(&table.rows, seed).into_iter().map(Row::name).collect::<Vec<_>>();
    assert_eq!(names(1), names(1));
    assert_ne!(names(1), names(2));
    assert!(!names(seed()).is_empty());
}

/// So that all of them can be asked in minutes.
#[test]
fn rows_start_from_few_deployments() {
    let mut deployments = Vec::new();
    for row in table().rows {
        let deployment = row.deployment();
        if !deployments.iter().any(|(_, known)| *known == deployment) {
            deployments.push((row.place(), deployment));
        }
    }
    let places: Vec<_> = deployments.iter().map(|(place, _)| place).collect();
    println!("{} deployments, first in {places:#?}", places.len());
    assert!(places.len() <= 15, "each deployment takes Terraform seconds to settle: {places:#?}");
}
