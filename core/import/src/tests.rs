//! Texts and archives as people bring them, with what is read of each.

use crate::{Import, SourceFile, read, read_pasted};
use openmercato_ecs_delivery::{Bundle, Deployment};
use openmercato_ecs_module::{Inputs, Module};
use terraform_language::Files;

fn file(name: &str, text: &str) -> Import {
    read(&[SourceFile::new(name, text)])
}

/// The notes, each with its line; 0 where there is none.
fn noted(import: &Import) -> Vec<String> {
    let line = |note: &crate::Note| note.lines.map_or(0, |lines| lines.first);
    import.notes.iter().map(|note| format!("{}: {}", line(note), note.text)).collect()
}

fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut all = Files::default();
    files.into_iter().for_each(|(path, text)| all.insert(path, text));
    Bundle::of(&all).bytes
}

#[test]
fn a_reference_is_noted_with_its_line() {
    let import = file(
        "main.tf",
        "module \"shop\" {\n  source = \"./openmercato-ecs\"\n  vpc_id = aws_vpc.main.id\n  name   = \"shop\"\n}\n",
    );
    assert_eq!(import.inputs.get("name"), Some(&"shop".into()));
    assert_eq!(import.notes.len(), 1);
    assert_eq!(import.notes[0].lines.map(|lines| lines.first), Some(3));
}

#[test]
fn what_is_literal_of_an_input_is_read() {
    let text = "\
# Ours
module \"shop\" {
  source = \"git::https://example.com/terraform-aws-openmercato-ecs.git//modules/openmercato-ecs?ref=v1\"
  web_service = {
cpu    = 512
memory = var.memory
env    = { A = \"a\", B = upper(\"b\"), (local.c) = \"c\" }
  }
  existing_vpc_endpoints = toset([\"logs\", aws_vpc_endpoint.s3.service_name])
  alb_idle_timeout       = -(var.least)
  count                  = 2
}
module \"other\" { source = \"../openmercato-ecs\" }
resource \"aws_vpc\" \"main\" {}
";
    let import = file("main.tf", text);
    let expected = r#"{"existing_vpc_endpoints":["logs"],"web_service":{"cpu":512,"env":{"A":"a"}}}"#;
    assert_eq!(import.inputs.to_json().to_string(), expected);
    assert_eq!(
        noted(&import),
        [
            "6: web_service.memory is left empty: var.memory is a reference, whose value stands elsewhere.",
            "7: web_service.env.B is left empty: upper(\"b\") is a function's result, made only when Terraform runs.",
            "7: web_service.env: the key is computed, so its entry is left out.",
            "9: existing_vpc_endpoints[1] is left empty: aws_vpc_endpoint.s3.service_name is a reference, whose \
             value stands elsewhere.",
            "10: alb_idle_timeout is left empty: -(var.least) is an expression, computed only when Terraform runs.",
            "11: count is left out: one deployment is read.",
            "13: the block module other is left out: the inputs of module shop were read.",
            "14: the block resource aws_vpc holds no inputs of the module.",
        ]
    );
}

#[test]
fn what_is_computed_of_what_is_written_out_is_read() {
    let text = "\
db_port          = 3000 + 1
alb_idle_timeout = true ? -(-60) : 4
tags = {
  a          = \"1\"
  a          = \"2\"
  null       = \"yes\"
  (\"b\")      = \"${\"3\"}\"
  \"${\"c\"}d\" = 1 / 0
}
";
    let import = file("shop.tfvars", text);
    let expected = r#"{"alb_idle_timeout":60,"db_port":3001,"tags":{"a":"2","b":"3","null":"yes"}}"#;
    assert_eq!(import.inputs.to_json().to_string(), expected);
    assert_eq!(
        noted(&import),
        ["8: tags.cd is left empty: 1 / 0 is an expression, computed only when Terraform runs."]
    );
}

#[test]
fn json_of_what_is_written_out_is_read() {
    let text = "web_service = { sidecars = [\n  jsonencode({ name = \"agent\", image = \"agent:1\", cpu = 64 }),\n  \
                jsonencode({ name = \"router\", image = var.image }),\n] }\n";
    let import = file("shop.tfvars", text);
    let expected = r#"{"web_service":{"sidecars":["{\"cpu\":64,\"image\":\"agent:1\",\"name\":\"agent\"}"]}}"#;
    assert_eq!(import.inputs.to_json().to_string(), expected);
    let left_out = "3: web_service.sidecars[1] is left empty: jsonencode({ name = \"router\", image = var.image }) is a \
                    function's result, made only when Terraform runs.";
    assert_eq!(noted(&import), [left_out]);
}

#[test]
fn an_archive_gives_its_deployment() {
    let inputs = Inputs::new().with("name", "shop".into()).with("db_port", 5432.into());
    let bundle = Deployment::of(Module::embedded(), &inputs).bundle();
    let import = read(&[SourceFile::new("shop.zip", bundle.bytes.clone())]);
    assert_eq!((import.inputs, import.notes), (inputs, Vec::new()));
    assert_eq!(read(&[SourceFile::new("cut.zip", &bundle.bytes[..1000])]).notes.len(), 1);
}

#[test]
fn hostile_texts_come_back_as_they_were() {
    let hostile = "\"}\n${x} %{if true} </script> ]]> `whoami` 🦀";
    let json = serde_json::json!({ "name": "shop", "image": hostile, "env": { hostile: hostile } });
    let inputs = Inputs::from_json(&json).expect("an object");
    let deployment = Deployment::of(Module::embedded(), &inputs);
    let text = deployment.files().get(&format!("{}/inputs.tf", deployment.root())).unwrap_or_default();
    assert_eq!(file("inputs.tf", text).inputs, inputs);
}

#[test]
fn an_archive_that_is_ambiguous_or_too_large_is_refused_with_the_reason() {
    let [one, two] = ["deployments/one/inputs.tf", "deployments/two/inputs.tf"];
    let large = "#".repeat(2 << 20);
    let said = |files: &[(&str, &str)]| {
        let import = read(&[SourceFile::new("shop.zip", zipped(files.iter().copied()))]);
        assert_eq!(import.inputs, Inputs::new());
        import.notes.into_iter().map(|note| note.text).collect::<Vec<_>>()
    };
    let empty = "locals { inputs = {} }";
    assert_eq!(
        said(&[(one, empty), (two, empty)]),
        [format!("TOP/{two} is left out: TOP/{one} was read.").replace("TOP", openmercato_ecs_delivery::bundle::TOP)]
    );
    assert_eq!(said(&[(one, &large)]), ["the file has 2097152 bytes, more than the 1048576 that are read."]);
}

#[test]
fn pasted_json_is_known_by_its_brace() {
    assert_eq!(read_pasted(" {\"name\": \"shop\"}").inputs, Inputs::new().with("name", "shop".into()));
}

#[test]
fn a_secret_is_left_out_and_said_so() {
    let import = file("a.tfvars", "database_url = \"postgres://u:p@h/d\"\n");
    let import = import.admitted(Module::embedded());
    let given = Inputs::new().with("database_url", "postgres://u:p@h/d".into());
    assert_eq!(import.inputs, given.withheld(Module::embedded()));
    let [said] = noted(&import).try_into().unwrap_or_else(|said| panic!("{said:?}"));
    assert!(said.starts_with("1: The value of database_url is left out: it is given outside"), "{said}");
}

#[test]
fn what_nests_too_deep_is_named_with_its_line() {
    let deep = format!("name = \"shop\"\ntags = {{\n  a = {}\n}}\n", "[".repeat(40));
    assert_eq!(noted(&file("a.tfvars", &deep)), ["3: the file nests more than 32 deep."]);
}

#[test]
fn hostile_files_are_refused() {
    for text in
        ["[", "a = (", "a = !", "a = \"${", "a = <<E\n${", "a = x ? ", "{\"a\":", "\u{0}{"].map(|t| t.repeat(5_000))
    {
        for text in [text.as_str(), &format!("a = {}", text.replace("a = ", ""))] {
            assert_eq!(file("a.tfvars", text).inputs, Inputs::new());
            assert_eq!(file("a.tfvars.json", text).inputs, Inputs::new());
        }
    }
}
