//! Texts and archives as people bring them, with what is read of each.

use crate::{Import, Mark, NoteKind, SourceFile, read, read_pasted};
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
    let empty = "locals { inputs = { name = null } }";
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
    let expected = ["1: nothing of the file is read.", "3: the file nests more than 32 deep."];
    assert_eq!(noted(&file("a.tfvars", &deep)), expected);
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

#[test]
fn each_line_says_what_became_of_it() {
    let import = file("shop.tfvars", "name = \"shop\"\n\nenv = {\n  A = \"a\"\n  B = var.b\n}\ncolour = \"red\"\n");
    let import = import.admitted(Module::embedded());
    let lines: Vec<_> = import.lines(0).into_iter().map(|line| line.mark).collect();
    let left_out = Mark::Noted(NoteKind::LeftOut);
    assert_eq!(lines, [Mark::Taken, Mark::Silent, Mark::Taken, Mark::Taken, left_out, Mark::Silent, left_out]);
    let notes = &import.to_json()["notes"];
    assert_eq!(
        notes[1],
        serde_json::json!({
            "file": "shop.tfvars", "line": 7, "path": "colour", "kind": "left_out",
            "text": "colour is not an input of this module.",
        })
    );
}
