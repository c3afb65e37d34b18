//! The binary, run as people and pipelines run it.

use openmercato_ecs_core::cost::{Assumption, Assumptions, Bounds};
use openmercato_ecs_core::{Bundle, Deployment, Inputs, Module, preset};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openmercato-ecs"));
    command.args(arguments).output().unwrap_or_else(|error| panic!("{error}"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a command prints that ends with this status.
fn printed(status: i32, arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn json(status: i32, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(status, arguments)).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"))
}

fn write(folder: &TempDir, name: &str, contents: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, contents).unwrap_or_else(|error| panic!("{error}"));
    path.to_string_lossy().into_owned()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_string_lossy().into_owned()
}

const WRONG: &str = "name = \"Shop\"\naws_region = \"eu-central-1\"\nimage = \"a/b:1\"\ncolour = \"red\"\n";

#[test]
fn check_names_the_rule_that_refuses() {
    let folder = folder();
    let file = write(&folder, "shop.tfvars", WRONG);
    let shown = printed(1, &["check", "--inputs", &file]);
    assert!(shown.contains("Terraform refuses: name: "), "{shown}");
    assert!(shown.contains("Will hurt (uploads_on_task_disk): uploads_mode: "), "{shown}");
    assert!(shown.contains("  --> infra/terraform/modules/openmercato-ecs/variables.tf:"), "{shown}");
    assert!(shown.contains("colour"), "{shown}");
}

#[test]
fn check_counts_each_level_and_names_what_is_to_be_filled_in() {
    let shown = printed(0, &["check", "--preset", "minimal-managed"]);
    let end = "Terraform refuses: 0. Will not work: 1. Will hurt: 0. To fill in: 3. 59 resources.\n";
    assert!(shown.ends_with(end), "{shown}");
    assert!(shown.contains("To fill in: secrets[\"JWT_SECRET\"]\n"), "{shown}");
}

#[test]
fn check_as_json_has_path_file_and_line() {
    let folder = folder();
    let file = write(&folder, "shop.tfvars", WRONG);
    let checked = json(1, &["check", "--inputs", &file, "--format", "json"]);
    let diagnostics = checked["diagnostics"].as_array().map_or(&[][..], Vec::as_slice);
    let name = diagnostics.iter().find(|diagnostic| diagnostic["path"] == "name");
    let name = name.unwrap_or_else(|| panic!("{checked}"));
    assert_eq!((&name["severity"], &name["file"]), (&"error".into(), &"variables.tf".into()));
    assert!(name["line"].as_u64().is_some_and(|line| line > 0));
}

#[test]
fn check_judges_a_plaintext_url_as_terraform_does_and_prints_it_nowhere() {
    let folder = folder();
    let file =
        write(&folder, "a.tfvars", &WRONG.replace("colour = \"red\"", "database_url = \"postgres://u:hunter2@h/d\""));
    let output = run(&["check", "--inputs", &file]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout) + &text(&output.stderr);
    assert!(shown.contains("database_url") && !shown.contains("hunter2"), "{shown}");
    for command in [&["import"][..], &["link", "encode", "--inputs"], &["diff", "minimal-managed"]] {
        let output = run(&[command, &[file.as_str()]].concat());
        assert!(!text(&output.stdout).contains("hunter2"));
    }
}

#[test]
fn a_link_that_holds_more_than_is_read_is_no_success() {
    let inputs = preset::find("split-workers-managed").expect("the preset").inputs.clone();
    let worker = |number: usize| (format!("w{number:03}").into(), openmercato_ecs_core::Value::object::<&str>([]));
    let many = inputs
        .with("worker_services", openmercato_ecs_core::Value::object::<std::sync::Arc<str>>((0..999).map(worker)));
    let link = openmercato_ecs_core::link::encode(Module::embedded(), &many);
    for command in [&["check", "--link"][..], &["plan", "--link"], &["cost", "--link"], &["link", "decode"]] {
        let output = run(&[command, &[link.as_str()]].concat());
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert_eq!(text(&output.stderr), "note: worker_services holds 999 entries; the first 500 are kept.\n");
    }
}

#[test]
fn what_is_too_much_together_is_refused_with_the_limit() {
    let folder = folder();
    let files: Vec<_> = (0..501).map(|number| write(&folder, &format!("{number}.tfvars"), "")).collect();
    let files: Vec<_> = std::iter::once("import").chain(files.iter().map(String::as_str)).collect();
    let output = run(&files);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr), "error: there are more than 500 files, the most that are read together.\n");
    let large = write(&folder, "large.zip", &" ".repeat(6_000_000));
    let output = run(&["import", &large, &large, &large]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "error: the files have more than 16000000 bytes, the most that are read together.\n"
    );
}

#[test]
fn standard_input_is_a_file_of_inputs() {
    let folder = folder();
    let file = write(&folder, "a.tfvars", WRONG);
    let (check, inputs) = (["check", "--inputs"], std::fs::File::open(&file).unwrap_or_else(|error| panic!("{error}")));
    let mut command = Command::new(env!("CARGO_BIN_EXE_openmercato-ecs"));
    let output = command.args(check).arg("-").stdin(inputs).output().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), printed(1, &[check[0], check[1], &file]));
}

#[test]
fn a_name_that_is_nearly_right_is_named_and_printed() {
    let near = openmercato_ecs_core::Inputs::new().with("name", "shop".into()).with("container_prot", 3000.into());
    let link = openmercato_ecs_core::link::encode(Module::embedded(), &near);
    let folder = folder();
    let file = write(&folder, "a.tfvars", "name = \"shop\"\ncontainer_prot = 3000\n");
    for command in [&["link", "decode", &link][..], &["import", &file]] {
        let output = run(command);
        let said = text(&output.stderr);
        assert!(said.contains("the module has no input container_prot; container_port is near."), "{said}");
        let expected = "# Basics\nname = \"shop\"\n\n# Not inputs of this module\ncontainer_prot = 3000\n";
        assert_eq!(text(&output.stdout), expected);
    }
}

#[test]
fn plan_has_the_shape_of_terraforms() {
    let plan = json(0, &["plan", "--preset", "minimal-managed", "--format", "json"]);
    let resources = plan["planned_values"]["root_module"]["resources"].as_array().expect("resources");
    let balancer = resources.iter().find(|resource| resource["address"] == "aws_lb.this").expect("the load balancer");
    assert_eq!([&balancer["mode"], &balancer["type"], &balancer["name"]], ["managed", "aws_lb", "this"]);
    assert_eq!(balancer["values"]["idle_timeout"], 60);
    let change = plan["resource_changes"].as_array().and_then(|changes| {
        changes.iter().find(|change| change["address"] == "aws_ecs_service.web").map(|change| &change["change"])
    });
    let change = change.expect("the service");
    assert_eq!(change["actions"], serde_json::json!(["create"]));
    assert_eq!(change["after_unknown"]["task_definition"], true);
    assert_eq!(change["after"]["launch_type"], "FARGATE");
}

#[test]
fn plan_is_written_as_terraform_writes_it() {
    let plan = printed(0, &["plan", "--preset", "minimal-managed"]);
    for part in [
        "  # aws_lb.this will be created\n  + resource \"aws_lb\" \"this\" {\n      + drop_invalid_header_fields = true\n",
        "          + (known after apply), # aws_security_group.alb.id\n        ]\n",
        "      + container_definitions    = jsonencode(\n            [\n              + {\n",
        "value = \"http://${aws_lb.this.dns_name}\" # aws_lb.this.dns_name\n",
        " to add, 0 to change, 0 to destroy.\n",
    ] {
        assert!(plan.contains(part), "{part}");
    }
}

#[test]
fn env_shows_layers() {
    let shown = printed(0, &["env", "--preset", "split-workers-managed"]);
    assert!(shown.contains("AUTO_SPAWN_WORKERS = false  (plain, forced)"), "{shown}");
    assert!(shown.contains("(secret, base)"), "{shown}");
}

#[test]
fn arguments_that_cannot_be_used_give_two() {
    for arguments in [
        &["check"][..],
        &["check", "--preset", "none-such"],
        &["check", "--inputs", "/no/such/file.tfvars"],
        &["check", "--preset", "minimal-managed", "--inputs", "a.tfvars"],
        &["verify", "/no/such/file.zip"],
        &["link", "decode", "v1.broken!"],
        &["nonsense"],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).starts_with("error: ") || text(&output.stderr).starts_with("note: "));
    }
}

#[test]
fn emit_writes_what_bundle_packs() {
    let folder = folder();
    let (out, zip) = (path(&folder, "out"), path(&folder, "shop.zip"));
    printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
    let hash = printed(0, &["bundle", "--preset", "minimal-managed", "--out", &zip]);
    assert_eq!(hash.split_whitespace().next().map(str::len), Some(64));
    let bytes = std::fs::read(&zip).unwrap_or_else(|error| panic!("{error}"));
    let files = Bundle::unpack(&bytes).unwrap_or_default();
    assert!(files.len() > 50);
    for (name, packed) in files.iter() {
        let written = std::fs::read_to_string(Path::new(&out).join(name)).unwrap_or_default();
        assert!(written == packed, "{name}");
    }
}

const SHOP: &str = "infra/terraform/deployments/shop";
const ALB: &str = "infra/terraform/modules/openmercato-ecs/alb.tf";

/// A folder with the archive of a preset, to be edited, and its path.
fn emitted() -> (TempDir, String) {
    let folder = folder();
    let out = path(&folder, "out");
    printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
    (folder, out)
}

fn read(out: &str, name: &str) -> String {
    std::fs::read_to_string(Path::new(out).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn edit(out: &str, name: &str, edit: impl FnOnce(&str) -> String) {
    let text = edit(&read(out, name));
    std::fs::write(Path::new(out).join(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Every file below a folder with its text.
fn files_of(out: &str) -> std::collections::BTreeMap<std::path::PathBuf, String> {
    let mut folders = vec![std::path::PathBuf::from(out)];
    let mut files = std::collections::BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => drop(files.insert(path.clone(), std::fs::read_to_string(path).expect("text"))),
            }
        }
    }
    files
}

#[test]
fn emit_over_edits_names_them_and_writes_nothing_unless_forced() {
    let (_folder, out) = emitted();
    edit(&out, ALB, |text| text.replace("idle_timeout ", "idle_timeout  "));
    edit(&out, "LICENSE", |_| "none\n".into());
    let before = files_of(&out);
    let shown = printed(1, &["emit", "--preset", "complete", "--out", &out]);
    for part in
        [&*format!("edited: {ALB}\n"), "edited: LICENSE\n", "  -none\n", "Nothing was written: 2 files were edited"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(files_of(&out), before);
    let said = json(1, &["emit", "--preset", "complete", "--out", &out, "--format", "json"]);
    assert_eq!((&said["edited"], &said["is_written"]), (&serde_json::json!(["LICENSE", ALB]), &false.into()));

    let shown = printed(0, &["emit", "--preset", "complete", "--out", &out, "--force"]);
    assert!(shown.contains("edited: LICENSE\n  @@") && shown.contains("  -none\n"), "{shown}");
    assert!(read(&out, "LICENSE").starts_with("MIT License"));
    assert!(read(&out, &format!("{SHOP}/inputs.tf")).contains("worker_services"));
}

#[test]
fn emit_keeps_what_is_written_once() {
    let (_folder, out) = emitted();
    let own = ["backend.tf", "providers.tf", "versions.tf"].map(|name| format!("{SHOP}/{name}"));
    let own: Vec<_> =
        own.into_iter().chain(["infra/terraform/bootstrap/inputs.tf".into(), "CODEOWNERS".into()]).collect();
    own.iter().for_each(|name| edit(&out, name, |_| format!("# mine: {name}\n")));
    let extra = format!("{SHOP}/extra.tf");
    std::fs::write(Path::new(&out).join(&extra), "# more\n").expect("written");
    let shown = printed(0, &["emit", "--preset", "complete", "--out", &out, "--force"]);
    for name in &own {
        assert_eq!(read(&out, name), format!("# mine: {name}\n"));
        assert!(shown.contains(&format!("kept, since it is yours: {name}\n")), "{shown}");
    }
    assert_eq!(read(&out, &extra), "# more\n");
}

/// Makes a folder that of another version: what stands in it, of which its manifest says that it was written so.
fn made_older(out: &str) {
    edit(out, ALB, |text| text.replace("drop_invalid_header_fields = true", "drop_invalid_header_fields = false"));
    edit(out, "CHANGELOG.md", |_| "# Changelog\n\n## [0.0.9]\n".into());
    edit(out, "SHA256SUMS", |text| {
        let mut files = openmercato_ecs_core::Files::default();
        [ALB, "CHANGELOG.md"].iter().for_each(|name| files.insert(*name, read(out, name)));
        let older = openmercato_ecs_core::Manifest::of(&files).to_text("");
        let is_same = |line: &&str| !line.ends_with(ALB) && !line.ends_with("CHANGELOG.md");
        text.lines().filter(is_same).chain(older.lines().skip(1)).map(|line| format!("{line}\n")).collect()
    });
}

/// The zip of a folder.
fn zipped(out: &str, zip: &str) {
    let mut files = openmercato_ecs_core::Files::default();
    for (path, text) in files_of(out) {
        files.insert(path.strip_prefix(out).expect("in the folder").to_string_lossy().into_owned(), text);
    }
    std::fs::write(zip, Bundle::of(&files).bytes).expect("written");
}

#[test]
fn upgrade_keeps_edits_and_says_what_is_new_and_what_terraform_will_do() {
    let (folder, out) = emitted();
    made_older(&out);
    let [backend, inputs] = ["backend.tf", "inputs.tf"].map(|name| format!("{SHOP}/{name}"));
    edit(&out, &backend, |_| "# mine\n".into());
    edit(&out, &inputs, |text| text.replace("desired_count = 1", "desired_count = 2 # for the fair"));
    edit(&out, "LICENSE", |_| "none\n".into());
    let [older, newer] = ["older.zip", "newer.zip"].map(|name| path(&folder, name));
    zipped(&out, &older);

    let before = files_of(&out);
    let shown = printed(1, &["upgrade", &out, "--dry-run"]);
    for part in [
        &*format!("{SHOP}: made by version {}; this is {}.\n", Module::VERSION, Module::VERSION),
        "  ~ aws_lb.this: drop_invalid_header_fields\n  Plan: 0 to add, 1 to change, 0 to destroy.\n",
        "New in the module: Unreleased, Added\n  - ",
        "kept as you edited it: LICENSE\n  @@",
        &*format!("kept, since it is yours: {backend}\n"),
        &*format!("kept, since it is yours: {inputs}\n"),
        "Nothing was written.\n",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert_eq!(files_of(&out), before);

    printed(1, &["upgrade", &out]);
    assert_eq!((&*read(&out, "LICENSE"), &*read(&out, &backend)), ("none\n", "# mine\n"));
    assert!(read(&out, &inputs).contains("desired_count = 2 # for the fair"));
    assert!(read(&out, ALB).contains("drop_invalid_header_fields = true"));
    printed(1, &["upgrade", &older, "--out", &newer]);
    let bytes = std::fs::read(&newer).expect("a zip");
    let unpacked = Bundle::unpack(&bytes).expect("an archive");
    for (path, text) in files_of(&out) {
        let path = path.strip_prefix(&out).expect("in the folder").to_string_lossy().into_owned();
        assert_eq!(unpacked.get(&path), Some(&*text), "{path}");
    }

    printed(0, &["upgrade", &out, "--force"]);
    assert!(read(&out, "LICENSE").starts_with("MIT License"));
    let said = json(0, &["upgrade", &out, "--format", "json"]);
    assert_eq!(
        (&said["files"]["edited"], &said["news"], &said["is_written"]),
        (&serde_json::json!([]), &serde_json::json!([]), &true.into())
    );
    assert_eq!(said["deployments"][0]["changes"]["resource_changes"], serde_json::json!([]));
}

#[test]
fn upgrade_without_a_manifest_takes_nothing_for_unedited() {
    let (_folder, out) = emitted();
    made_older(&out);
    for name in ["SHA256SUMS".to_owned(), format!("{SHOP}/SHA256SUMS")] {
        std::fs::remove_file(Path::new(&out).join(name)).expect("removed");
    }
    let shown = printed(1, &["upgrade", &out, "--dry-run"]);
    assert!(shown.contains("No SHA256SUMS says how the files were written"), "{shown}");
    assert!(shown.contains(&format!("kept as you edited it: {ALB}\n")), "{shown}");
    assert!(shown.contains("Plan: 0 to add, 0 to change, 0 to destroy."), "{shown}");
    let before = files_of(&out);
    assert!(printed(1, &["upgrade", &out]).ends_with("Nothing was written.\n"));
    assert_eq!(files_of(&out), before);
    printed(0, &["upgrade", &out, "--force"]);
    assert!(read(&out, ALB).contains("drop_invalid_header_fields = true"));
}

#[test]
fn upgrade_refuses_what_cannot_be_upgraded() {
    let (folder, out) = emitted();
    let zip = path(&folder, "a.zip");
    zipped(&out, &zip);
    let said = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stdout));
        text(&output.stderr)
    };
    assert!(said(&["upgrade", &zip]).contains("--dry-run"));
    assert!(said(&["upgrade", &zip, "--out", &zip]).contains("is the older archive"));
    assert!(said(&["upgrade", &out, "--out", &zip]).contains("is a folder"));
    let empty = path(&folder, "");
    assert!(said(&["upgrade", &empty]).contains("there is no infra/terraform/deployments/"));
    let inputs = write(&folder, "shop.tfvars", "name = \"shop\"\n");
    assert!(said(&["upgrade", &inputs, "--dry-run"]).contains("is no zip"));
}

/// What a program of another version wrote is no edit, whatever it says; what it wrote and this one does not, goes.
#[test]
fn emit_over_another_versions_files_loses_edits_alone() {
    let (_folder, out) = emitted();
    let sum_of = |text: &str| {
        let mut files = openmercato_ecs_core::Files::default();
        files.insert("x", text);
        openmercato_ecs_core::Manifest::of(&files).to_text("").lines().last().map(|line| line[..64].to_owned())
    };
    let [old, kept] = ["# of last year\n", "# edited since\n"];
    let old_sum = sum_of(old).expect("a sum");
    edit(&out, ALB, |_| old.into());
    for name in ["infra/old/gone.tf", "infra/old/edited.tf"] {
        std::fs::create_dir_all(Path::new(&out).join("infra/old")).expect("a folder");
        std::fs::write(Path::new(&out).join(name), old).expect("written");
    }
    edit(&out, "SHA256SUMS", |text| {
        let others = text.lines().filter(|line| !line.ends_with(ALB)).map(|line| format!("{line}\n"));
        let old = ["infra/old/gone.tf", "infra/old/edited.tf", ALB].map(|name| format!("{old_sum}  {name}\n"));
        others.chain(old).collect()
    });
    edit(&out, "infra/old/edited.tf", |_| kept.into());
    let shown = printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
    assert!(shown.contains("removed, since there is no such file any more: infra/old/gone.tf\n"), "{shown}");
    assert!(shown.contains("left, since it was edited, though there is no such file any more: infra/old/edited.tf\n"));
    assert!(read(&out, ALB).contains("aws_lb"));
    assert_eq!(read(&out, "infra/old/edited.tf"), kept);
    assert!(!Path::new(&out).join("infra/old/gone.tf").exists());
}

#[test]
fn emit_without_a_manifest_asks_the_folders_own_link() {
    let (_folder, out) = emitted();
    let manifests = ["SHA256SUMS".to_owned(), format!("{SHOP}/SHA256SUMS")];
    let remove = || manifests.iter().for_each(|name| drop(std::fs::remove_file(Path::new(&out).join(name))));
    remove();
    printed(0, &["emit", "--preset", "complete", "--out", &out]);
    assert!(manifests.iter().all(|name| Path::new(&out).join(name).exists()));
    remove();
    edit(&out, ALB, |text| format!("{text}# mine\n"));
    assert!(printed(1, &["emit", "--preset", "complete", "--out", &out]).contains(&format!("edited: {ALB}\n")));

    let stranger = folder();
    write(&stranger, "README.md", "# Mine\n");
    let out = stranger.path().to_string_lossy().into_owned();
    let shown = printed(1, &["emit", "--preset", "complete", "--out", &out]);
    assert!(shown.contains("edited: README.md\n") && shown.contains("Nothing was written: 1 file"), "{shown}");
    assert_eq!(files_of(&out).len(), 1);
}

#[test]
fn inputs_that_were_edited_go_on_where_they_are_the_source() {
    let (_folder, out) = emitted();
    let inputs = format!("{SHOP}/inputs.tf");
    edit(&out, &inputs, |text| text.replace("desired_count = 1", "desired_count =      2"));
    let shown = printed(1, &["emit", "--preset", "minimal-managed", "--out", &out]);
    let file = Path::new(&out).join(&inputs).to_string_lossy().into_owned();
    assert!(shown.contains(&format!("Choices in inputs.tf are kept by --inputs {file}.")), "{shown}");
    printed(0, &["emit", "--inputs", &file, "--out", &out]);
    assert!(read(&out, &inputs).contains("desired_count = 2"));
    edit(&out, &inputs, |text| text.replace("desired_count = 2", "desired_count = 2 # for the fair"));
    assert!(
        printed(1, &["emit", "--inputs", &file, "--out", &out]).contains("-      desired_count = 2 # for the fair")
    );
}

#[test]
fn another_deployment_in_the_folder_stays_as_it_was() {
    let (folder, out) = emitted();
    let before = read(&out, &format!("{SHOP}/inputs.tf"));
    let store = read(&out, &format!("{SHOP}/inputs.tf")).replace("\"shop\"", "\"store\"");
    let store = write(&folder, "inputs.tf", &store);
    let shown = printed(0, &["emit", "--inputs", &store, "--out", &out]);
    assert!(shown.contains(&format!("another deployment, as it was: {SHOP}\n")), "{shown}");
    assert!(shown.contains("start in infra/terraform/deployments/store\n"), "{shown}");
    assert_eq!(read(&out, &format!("{SHOP}/inputs.tf")), before);
    printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_lead_no_write_out_of_it() {
    let (folder, out) = emitted();
    let outside = write(&folder, "outside.tf", "# theirs\n");
    let at = |name: &str| Path::new(&out).join(name);
    let link = |name: &str, to: &str| {
        let _ = std::fs::remove_file(at(name));
        let _ = std::fs::remove_dir_all(at(name));
        std::os::unix::fs::symlink(to, at(name)).expect("a link");
    };
    // What is written once may be one: it stays.
    link(&format!("{SHOP}/backend.tf"), &outside);
    printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
    link("LICENSE", &outside);
    for arguments in [
        &["emit", "--preset", "complete", "--out", &out][..],
        &["emit", "--preset", "complete", "--force", "--out", &out],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("LICENSE is a link, which may lead out of"), "{}", text(&output.stderr));
    }
    std::fs::remove_file(at("LICENSE")).expect("removed");
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).expect("a folder");
    link("infra/terraform/modules", &elsewhere.to_string_lossy());
    let output = run(&["emit", "--preset", "complete", "--force", "--out", &out]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_dir(&elsewhere).expect("a folder").count(), 0);
    assert_eq!(std::fs::read_to_string(&outside).expect("read"), "# theirs\n");
}

#[test]
fn a_failure_in_the_middle_is_named_and_can_be_repeated() {
    let (folder, out) = emitted();
    let contract = Path::new(&out).join("infra/terraform/modules/openmercato-ecs/contract");
    std::fs::remove_dir_all(&contract).expect("removed");
    std::fs::write(&contract, "in the way").expect("written");
    let output = run(&["emit", "--preset", "complete", "--out", &out]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("contract/") && said.contains("do the same again."), "{said}");
    let inputs = format!("{SHOP}/inputs.tf");
    assert!(read(&out, &inputs).contains("worker_services"), "what comes before it is written");
    std::fs::remove_file(&contract).expect("removed");
    printed(0, &["emit", "--preset", "complete", "--out", &out]);
    let fresh = path(&folder, "fresh");
    printed(0, &["emit", "--preset", "complete", "--out", &fresh]);
    let own = Path::new("infra/terraform/bootstrap/inputs.tf");
    for (path, text) in files_of(&fresh) {
        let path = path.strip_prefix(&fresh).expect("below it");
        assert!(path == own || read(&out, &path.to_string_lossy()) == text, "{}", path.display());
    }
}

#[test]
fn the_order_of_the_inputs_changes_no_byte() {
    let folder = folder();
    let one = write(&folder, "one.tfvars", "name = \"shop\"\nenv = {\n  A = \"1\"\n  B = \"2\"\n}\n");
    let other = write(&folder, "other.tfvars.json", r#"{"env": {"B": "2", "A": "1"}, "name": "shop"}"#);
    let hashes = [one, other].map(|file| {
        let zip = path(&folder, "a.zip");
        json(1, &["bundle", "--inputs", &file, "--out", &zip, "--format", "json"])
    });
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn verify_names_the_files_that_were_touched() {
    let folder = folder();
    let zip = path(&folder, "shop.zip");
    printed(0, &["bundle", "--preset", "external-dependencies", "--out", &zip]);
    assert_eq!(printed(0, &["verify", &zip]), "The archive is what its link makes.\n");

    let bytes = std::fs::read(&zip).unwrap_or_else(|error| panic!("{error}"));
    let mut files = Bundle::unpack(&bytes).unwrap_or_default();
    files.insert("LICENSE", "none");
    files.insert("more.txt", "");
    let touched = path(&folder, "touched.zip");
    let bytes = Bundle::of(&files).bytes;
    std::fs::write(&touched, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(printed(1, &["verify", &touched]), "changed  LICENSE\nadded  more.txt\n");
}

#[test]
fn links_archives_and_files_of_variables_say_the_same() {
    let folder = folder();
    let link = printed(0, &["link", "encode", "--preset", "existing-network-with-dns-waf"]);
    let variables = printed(0, &["link", "decode", &format!("https://example.com/{}", link.trim())]);
    let file = write(&folder, "shop.tfvars", &variables);
    let zip = path(&folder, "shop.zip");
    printed(0, &["bundle", "--link", link.trim(), "--out", &zip]);
    assert_eq!(printed(0, &["import", &zip]), variables);
    assert_eq!(printed(0, &["import", &file]), variables);
    assert_eq!(printed(0, &["link", "encode", "--inputs", &file]), link);
    assert_eq!(printed(0, &["diff", "existing-network-with-dns-waf", &file]), "");
}

#[test]
fn diff_shows_inputs_and_resources() {
    let difference = json(0, &["diff", "minimal-managed", "external-dependencies", "--format", "json"]);
    let removed = difference["removed"].as_array().map_or(&[][..], Vec::as_slice);
    assert!(removed.contains(&"aws_db_instance.this[0]".into()), "{difference}");
}

#[test]
fn diff_says_what_terraform_does_to_a_deployment_that_runs() {
    let folder = folder();
    let file = |name: &str, engine: &str, class: &str| {
        let inputs = serde_json::json!({
            "name": "shop", "aws_region": "eu-central-1", "image": "ghcr.io/acme/mercato:1.4.2",
            "domain_name": "shop.example.com", "dns_mode": "route53", "hosted_zone_id": "Z0123456789ABCDEFGHIJ",
            "db_instance_class": class, "alb_internal": engine == "internal",
        });
        write(&folder, name, &inputs.to_string())
    };
    let [old, larger, internal] = [
        file("old.tfvars.json", "public", "db.t4g.medium"),
        file("larger.tfvars.json", "public", "db.t4g.large"),
        file("internal.tfvars.json", "internal", "db.t4g.medium"),
    ];
    assert_eq!(printed(0, &["diff", "--running", &old, &old]), "Plan: 0 to add, 0 to change, 0 to destroy.\n");

    let shown = printed(0, &["diff", "--running", &old, &larger, "--refuse", "replace"]);
    assert!(shown.contains("~ aws_db_instance.this[0]: instance_class\n    in the maintenance window: "), "{shown}");

    let shown = printed(1, &["diff", "--running", &old, &internal, "--refuse", "replace"]);
    assert!(shown.contains("-/+ aws_lb.this: replaced, forced by internal\n    outage: "), "{shown}");
    let changes = json(0, &["diff", "--running", &old, &internal, "--format", "json"]);
    let changes = changes["resource_changes"].as_array().expect("changes");
    let balancer = changes.iter().find(|change| change["address"] == "aws_lb.this").expect("the load balancer");
    assert_eq!(
        balancer["change"],
        serde_json::json!({ "actions": ["delete", "create"], "replace_paths": [["internal"]] })
    );

    // An archive is compared by the module inside it.
    let archive = path(&folder, "old.zip");
    printed(0, &["bundle", "--inputs", &old, "--out", &archive]);
    assert_eq!(printed(0, &["diff", "--running", &archive, &old]), "Plan: 0 to add, 0 to change, 0 to destroy.\n");
}

#[test]
fn diff_says_why_the_module_refuses_a_change_of_what_runs() {
    let folder = folder();
    let other = write(
        &folder,
        "other.tfvars",
        &printed(
            0,
            &["import", &{
                let fragment = printed(0, &["link", "encode", "--preset", "minimal-managed"]);
                write(&folder, "link.tfvars", &printed(0, &["link", "decode", fragment.trim()]))
            }],
        )
        .replace("\"shop\"", "\"store\""),
    );
    let shown = printed(1, &["diff", "--running", "minimal-managed", &other]);
    assert!(shown.starts_with("Refused: name: this deployment was made as \"shop\""), "{shown}");
}

#[test]
fn a_reference_is_noted_with_file_and_line() {
    let folder = folder();
    let call =
        "module \"shop\" {\n  source = \"./openmercato-ecs\"\n  name = \"shop\"\n  vpc_id = aws_vpc.main.id\n}\n";
    let file = write(&folder, "main.tf", call);
    let output = run(&["import", &file, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "something is left out");
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(read["inputs"], serde_json::json!({ "name": "shop" }));
    let note = read["notes"].as_array().into_iter().flatten().find(|note| note["path"] == "vpc_id").expect("a note");
    assert_eq!((&note["line"], &note["kind"]), (&4.into(), &"left_out".into()));
    let output = run(&["import", &file]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), "# Basics\nname = \"shop\"\n".into()));
    assert!(text(&output.stderr).contains("main.tf:4: vpc_id is left empty"), "{}", text(&output.stderr));
}

#[test]
fn what_calls_of_other_modules_could_be_is_named_and_taken_when_asked_for() {
    let folder = folder();
    let call = "module \"vpc\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n  cidr   = \"10.1.0.0/16\"\n}\n";
    let file = write(&folder, "main.tf", call);
    let output = run(&["import", &file]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    let said = "main.tf:3: vpc_cidr = \"10.1.0.0/16\": module.vpc.cidr is the range of the VPC.";
    assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    let read: serde_json::Value =
        serde_json::from_slice(&run(&["import", &file, "--format", "json"]).stdout).expect("JSON");
    assert_eq!(read["inputs"], serde_json::json!({}));
    let proposal = &read["proposals"][0];
    assert_eq!((&proposal["line"], &proposal["path"]), (&3.into(), &"vpc_cidr".into()));
    assert_eq!((&proposal["value"], &proposal["from"]), (&"10.1.0.0/16".into(), &"module.vpc.cidr".into()));
    let taken = printed(0, &["import", &file, "--take-proposals", "--format", "json"]);
    let taken: serde_json::Value = serde_json::from_str(&taken).expect("JSON");
    assert_eq!(taken["inputs"], serde_json::json!({ "vpc_cidr": "10.1.0.0/16" }));
    assert_eq!(taken["proposals"], serde_json::json!([]));
    assert_eq!(run(&["check", "--inputs", &file]).status.code(), Some(2), "nothing is taken by itself");
}

#[test]
fn whatever_is_brought_is_imported_and_a_secret_is_never_printed() {
    let folder = folder();
    let environment = write(&folder, ".env", "LOG_LEVEL=info\nSTRIPE_SECRET_KEY=hunter2\n");
    let call = write(&folder, "main.tf", "module \"shop\" {\n  source = \"./openmercato-ecs\"\n  name = \"shop\"\n}\n");
    let output = run(&["import", &environment, &call, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "a secret has to be made");
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&read["inputs"]["name"], &read["inputs"]["env"]["LOG_LEVEL"]), (&"shop".into(), &"info".into()));
    assert!(read["inputs"]["secrets"]["STRIPE_SECRET_KEY"].is_string(), "{read}");
    let of_folder = run(&["import", &path(&folder, ""), "--format", "json"]);
    for output in [&output, &of_folder, &run(&["import", &environment])] {
        let printed = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert!(!printed.contains("hunter2"), "{printed}");
    }
    assert_eq!(run(&["import", &write(&folder, "x.txt", "hello")]).status.code(), Some(2));
    // Nothing is set in them, and nothing is left out.
    for nothing in ["", "# replicas = 2\n\n# name = \"shop\"\n"] {
        assert_eq!(run(&["import", &write(&folder, "nothing.tfvars", nothing)]).status.code(), Some(0), "{nothing:?}");
    }
}

#[test]
fn brief_is_markdown_as_the_archive_has_it() {
    let folder = folder();
    let out = path(&folder, "out");
    printed(0, &["emit", "--preset", "minimal-managed", "--out", &out]);
    let brief = printed(0, &["brief", "--preset", "minimal-managed"]);
    let written = std::fs::read_to_string(format!("{out}/infra/terraform/deployments/shop/BRIEF.md")).expect("a brief");
    assert_eq!(brief, written);
    let json = json(0, &["brief", "--preset", "minimal-managed", "--format", "json"]);
    assert_eq!(json["title"], "shop: OpenMercato on AWS");
    assert!(json["parts"].as_array().expect("parts").iter().any(|part| part["heading"] == "How it is secured"));
}

#[test]
fn topology_and_schema_are_printed() {
    assert!(printed(0, &["topology", "--preset", "minimal-managed"]).starts_with("<svg"));
    let mermaid = printed(0, &["topology", "--preset", "minimal-managed", "--format", "mermaid"]);
    assert!(mermaid.starts_with("flowchart") || mermaid.contains("\nflowchart"), "{mermaid}");
    assert_eq!(json(0, &["schema"])["type"], "object");
}

#[test]
fn cost_gives_a_range_with_what_it_rests_on() {
    let shown = printed(0, &["cost", "--preset", "minimal-managed"]);
    assert!(shown.starts_with("$180.95 to $193.49 a month in us-east-1, at prices as old as 2025-09.\n"), "{shown}");
    let cost = json(0, &["cost", "--preset", "minimal-managed", "--assume", "nat_traffic=20", "--format", "json"]);
    assert_eq!((&cost["total"]["low"], &cost["total"]["high"]), (&180.95.into(), &185.39.into()));
    let web = &cost["lines"][0];
    assert_eq!(web["basis"][0], "aws_ecs_service.web");
    assert_eq!((&web["price"]["sources"], &web["price"]["date"]), (&"T".into(), &"2026-08-31".into()));
    let table = printed(0, &["cost", "--preset", "minimal-managed", "--format", "csv"]);
    assert!(table.starts_with("\"Kind\",") && table.contains("\"total\","), "{table}");
    let [first, .., last] = cost["growth"]["moments"].as_array().map_or(&[][..], Vec::as_slice) else {
        panic!("{cost}");
    };
    assert_eq!((&first["load"], &first["low"]), (&0.0.into(), &cost["total"]["low"]));
    assert_eq!((&last["load"], &last["high"]), (&1.0.into(), &cost["total"]["high"]));
    let arguments = ["cost", "--preset", "split-workers-managed", "--assume", "requests=1..8", "--format", "json"];
    let growth = &json(0, &arguments)["growth"];
    assert_eq!((&growth["unit"], &growth["busy"]), (&"million requests a month".into(), &8.0.into()));
    let more_web = serde_json::json!([{ "service": "web", "tasks": 3 }]);
    let steps = growth["steps"].as_array().map_or(&[][..], Vec::as_slice);
    let third = steps.iter().find(|step| step["scaled"] == more_web).unwrap_or_else(|| panic!("{growth}"));
    assert!((third["load"].as_f64().unwrap_or_default() - 1.0 / 3.0).abs() < 1e-9, "{third}");
    assert!(third["after"]["low"].as_f64() > third["before"]["low"].as_f64(), "{third}");
    let busy = ["cost", "--preset", "split-workers-managed", "--assume", "requests=1..8", "--format", "svg"];
    let picture = printed(0, &busy);
    assert!(
        picture.starts_with("<svg") && picture.contains("above 2.67 million requests a month, tasks of web 3"),
        "{picture}"
    );
}

#[test]
fn cost_says_which_region_it_has_no_prices_of() {
    let folder = folder();
    let file = write(&folder, "a.tfvars", "name = \"shop\"\naws_region = \"eu-north-1\"\nimage = \"a/b:1\"\n");
    let shown = printed(0, &["cost", "--inputs", &file]);
    assert!(shown.starts_with("No total: there are no prices of eu-north-1 here. In us-east-1 it is $"), "{shown}");
    assert!(json(0, &["cost", "--inputs", &file, "--format", "json"])["total"].is_null());
}

#[test]
fn cost_refuses_assumptions_that_cannot_be() {
    for assumption in ["mood=1", "requests", "requests=5..1", "requests=-1", "requests=many", "log_stored=101"] {
        let output = run(&["cost", "--preset", "minimal-managed", "--assume", assumption]);
        assert_eq!(output.status.code(), Some(2), "{assumption}");
        assert!(text(&output.stderr).starts_with(&format!("error: --assume {assumption}: ")), "{assumption}");
    }
}

#[test]
fn assumptions_travel_in_links_and_archives() {
    let folder = folder();
    let mut assumptions = Assumptions::default();
    assert_eq!(assumptions.set(Assumption::NatTraffic, Bounds::exactly(20.0)), Ok(()));
    let preset = preset::find("minimal-managed").unwrap_or_else(|| panic!("a preset"));
    let link = Deployment::assuming(Module::embedded(), &preset.inputs, &assumptions).link();
    let cost = json(0, &["cost", "--link", &link, "--format", "json"]);
    assert_eq!(cost["total"]["high"], 185.39);
    let zip = path(&folder, "shop.zip");
    printed(0, &["bundle", "--link", &link, "--out", &zip]);
    assert_eq!(printed(0, &["verify", &zip]), "The archive is what its link makes.\n");
}

#[test]
fn policies_are_the_documents_of_the_archive() {
    let deployment = Deployment::of(Module::embedded(), &preset::find("complete").expect("the preset").inputs);
    let file = |name: &str| {
        let path = format!("{}/deployer-policy/{name}.json", deployment.root());
        deployment.files().get(&path).unwrap_or_else(|| panic!("{path}")).to_owned()
    };
    for whose in ["plan", "apply", "boundary"] {
        assert_eq!(printed(0, &["policy", whose, "--preset", "complete"]), file(whose));
    }
    let second = run(&["policy", "apply", "--preset", "complete", "--part", "2"]);
    assert_eq!(text(&second.stdout), file("apply-2"));
    assert_eq!(text(&second.stderr), "note: this is part 2 of 3; --part prints another.\n");
    let none = run(&["policy", "plan", "--preset", "complete", "--part", "2"]);
    assert_eq!((none.status.code(), text(&none.stderr).as_str()), (Some(2), "error: --part 2: the policy has 1.\n"));
}

#[test]
fn policies_as_json_have_their_reasons() {
    let policy = json(0, &["policy", "apply", "--preset", "minimal-managed", "--format", "json"]);
    let reasons = policy["reasons"].as_array().map_or(&[][..], Vec::as_slice);
    assert!(reasons.len() > 20 && reasons.iter().all(|reason| reason["why"].is_string()), "{policy}");
    assert!(policy["boundary"]["Statement"].is_array() && policy["plan"]["Statement"].is_array());
    assert_eq!(policy["roles"][0]["service"], "ecs-tasks.amazonaws.com", "{policy}");
}

#[test]
fn quotas_name_what_is_too_few_and_what_says_so() {
    let shown = printed(0, &["quotas", "--preset", "complete"]);
    let fargate = shown.lines().find(|line| line.starts_with("Fargate On-Demand vCPUs per region: "));
    assert!(fargate.is_some_and(|line| line.contains("to 35 of 6 by default, which is too few")), "{shown}");
    let quotas = json(0, &["quotas", "--preset", "complete", "--format", "json"]);
    let exceeded = quotas.as_array().into_iter().flatten().filter(|quota| quota["is_exceeded"] == true);
    let exceeded: Vec<_> = exceeded.map(|quota| (&quota["at_most"], &quota["default"])).collect();
    assert_eq!(exceeded, [(&Value::from(35), &Value::from(6))], "{quotas}");
}

/// Every command in the README's blocks, in order, in one folder that has a `shop.tfvars`, and a network of one's own
/// below `infra`.
#[test]
fn commands_of_the_readme_do_what_it_says() {
    const PROGRAM: &str = "cargo run --bin openmercato-ecs -- ";
    let folder = folder();
    let preset = include_str!("../../../module-templates/presets/split-workers-managed.tfvars");
    write(&folder, "shop.tfvars", preset);
    std::fs::create_dir(folder.path().join("infra")).expect("a folder");
    let call = "module \"vpc\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n  cidr   = \"10.1.0.0/16\"\n}\n";
    write(&folder, "infra/main.tf", call);
    let readme = include_str!("../../../README.md");
    let commands: Vec<_> = readme.lines().filter_map(|line| line.strip_prefix(PROGRAM)).collect();
    assert!(commands.len() > 10, "{commands:?}");
    for command in commands {
        let mut program = Command::new(env!("CARGO_BIN_EXE_openmercato-ecs"));
        let output = program.args(command.split(' ')).current_dir(folder.path()).output().expect("runs");
        assert!(output.status.success(), "{command}: {}", text(&output.stderr));
        assert!(!output.stdout.is_empty(), "{command} prints nothing");
    }
    let help = printed(0, &["--help"]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // What goes on from the line before is further in.
    let listed = listed.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    for command in listed.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help") {
        assert!(readme.contains(&format!("{PROGRAM}{command}")), "the README shows no {command}");
    }
}

/// Clears the screen, begins a line, turns the direction of writing.
const HOSTILE: &str = "\u{1b}[2J\r\nThe archive is what its link makes.\u{202e}\u{200b}\u{9b}";

/// Holds that nothing printed moves the cursor, turns the direction, or begins a line that the text wanted to begin.
fn assert_harmless(arguments: &[&str]) {
    let output = run(arguments);
    let shown = text(&output.stdout) + &text(&output.stderr);
    let escapes = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{200b}'));
    assert!(!shown.contains(escapes), "{arguments:?}: {shown:?}");
    assert!(!shown.lines().any(|line| line.starts_with("The archive")), "{arguments:?}: {shown:?}");
    assert!(shown.contains("The archive is what its link makes."), "{arguments:?}: {shown:?}");
}

#[test]
fn texts_of_others_are_printed_escaped() {
    let folder = folder();
    let json = serde_json::json!({
        "name": HOSTILE, "aws_region": "eu-central-1", "image": HOSTILE, "env": { "MOTTO": HOSTILE, HOSTILE: "x" },
        "worker_services": { HOSTILE: {} }, "domain_name": HOSTILE, HOSTILE: 1,
    });
    let file = write(&folder, "a.tfvars.json", &json.to_string());
    for command in ["check", "env", "brief", "cost"] {
        assert_harmless(&[command, "--inputs", &file]);
    }
    for command in [&["import", &file][..], &["diff", "minimal-managed", &file], &["plan", "--inputs", &file]] {
        assert_harmless(command);
    }
    let missing = path(&folder, HOSTILE);
    assert_harmless(&["check", "--inputs", &missing]);
    assert_harmless(&["verify", &missing]);
    assert_harmless(&["diff", "minimal-managed", &missing]);
}

#[test]
fn names_in_archives_are_printed_escaped_and_stay_exact_in_json() {
    let folder = folder();
    let zip = path(&folder, "shop.zip");
    printed(0, &["bundle", "--preset", "external-dependencies", "--out", &zip]);
    let bytes = std::fs::read(&zip).unwrap_or_else(|error| panic!("{error}"));
    let mut files = Bundle::unpack(&bytes).unwrap_or_else(|error| panic!("{error}"));
    files.insert(HOSTILE, "");
    files.insert(format!("infra/terraform/deployments/{HOSTILE}/inputs.tf"), "");
    let touched = path(&folder, "touched.zip");
    std::fs::write(&touched, Bundle::of(&files).bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_harmless(&["verify", &touched]);
    assert_harmless(&["upgrade", &touched, "--dry-run"]);
    let verification = json(1, &["verify", &touched, "--format", "json"]);
    assert!(verification["differences"].as_array().is_some_and(|of| of.iter().any(|file| file["path"] == HOSTILE)));
}

#[test]
fn what_is_too_large_is_not_read() {
    let folder = folder();
    let large = write(&folder, "large.zip", &"PK\u{3}\u{4}".repeat(2_000_001));
    for arguments in [&["verify", &large][..], &["import", &large]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains("is larger than 8000000 bytes, the most that are read."), "{said}");
    }
}

#[test]
fn scope_goes_from_answers_to_inputs() {
    let found = json(0, &["scope", "downtime=trial", "existing=domain", "--format", "json"]);
    let cheapest = &found["proposals"][0];
    assert_eq!(cheapest["goal"], "cheapest");
    assert_eq!(cheapest["inputs"]["dns_mode"], "route53");
    assert!(cheapest["reasons"].as_array().is_some_and(|reasons| reasons.len() > 5), "{cheapest:#}");
    let folder = folder();
    let taken = printed(0, &["scope", "downtime=trial", "existing=domain", "--take", "cheapest"]);
    let file = write(&folder, "taken.tfvars", &taken);
    printed(0, &["check", "--inputs", &file]);
    let questions = printed(0, &["scope"]);
    assert!(questions.contains("downtime  May it be down"), "{questions}");
    let unmet = json(1, &["scope", "internet=no", "--format", "json"]);
    assert_eq!(unmet["unmet"][0]["questions"], serde_json::json!(["existing", "internet"]));
    for (answer, said) in [("downtime", "is no answer"), ("downtme=x", "is no question"), ("people=-1", "people")] {
        let output = run(&["scope", answer]);
        assert_eq!(output.status.code(), Some(2), "{answer}");
        assert!(text(&output.stderr).contains(said), "{answer}: {}", text(&output.stderr));
    }
}

#[test]
fn a_link_carries_the_answers_and_what_was_taken() {
    let answers = ["scope", "existing=network,domain", "downtime=minutes", "people=200"];
    let link = printed(0, &[&answers[..], &["--take", "cheapest", "--as-link"]].concat());
    let link = link.trim();
    let found = json(0, &["scope", "--link", link, "--format", "json"]);
    let taken = printed(0, &["link", "decode", link, "--format", "json"]);
    let taken: serde_json::Value = serde_json::from_str(&taken).expect("JSON");
    let cheapest = &found["proposals"][0];
    assert_eq!(cheapest["inputs"], taken, "the same answers lead to the same inputs");
    let reasons = cheapest["reasons"].as_array().expect("reasons");
    let standby = reasons.iter().find(|reason| reason["path"] == "db_multi_az").expect("a reason");
    assert_eq!(standby["origins"], serde_json::json!([{ "answer": "downtime" }]));
    let otherwise = json(0, &["scope", "--link", link, "downtime=trial", "--format", "json"]);
    assert_eq!(otherwise["proposals"][0]["inputs"]["environment"], "staging", "what is answered here holds");
    let unasked = run(&["scope", "downtime=trial", "--as-link"]);
    assert_eq!(unasked.status.code(), Some(2), "a link of what?");
}

#[test]
fn answers_of_a_link_that_are_none_are_noted_and_the_rest_is_kept() {
    let answers = "mood=\u{1b}[31mfine\ndowntime=trial\npeople=200\nexisting=moon".to_owned();
    let offer = openmercato_ecs_core::Offer { answers, ..Default::default() };
    let inputs = Inputs::new().with("name", "shop".into());
    let link = openmercato_ecs_core::link::encode_with(Module::embedded(), &inputs, &Default::default(), &offer);
    let output = run(&["scope", "--link", &link, "--take", "cheapest"]);
    assert_eq!(output.status.code(), Some(1), "as with other inputs that are left out");
    let said = text(&output.stderr);
    assert!(said.contains("\"mood\" is no question") && said.contains("\"moon\" is no answer"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(text(&output.stdout).contains("\"staging\""), "{}", text(&output.stdout));
}

#[test]
fn scope_says_what_is_in_the_way_and_what_to_answer_instead() {
    // A customer who knows that nothing may leave the network, and not yet that this needs a network of theirs.
    let unmet = printed(1, &["scope", "internet=no", "hours=office", "people=50"]);
    assert!(unmet.contains("existing=network instead, for $"), "{unmet}");
    // One whose auditors ask for more days than RDS keeps.
    let unmet = printed(1, &["scope", "kept=400", "data=database", "downtime=hour"]);
    assert!(unmet.contains("35 days at most") && unmet.contains("without kept=400"), "{unmet}");
    assert!(!unmet.contains("downtime=hour"), "it is not in the way: {unmet}");
    // A region without prices: nothing is called cheap in dollars of another one.
    let found = printed(0, &["scope", "region=ap-southeast-4", "people=40", "downtime=minutes"]);
    assert!(found.contains("no prices of this region, compared by those of us-east-1"), "{found}");
    // So many people that no class with a price takes their connections.
    let unmet = printed(1, &["scope", "people=100000", "downtime=minutes"]);
    assert!(unmet.contains("What comes nearest fails: db_instance_class: "), "{unmet}");
}

#[test]
fn improve_says_what_single_changes_save_and_lose() {
    let found = json(0, &["improve", "--preset", "complete", "--format", "json"]);
    let all = found["improvements"].as_array().expect("improvements");
    let gateway = all.iter().find(|one| one["settings"]["nat_gateway_mode"] == "single").expect("one NAT gateway");
    assert!(gateway["change"]["high"].as_f64().is_some_and(|change| change < 0.0), "{gateway:#}");
    assert!(gateway["lost"].as_array().is_some_and(|lost| !lost.is_empty()), "{gateway:#}");
}

/// What bash offers for a line, the cursor at its end.
fn completed(folder: &TempDir, line: &str) -> Vec<String> {
    // Readline parts a line at blanks and at `=`, and gives the function the command, the word and the word before.
    const ASK: &str = r#"
        eval "$(openmercato-ecs completions bash)"
        words=${LINE//=/ = }
        read -r -a COMP_WORDS <<< "$words"
        case $LINE in *" ") COMP_WORDS+=("") ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_TYPE=9
        word=${COMP_WORDS[COMP_CWORD]}
        [[ $word == "=" ]] && word=""
        registered=$(complete -p openmercato-ecs)
        [[ $registered =~ -F\ ([^ ]+) ]]
        "${BASH_REMATCH[1]}" openmercato-ecs "$word" "${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let program = Path::new(env!("CARGO_BIN_EXE_openmercato-ecs"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_owned).into_iter().chain(std::env::split_paths(&path));
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", ASK]).env("LINE", line).current_dir(folder.path());
    bash.env("PATH", std::env::join_paths(folders).unwrap_or_else(|error| panic!("{error}")));
    let output = bash.output().unwrap_or_else(|error| panic!("bash: {error}"));
    let mut offered: Vec<_> = text(&output.stdout).lines().map(ToOwned::to_owned).collect();
    offered.sort();
    offered
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_what_the_program_knows() {
    let folder = folder();
    write(&folder, "minimal.tfvars", "");
    for (line, offered) in [
        ("openmercato-ecs che", &["check"][..]),
        ("openmercato-ecs link ", &["decode", "encode", "help"]),
        ("openmercato-ecs plan --preset min", &["minimal-managed"]),
        ("openmercato-ecs plan --preset=min", &["minimal-managed"]),
        ("openmercato-ecs plan --pre", &["--preset"]),
        ("openmercato-ecs diff min", &["minimal-managed", "minimal.tfvars"]),
        ("openmercato-ecs check --inputs min", &["minimal.tfvars"]),
        ("openmercato-ecs scope down", &["downtime="]),
        ("openmercato-ecs scope downtime=", &["hour", "minutes", "never", "trial"]),
        ("openmercato-ecs scope downtime=min", &["minutes"]),
        ("openmercato-ecs scope downtime=minutes existing=network,da", &["network,database"]),
        ("openmercato-ecs scope --take ch", &["cheapest"]),
        ("openmercato-ecs cost --assume requests", &["requests="]),
        ("openmercato-ecs policy ", &["apply", "boundary", "plan"]),
        ("openmercato-ecs completions po", &["powershell"]),
    ] {
        let options = |offered: &String| offered.starts_with('-') && !line.contains(" --");
        let actual: Vec<_> = completed(&folder, line).into_iter().filter(|offered| !options(offered)).collect();
        assert_eq!(actual, offered, "{line}");
    }
}

#[test]
fn every_shell_has_a_script_that_asks_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = printed(0, &["completions", shell]);
        assert!(script.contains("openmercato-ecs") && script.contains("OPENMERCATO_ECS_COMPLETE"), "{script}");
    }
    assert!(text(&run(&["completions", "csh"]).stderr).contains("powershell"));
}

/// The names of commands, those within others with a dash: `link-encode`.
fn commands(of: &[&str]) -> Vec<String> {
    let help = printed(0, &[of, &["--help"]].concat());
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.flat_map(|name| [vec![name.to_owned()], within(name, &[of, &[name]].concat())].concat()).collect()
}

fn within(name: &str, of: &[&str]) -> Vec<String> {
    commands(of).into_iter().map(|inner| format!("{name}-{inner}")).collect()
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let folder = folder();
    let written = printed(0, &["man", "--out", &path(&folder, "man/man1")]);
    let expected = commands(&[]).into_iter().map(|name| format!("openmercato-ecs-{name}.1"));
    let expected: std::collections::BTreeSet<_> = expected.chain(["openmercato-ecs.1".to_owned()]).collect();
    let name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    assert_eq!(written.lines().filter_map(name).collect::<std::collections::BTreeSet<_>>(), expected);
    assert!(expected.contains("openmercato-ecs-link-encode.1"), "{expected:?}");
    let page = printed(0, &["man"]);
    assert_eq!(std::fs::read_to_string(path(&folder, "man/man1/openmercato-ecs.1")).ok(), Some(page.clone()));
    for section in ["NAME", "SYNOPSIS", "\"EXIT STATUS\"", "EXAMPLES"] {
        assert!(page.contains(&format!(".SH {section}\n")), "{page}");
    }
    std::fs::write(folder.path().join("file"), "").unwrap_or_else(|error| panic!("{error}"));
    let refused = run(&["man", "--out", &path(&folder, "file")]);
    assert_eq!((refused.status.code(), text(&refused.stderr).contains("cannot write")), (Some(2), true));
}

/// Where groff is, as on most systems that have `man`.
#[test]
fn groff_sets_every_page_without_a_warning() {
    let folder = folder();
    let written = printed(0, &["man", "--out", &path(&folder, "man1")]);
    for page in written.lines() {
        let groff = Command::new("groff").args(["-man", "-Tutf8", "-ww", page]).output();
        let groff = match groff {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return,
            groff => groff.unwrap_or_else(|error| panic!("groff: {error}")),
        };
        assert_eq!((text(&groff.stderr).as_str(), groff.status.success()), ("", true), "{page}");
        assert!(text(&groff.stdout).contains("openmercato-ecs"), "{page}");
    }
}

#[test]
fn presets_are_listed_with_what_they_are_for() {
    let shown = printed(0, &["presets"]);
    let listed = json(0, &["presets", "--format", "json"]);
    for preset in preset::all() {
        assert!(shown.contains(&preset.name) && shown.contains(&preset.description), "{shown}");
        let is_it =
            |listed: &&Value| listed["name"] == preset.name.as_str() && listed["inputs"] == preset.inputs.to_json();
        assert!(listed.as_array().is_some_and(|all| all.iter().any(|one| is_it(&one))), "{listed}");
    }
}

#[test]
fn what_is_missing_or_too_much_among_the_arguments_is_named() {
    for arguments in [&["check"][..], &["link", "encode"], &["policy", "apply"]] {
        let refused = run(arguments);
        let shown = text(&refused.stderr);
        let named = ["--preset <NAME>", "--inputs <FILE>", "--link <LINK>"].iter().all(|source| shown.contains(source));
        assert!(refused.status.code() == Some(2) && named, "{shown}");
    }
    let refused = run(&["check", "--preset", "complete", "--inputs", "shop.tfvars"]);
    assert!(text(&refused.stderr).contains("'--preset <NAME>' cannot be used with"), "{refused:?}");
}

#[test]
fn a_repository_is_not_emitted_over_a_file() {
    let folder = folder();
    let file = write(&folder, "notes", "mine");
    let refused = run(&["emit", "--preset", "minimal-managed", "--out", &file]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("notes is a file; name a folder."), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&file).ok().as_deref(), Some("mine"));
}

/// The list of commands is read at a glance, and the README tells the statuses apart as `--help` does.
#[test]
fn help_is_short_where_commands_are_listed_and_names_each_exit_status() {
    let help = printed(0, &["-h"]);
    let (_, listed) = help.split_once("Commands:\n").unwrap_or_else(|| panic!("{help}"));
    let long = listed.lines().take_while(|line| !line.is_empty()).find(|line| line.len() > 130);
    assert_eq!(long, None);
    for status in 0..3 {
        assert!(help.contains(&format!("\n  {status}  ")), "{help}");
    }
    assert!(help.contains("openmercato-ecs check --preset minimal-managed\n"), "{help}");
}
