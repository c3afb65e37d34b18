//! That core and Terraform agree about random inputs. `cargo xtask conform` tries more of them.

use openmercato_ecs_tests::conformity;
use openmercato_ecs_tests::terraform::Result;

#[test]
fn verdicts_and_plans_of_random_inputs_are_the_same() -> Result<()> {
    let figures = conformity::compare(conformity::seed(), 500, 30, |text| println!("{text}"))?;
    assert_eq!(figures.disagreements, 0, "with CONFORM_SEED={}", figures.seed);
    Ok(())
}
