//! That `core/module/provider/aws.json` has every argument that the module sets. Whether it is true, Terraform says:
//! `terraform_provider.rs`.

use openmercato_ecs_tests::resource_types::{ResourceTypes, file, uses};

fn recorded() -> ResourceTypes {
    ResourceTypes::recorded().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn everything_that_the_module_sets_is_recorded() {
    let uses = uses().unwrap_or_else(|error| panic!("{error}"));
    let lacking = recorded().lacking(&uses);
    assert!(lacking.is_empty(), "run `cargo xtask generate provider`, which finds out what these do: {lacking:?}");
}

#[test]
fn nothing_is_recorded_that_the_module_does_not_have() {
    let uses = uses().unwrap_or_else(|error| panic!("{error}"));
    let recorded = recorded();
    let kinds: Vec<_> = recorded.types.keys().filter(|kind| !uses.contains_key(*kind)).collect();
    assert!(kinds.is_empty(), "run `cargo xtask generate provider`: the module has no {kinds:?}");
}

#[test]
fn the_file_is_written_as_the_generator_writes_it() {
    let text = std::fs::read_to_string(file()).expect("the file");
    assert!(text == recorded().text(), "run `cargo xtask generate provider` instead of changing the file by hand");
}

#[test]
fn an_argument_that_is_not_recorded_is_named() {
    let mut recorded = recorded();
    let balancer = recorded.types.get_mut("aws_lb").expect("the load balancer");
    balancer.content.arguments.remove("idle_timeout");
    balancer.content.blocks.get_mut("access_logs").expect("the block").content.arguments.remove("bucket");
    recorded.types.remove("aws_vpc");
    let uses = uses().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(recorded.lacking(&uses), ["aws_lb.idle_timeout", "aws_lb.access_logs.bucket", "aws_vpc: the type"]);
}
