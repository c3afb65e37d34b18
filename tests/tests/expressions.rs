//! The tables of expressions, for core.

use std::collections::BTreeSet;

use openmercato_ecs_core::console;
use openmercato_ecs_tests::expressions::{self, Table};

fn tables() -> Vec<Table> {
    expressions::all().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn core_makes_of_every_expression_what_terraform_does() {
    let tables = tables();
    let rows = tables.iter().flat_map(Table::rows);
    let differing = rows.filter_map(|row| {
        let worth = expressions::core(&row.expression);
        (worth != row.worth).then(|| format!("{}\n  Terraform {}\n  core      {worth}", row.expression, row.worth))
    });
    let differing: Vec<_> = differing.collect();
    assert!(differing.is_empty(), "{} expressions:\n{}", differing.len(), differing.join("\n"));
}

/// What core has come to evaluate is a limit no more; what is one is explained.
#[test]
fn every_limit_is_still_one_and_every_kind_of_limit_is_explained() {
    let readme = include_str!("../../core/language/README.md");
    let tables = expressions::limits().unwrap_or_else(|error| panic!("{error}"));
    let rows: Vec<_> = tables.iter().flat_map(Table::rows).collect();
    let kept = |expression: &str| rows.iter().any(|row| row.expression == expression);
    assert!(!rows.is_empty());
    for row in &rows {
        assert_ne!(expressions::core(&row.expression), row.worth, "{} is no limit", row.expression);
    }
    let section = readme.split_once("## What it does not have").map_or("", |(_, section)| section);
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let examples: Vec<_> =
        section.lines().filter_map(|line| line.split('`').nth(1).filter(|_| line.starts_with('|'))).collect();
    assert!(examples.len() > 20, "{examples:?}");
    for example in examples {
        assert!(kept(example), "{example} is no row of limits.txt");
    }
}

/// A table below `functions/` is about the function that it is named after, and asks more of it than one thing.
#[test]
fn every_function_has_a_table_and_every_table_a_function() {
    let functions: BTreeSet<_> = console::functions().collect();
    let tables = tables();
    let mut asked = BTreeSet::new();
    for table in tables.iter().filter(|table| table.path.parent().is_some_and(|folder| folder.ends_with("functions"))) {
        let name = table.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let calls = table.rows().filter(|row| row.expression.contains(&format!("{name}("))).count();
        assert!(calls > 2, "{name}: {calls} expressions call it");
        asked.insert(name);
    }
    let asked: BTreeSet<_> = asked.iter().map(String::as_str).collect();
    assert_eq!(functions, asked);
}
