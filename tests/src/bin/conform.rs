//! Compares core with Terraform on random inputs: `conform CASES PLANS SEED`. The last line are the figures.

use std::process::ExitCode;

use openmercato_ecs_tests::conformity;

fn main() -> ExitCode {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let [cases, plans, seed] = numbers.as_slice() else {
        eprintln!("error: three numbers are wanted: CASES PLANS SEED");
        return ExitCode::from(2);
    };
    let size = |number: &u64| usize::try_from(*number).unwrap_or(usize::MAX);
    match conformity::compare(*seed, size(cases), size(plans), |text| println!("{text}")) {
        Ok(figures) => {
            println!("{figures}");
            if figures.disagreements == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
