//! A generated root: the few files from which Terraform starts.

use super::readme;
use openmercato_ecs_module::names::input;
use openmercato_ecs_module::{Evaluation, Inputs, Module, Variable, templates, tfvars, zones};
use terraform_language::hcl::{Body, Expression};
use terraform_language::{Files, Value};

/// The module's folder as a root refers to it.
const SOURCE: &str = "../../modules/openmercato-ecs";

/// The label of the module call.
const LABEL: &str = "openmercato";

/// What stands above the inputs of a root.
const INPUTS_COMMENT: &str = "What this deployment sets; all else is the module's default. The module's README lists every input, README.md\n\
                              beside this file says which files are yours.";

/// Whether a comment, with its signs, is one that this program writes into the inputs of a root: nothing of it is lost
/// when the root is written again.
pub fn is_generated(module: &Module, comment: &str) -> bool {
    let lines = comment.lines().map(|line| line.trim().trim_start_matches('#').trim());
    let text = lines.collect::<Vec<_>>().join("\n");
    [INPUTS_COMMENT, tfvars::UNKNOWN].contains(&text.as_str())
        || module.sections().iter().any(|section| section.title == text)
}

/// The files of a root, by their names.
pub(super) fn files(name: &str, evaluation: &Evaluation) -> Files {
    let (module, inputs) = (evaluation.module(), &evaluation.inputs);
    let mut files = Files::default();
    files.insert("versions.tf", versions());
    files.insert("providers.tf", providers());
    files.insert("backend.tf", backend());
    files.insert("inputs.tf", inputs_file(module, inputs));
    files.insert("main.tf", main(module, inputs));
    files.insert("variables.tf", variables(module, inputs));
    files.insert("outputs.tf", outputs(module));
    files.insert("README.md", readme::text(name, evaluation));
    files.extend(templates::root());
    files
}

/// The module call alone, for a repository that has a root already.
pub(crate) fn module_call(module: &Module, inputs: &Inputs) -> String {
    let mut call = Body::new();
    call.attribute("source", Value::from(SOURCE)).blank();
    set_inputs(module, inputs, &mut call);
    let mut file = Body::new();
    file.block(&format!("module \"{LABEL}\""), &call);
    file.to_string()
}

/// What the module asks for, as its own file says it.
fn versions() -> String {
    let asked = templates::sources();
    let asked = asked.get("versions.tf").unwrap_or_default();
    let mut head = Body::new();
    head.comment(&yours(
        "Pin versions here, and name providers of your own. The module asks for what it needs by itself.",
    ));
    format!("{head}{asked}")
}

/// What stands at the head of a file that is written once.
fn yours(what_for: &str) -> String {
    format!("This file is yours: it is written once, and never again.\n{what_for}")
}

fn providers() -> String {
    let mut tags = Body::new();
    tags.comment("IAM does not tell upper from lower case in tag keys, so a tag of the inputs takes the place of one here.")
        .attribute(
            "tags",
            Expression::raw(
                "{\n  for key, value in { ManagedBy = \"terraform\", Deployment = try(local.inputs.name, null) } : key => value\n  \
                 if !contains([for own in try(keys(local.inputs.tags), []) : lower(own)], lower(key))\n}",
            ),
        );
    let mut provider = Body::new();
    provider
        .attribute("region", Expression::raw("try(local.inputs.aws_region, null)"))
        .blank()
        .block("default_tags", &tags)
        .blank()
        .comment("assume_role {\n  role_arn = \"arn:aws:iam::123456789012:role/terraform\"\n}");
    let mut file = Body::new();
    file.comment(&yours("A role goes into it, and whatever else the provider takes."));
    file.block("provider \"aws\"", &provider);
    file.to_string()
}

fn backend() -> String {
    let mut file = Body::new();
    file.comment(&yours(
        "The state lies in a bucket, once secrets.sh of bootstrap has written it here, or you have. Until then it is a file\n\
         beside this one. Terraform 1.10 locks the state with use_lockfile; an older one takes dynamodb_table instead.",
    ))
    .comment(
        "terraform {\n  backend \"s3\" {\n    bucket       = \"example-terraform-state\"\n    key          = \
         \"openmercato/terraform.tfstate\"\n    region       = \"us-east-1\"\n    encrypt      = true\n    use_lockfile = true\n  }\n}",
    );
    file.to_string()
}

fn inputs_file(module: &Module, inputs: &Inputs) -> String {
    let mut set = Body::new();
    set_inputs(module, inputs, &mut set);
    let mut locals = Body::new();
    locals.attribute("inputs", set);
    let mut file = Body::new();
    file.comment(INPUTS_COMMENT).block("locals", &locals);
    file.to_string()
}

/// The inputs section by section, with the zones filled in, then the names that the module does not know: Terraform
/// refuses those by name.
fn set_inputs(module: &Module, inputs: &Inputs, body: &mut Body) {
    let zones = zones::prefilled(module, inputs);
    let value = |name: &str| inputs.get(name).or(zones.as_ref().filter(|_| name == input::AVAILABILITY_ZONES.name()));
    tfvars::write_sections(module, value, body);
    tfvars::write_unknown(module, inputs, body);
}

fn main(module: &Module, inputs: &Inputs) -> String {
    let mut contract = Body::new();
    contract
        .attribute("source", Value::from(format!("{SOURCE}/contract").as_str()))
        .blank()
        .attribute("inputs", Expression::raw(contract_inputs(module, inputs)))
        .attribute("names", Expression::raw("keys(local.inputs)"));
    let mut call = Body::new();
    call.attribute("source", Value::from(SOURCE)).blank();
    for variable in module.variables() {
        let given = format!("try(local.inputs.{}, null)", variable.name);
        let given = if variable.name == input::IMAGE.name() {
            format!("var.image != null ? var.image : {given}")
        } else if is_given_outside(variable, inputs) {
            format!("var.{}", variable.name)
        } else {
            given
        };
        call.attribute(&variable.name, Expression::raw(given));
    }
    let mut file = Body::new();
    file.comment(
        "What differs from root to root stands in inputs.tf, and as a sensitive variable what is given outside.\n\nThe module checks its inputs too, but at plan \
         alone. Called from here with the literal\nvalues, the contract refuses them at terraform validate.",
    )
    .block("module \"contract\"", &contract)
    .blank()
    .block(&format!("module \"{LABEL}\""), &call);
    file.to_string()
}

/// Whether the root has a variable for an input, since no file may hold its value.
fn is_given_outside(variable: &Variable, inputs: &Inputs) -> bool {
    variable.sensitive && inputs.get(&variable.name).is_some()
}

/// What the contract judges: the inputs, with what is given outside, of which Terraform knows nothing at validate.
fn contract_inputs(module: &Module, inputs: &Inputs) -> String {
    let given: Vec<_> = inputs.sensitive(module).map(|variable| format!("{0} = var.{0}", variable.name)).collect();
    if given.is_empty() { "local.inputs".into() } else { format!("merge(local.inputs, {{ {} }})", given.join(", ")) }
}

fn variables(module: &Module, inputs: &Inputs) -> String {
    let mut image = Body::new();
    image
        .attribute(
            "description",
            Value::from("Image to run in the place of the one in inputs.tf. A pipeline writes it into image.auto.tfvars, so that it stays."),
        )
        .attribute("type", Expression::raw("string"))
        .attribute("default", Expression::raw("null"));
    let mut file = Body::new();
    file.block("variable \"image\"", &image);
    for variable in inputs.sensitive(module) {
        let mut given = Body::new();
        given
            .attribute("description", Value::from(variable.description.as_str()))
            .attribute("type", Expression::raw(variable.ty.to_string()))
            .attribute("nullable", Value::from(false))
            .attribute("sensitive", Value::from(true));
        file.blank().block(&format!("variable \"{}\"", variable.name), &given);
    }
    file.to_string()
}

fn outputs(module: &Module) -> String {
    let mut file = Body::new();
    for output in module.outputs() {
        let mut body = Body::new();
        body.attribute("description", Value::from(output.description));
        body.attribute("value", Expression::raw(format!("module.{LABEL}.{}", output.name)));
        if output.sensitive {
            body.attribute("sensitive", Value::from(true));
        }
        file.blank().block(&format!("output \"{}\"", output.name), &body);
    }
    file.to_string()
}

#[cfg(test)]
mod tests {
    use super::{main, module_call, variables};
    use openmercato_ecs_module::{Inputs, Module};

    #[test]
    fn the_call_alone_holds_the_inputs() {
        let module = Module::embedded();
        let inputs = Inputs::new().with("name", "shop".into()).with("db_multi_az", true.into());
        let call = module_call(module, &inputs);
        let expected = [
            "module \"openmercato\" {",
            "source = \"../../modules/openmercato-ecs\"",
            "name = \"shop\"",
            "db_multi_az = true",
        ];
        for line in expected {
            assert!(call.lines().any(|written| written.trim() == line), "{line}: {call}");
        }
    }

    #[test]
    fn what_is_given_outside_is_a_variable_that_the_contract_knows() {
        let module = Module::embedded();
        let inputs = Inputs::new().with("redis_url", "redis://:hunter2@h:6379".into()).withheld(module);
        let [main, variables] = [main(module, &inputs), variables(module, &inputs)];
        assert!(main.contains("inputs = merge(local.inputs, { redis_url = var.redis_url })\n"), "{main}");
        assert!(
            main.lines().any(|line| line.trim_start().starts_with("redis_url ") && line.ends_with("= var.redis_url"))
        );
        assert!(main.lines().any(|line| line.ends_with("= try(local.inputs.database_url, null)")), "{main}");
        let (_, block) = variables.split_once("variable \"redis_url\" {\n").expect("a variable");
        assert!(block.contains("sensitive   = true") && !block.contains("default"), "{block}");
    }

    #[test]
    fn the_image_alone_can_be_given_to_the_root() {
        let main = main(Module::embedded(), &Inputs::new());
        let given: Vec<_> = main.lines().filter(|line| line.contains("var.image")).collect();
        let [given] = given.as_slice() else { panic!("{given:?}") };
        assert!(given.ends_with("= var.image != null ? var.image : try(local.inputs.image, null)"), "{given}");
        assert!(given.trim_start().starts_with("image "), "{given}");
    }
}
