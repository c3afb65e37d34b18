//! Texts and archives as people bring them, with what is read of each.

use crate::{Import, MOST_PARTS, Mark, NoteKind, SourceFile, read, read_pasted};
use openmercato_ecs_delivery::{Bundle, Deployment};
use openmercato_ecs_module::{Inputs, Module};
use terraform_language::{Files, Value};

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
fn names_of_secrets_are_kept_unless_they_are_secrets() {
    let module = Module::embedded();
    let text =
        r#"secrets = { PAYMENT = "shop/payment", "" = "", JWT_SECRET = "", STRIPE = "sk_live_0123456789abcdef" }"#;
    let import = file("a.tfvars", text).admitted(module);
    assert_eq!(noted(&import).len(), 1, "{:?}", noted(&import));
    let secrets = import.inputs.get("secrets").expect("secrets");
    let kept = |name: &str| secrets.get(name).and_then(Value::as_str);
    assert_eq!([kept("PAYMENT"), kept(""), kept("JWT_SECRET")], [Some("shop/payment"), Some(""), Some("")]);
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

#[test]
fn lines_of_what_is_too_much_are_left_out_and_the_others_taken() {
    let entries: String = (0..600).map(|number| format!("  A{:03} = \"x\"\n", (number * 7) % 600)).collect();
    let import = file("shop.tfvars", &format!("env = {{\n{entries}}}\n")).admitted(Module::embedded());
    let kept = import.inputs.get("env").and_then(Value::entries).expect("entries");
    assert_eq!(kept.len(), 500);
    for line in &import.lines(0)[1..601] {
        let name = line.text.split_whitespace().next().unwrap_or_default();
        let expected = if kept.contains_key(name) { Mark::Taken } else { Mark::Noted(NoteKind::LeftOut) };
        assert_eq!(line.mark, expected, "{}", line.text);
    }
    let said: std::collections::BTreeSet<_> = import.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(said.into_iter().collect::<Vec<_>>(), ["env holds 600 entries; the first 500 are kept."]);
}

#[test]
fn environment_variables_of_a_file_are_taken_and_secrets_become_names() {
    let text = "\
# The shop.
export LOG_LEVEL=debug # as loud as it gets
GREETING=\"hello # there\\n$NAME\"
NAME='Anna'
SHOP=\"${NAME}'s shop\"
JWT_SECRET=\"hunter2-
second line\"
STRIPE=sk_live_abcdefgh12345678
DATABASE_URL=postgres://u:hunter2@db/shop
PORT=8080
HTTP_PROXY=${PROXY:-http://proxy:3128}
OPEN=${NOBODY}
LOG_LEVEL=info
what is this
";
    let import = file(".env.production", text).admitted(Module::embedded());
    let secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:openmercato";
    let expected = serde_json::json!({
        "container_port": 8080,
        "env": { "HTTP_PROXY": "http://proxy:3128", "LOG_LEVEL": "info", "NAME": "Anna", "SHOP": "Anna's shop" },
        "secrets": { "JWT_SECRET": format!("{secret}/jwt-secret-Ab12Cd"), "STRIPE": format!("{secret}/stripe-Ab12Cd") },
    });
    assert_eq!(import.inputs.to_json(), expected);
    let secret = |name: &str| {
        format!(
            "{name} looks like a secret: its value is not kept. secrets[{name:?}] names the secret that has to be made for it."
        )
    };
    let expected = [
        "1: a comment says nothing that an input could hold.",
        "2: LOG_LEVEL is left out here: what line 13 says counts.",
        "2: a comment says nothing that an input could hold.",
        "3: GREETING is left out: NAME has no value here.",
        &format!("6: {}", secret("JWT_SECRET")),
        &format!("8: {}", secret("STRIPE")),
        "9: DATABASE_URL is left out, and its value is not kept: the module makes what it leads to. Where that exists \
         already, set database_mode to \"external\", and database_url_secret_arn to the ARN of a secret that holds it.",
        "11: HTTP_PROXY has the default of PROXY; what that is given elsewhere is not known.",
        "12: OPEN is left out: NOBODY has no value here.",
        "14: what is this is left out: it sets no variable.",
    ];
    assert_eq!(noted(&import), expected);
    let shown: Vec<_> = import.lines(0).into_iter().map(|line| line.text).collect();
    assert_eq!(shown[5..9], ["JWT_SECRET=•••", "•••", "STRIPE=•••", "DATABASE_URL=•••"]);
}

/// All that could be shown of an import.
fn shown(import: &Import) -> String {
    format!("{import:?}{}", import.to_json())
}

#[test]
fn no_secret_of_any_format_is_shown() {
    let pasted = [
        ("", "TOKEN_OF=x\nAPI_KEY=hunter2-plain\nURL=redis://u:hunter2-url@h\n"),
        (
            ".env",
            "KEY=\"-----BEGIN RSA PRIVATE KEY-----\nhunter2body\n-----END RSA PRIVATE KEY-----\"\nJWT_SECRET: hunter2 \\\n",
        ),
        ("a.tfvars", "env = {\n  JWT_SECRET = \"hunter2-hcl\"\n  X = \"https://u:hunter2-web@h/\"\n}\n"),
        ("a.tfvars", "database_url = \"hunter2-url\"\nredis_url = <<E\nhunter2-here\nE\n"),
        ("a.tfvars", "secrets = { JWT_SECRET = \"hunter2-inline\" }\n"),
        ("a.tfvars", "web_service = { command = [\"run\", \"postgres://u:hunter2@h/d\"] }\n"),
        ("a.tfvars", "tags = { a = upper(var.b, \"hunter2\") }\npassword = \"hunter2-unknown\"\n"),
        (
            "a.tf",
            "variable \"db_password\" {\n  default = \"hunter2-default\"\n}\nlocals {\n  api_key = \"hunter2-local\"\n}\n",
        ),
        (
            "a.tf",
            "module \"rds\" {\n  source = \"terraform-aws-modules/rds/aws\"\n  password = \"hunter2-module\"\n}\n",
        ),
        ("a.tfvars.json", r#"{"env": {"JWT_SECRET": "hunter2-json"}, "apiKey": "hunter2-other"}"#),
        ("a.tfvars.json", r#"{"env": [{"name": "JWT_SECRET", "value": "hunter2-pair"}]}"#),
    ];
    for (name, text) in pasted {
        let import = file(name, text).admitted(Module::embedded());
        let left = shown(&import).replace("upper(var.b, \\\"hunter2\\\")", "");
        assert!(!left.contains("hunter2"), "{name}: {text}\n{left}");
    }
}

/// Terraform refuses it too: "Unterminated template string".
#[test]
fn a_heredoc_that_ends_with_the_file_is_refused() {
    let import = file("shop.tfvars", "name = <<E\nshop\nE");
    assert_eq!((import.inputs.clone(), import.has_left_out()), (Inputs::new(), true));
    assert_eq!(file("shop.tfvars", "name = <<E\nshop\nE\n").inputs, Inputs::new().with("name", "shop\n".into()));
}

/// Left out, they would be those of the table of the day on which the root is written again.
#[test]
fn zones_stay_where_they_are_those_of_the_table() {
    let inputs = Inputs::new().with("name", "shop".into()).with("aws_region", "eu-central-1".into());
    let deployment = Deployment::of(Module::embedded(), &inputs);
    let written = deployment.files().get(&format!("{}/inputs.tf", deployment.root())).unwrap_or_default().to_owned();
    assert!(written.contains("availability_zones"), "{written}");
    let read = file("inputs.tf", &written).admitted(Module::embedded()).inputs;
    assert!(read.get("availability_zones").is_some());
    let again = Deployment::of(Module::embedded(), &read);
    assert_eq!(again.files().get(&format!("{}/inputs.tf", again.root())), Some(written.as_str()));
}

#[test]
fn what_is_too_much_together_is_left_out_by_name() {
    let comment = format!("# {}\n", "x".repeat(crate::LARGEST - 3));
    let mut files: Vec<_> =
        (0..6).map(|number| SourceFile::new(format!("{number}.tfvars"), comment.as_str())).collect();
    files.push(SourceFile::new("small.tfvars", "name = \"shop\"\n"));
    let import = read(&files[..4]);
    assert!(!import.has_left_out(), "{:?}", noted(&import).len());
    let import = read(&files);
    assert_eq!(import.files.len(), 4);
    assert!(import.has_left_out());
    assert_eq!(
        noted(&import)[0],
        "0: 4.tfvars and 2 more files are left out: no more than 4194304 bytes of text are read together."
    );
}

/// One by one, each looked for in the whole of a line, these would take minutes.
#[test]
fn a_file_of_too_many_parts_is_named_once() {
    let lines = MOST_PARTS + 1;
    for (name, text, what) in [
        (".env", "A=1\n=\n".repeat(lines.div_ceil(2)), "lines"),
        ("docker-compose.yml", format!("services:\n{}", "  a: {b: c}\n".repeat(40_000)), "values"),
        ("main.tf", "a = 1\n".repeat(lines), "parts"),
    ] {
        let notes = noted(&file(name, &text));
        assert!(matches!(notes.as_slice(), [note] if note.contains(what)), "{name}: {:?}", notes.first());
    }
}

#[test]
fn thousands_of_secrets_on_one_line_are_masked_at_once() {
    let entries: Vec<_> = (0..5000).map(|number| format!(r#""A{number}_PASSWORD": "hunter2-{number}""#)).collect();
    let pairs = (0..5000).map(|number| format!(r#"{{"name": "A{number}_PASSWORD", "value": "hunter2-{number}"}}"#));
    let pairs: Vec<_> = pairs.collect();
    let sidecar = format!(r#"{{"name": "agent", "image": "a/agent", "environment": [{}]}}"#, pairs.join(", "));
    for text in [
        format!(r#"{{"env": {{{}}}}}"#, entries.join(", ")),
        format!(r#"[{{"name": "web", "image": "a/b:1", "portMappings": [{{"containerPort": 3000}}]}}, {sidecar}]"#),
    ] {
        let import = file("a.json", &text).admitted(Module::embedded());
        assert!(!shown(&import).contains("hunter2"));
    }
}

#[test]
fn a_verdict_has_secrets_and_what_is_shown_has_none() {
    let masked = file("a.tfvars", "database_url = \"postgres://u:hunter2@h/d\"\n").masked(Module::embedded());
    assert_eq!(masked.inputs.get("database_url"), Some(&"postgres://u:hunter2@h/d".into()));
    assert_eq!(masked.lines(0)[0].text, "database_url = \"•••\"");
}

#[test]
fn a_link_in_a_text_is_read() {
    let module = Module::embedded();
    let inputs = Inputs::new().with("name", "shop".into()).with("db_port", 5432.into());
    let link = openmercato_ecs_delivery::link::encode(module, &inputs);
    for text in [
        link.clone(),
        format!("https://host.example/#{link}"),
        format!("Hello,\nsee [it](https://x.example/#{link}).\n"),
    ] {
        for name in ["", "mail.txt"] {
            let import = file(name, &text).admitted(module);
            assert_eq!(import.inputs, inputs, "{text}");
            assert!(!import.has_left_out(), "{:?}", import.notes);
        }
    }
    let import = file("", &format!("#{}", &link[..link.len() - 9]));
    assert_eq!(noted(&import), ["1: The link is damaged: part of it is missing or changed."]);
}

#[test]
fn texts_of_windows_are_read() {
    let text = "name = \"café 🦀\"\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        [b"\xff\xfe".as_slice(), &little].concat(),
        [b"\xfe\xff".as_slice(), &big].concat(),
        little,
        big,
        [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
    ] {
        let import = read(&[SourceFile::new("a.tfvars", bytes)]);
        assert_eq!((import.inputs, import.notes), (Inputs::new().with("name", "café 🦀".into()), vec![]));
    }
    let said = |bytes: &[u8]| read(&[SourceFile::new("a.tfvars", bytes)]).notes.remove(0).text;
    assert_eq!(
        said(b"name = \"a\"\ntags = \"caf\xe9\"\n"),
        "line 2 of the file is not in UTF-8: save the file in that."
    );
    assert_eq!(said(b"\xff\xfea"), "the file is not whole: UTF-16 has two bytes for each character.");
    assert_eq!(said(b"\0\x01\x02"), "the file is neither text nor a zip.");
    assert_eq!(said(b"\x7fELF\x02\x01\x01\0\0\xff"), "the file is neither text nor a zip.");
}
