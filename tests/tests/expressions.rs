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
