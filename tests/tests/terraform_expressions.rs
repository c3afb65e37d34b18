//! That the tables of expressions hold what Terraform says today.

use openmercato_ecs_tests::expressions;
use openmercato_ecs_tests::terraform::{Result, Terraform};

#[test]
fn terraform_makes_of_every_expression_what_is_recorded() -> Result<()> {
    let tables = expressions::every().unwrap_or_else(|error| panic!("{error}"));
    let rows: Vec<_> = tables.iter().flat_map(expressions::Table::rows).collect();
    let said = expressions::ask(&Terraform::find()?, &rows)?;
    let differing = rows.iter().zip(said).filter(|(row, said)| row.worth != *said);
    let differing: Vec<_> =
        differing.map(|(row, said)| format!("{}\n  recorded {}\n  says {said}", row.expression, row.worth)).collect();
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    Ok(())
}
