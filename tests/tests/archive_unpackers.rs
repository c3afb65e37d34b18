//! The archive as other programs unpack it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use openmercato_ecs_core::{Bundle, Deployment, Files, Inputs, Module, bundle, preset};
use tempfile::TempDir;

/// An archive with a text that is not ASCII.
fn archive() -> (Files, TempDir) {
    let preset = preset::find("split-workers-managed").expect("a preset");
    let inputs = preset.inputs.with("tags", serde_value(r#"{"Team": "Zürich 🦀"}"#));
    let files = Deployment::of(Module::embedded(), &inputs).files().clone();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("archive.zip"), Bundle::of(&files).bytes).expect("writes");
    (files, folder)
}

fn serde_value(json: &str) -> openmercato_ecs_core::Value {
    let json = serde_json::from_str(&format!("{{\"value\": {json}}}")).expect("JSON");
    Inputs::from_json(&json).expect("an object").get("value").expect("a value").clone()
}

/// Runs a program in the folder; gives what it prints.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).env("TZ", "UTC").output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed here: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Holds what was unpacked against the files: each is there with its bytes and mode, and nothing else is.
fn compare(files: &Files, folder: &Path, program: &str) {
    let top = folder.join(bundle::TOP);
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&top) {
        let entry = entry.expect("can be read");
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&top).expect("below").to_string_lossy().replace('\\', "/");
            found.insert(path, entry.into_path());
        }
    }
    let expected: Vec<_> = files.iter().map(|(path, _)| path).collect();
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), expected, "{program}");
    for (path, text) in files.iter() {
        assert_eq!(fs::read_to_string(&found[path]).expect("a text"), text, "{program}: {path}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&found[path]).expect("is there").permissions().mode() & 0o777;
            assert_eq!(mode, Files::mode(path), "{program}: {path}");
        }
    }
}

#[test]
fn unzip_gives_every_file_with_its_bytes_mode_and_time() {
    let (files, folder) = archive();
    run(folder.path(), "unzip", &["-q", "archive.zip"]);
    compare(&files, folder.path(), "unzip");
    let listed = run(folder.path(), "unzip", &["-Z", "-T", "archive.zip"]);
    let entries = listed.lines().filter(|line| line.contains(bundle::TOP) && !line.starts_with("Archive"));
    assert!(entries.clone().count() >= files.iter().count());
    for entry in entries {
        assert!(entry.contains("19800101.000000"), "{entry}");
    }
}

#[test]
fn bsdtar_gives_every_file_with_its_bytes_and_mode() {
    let (files, folder) = archive();
    run(folder.path(), "bsdtar", &["-xpf", "archive.zip"]);
    compare(&files, folder.path(), "bsdtar");
}

#[test]
fn python_reads_every_file_with_its_mode_and_time() {
    const SCRIPT: &str = "\
import zipfile
with zipfile.ZipFile('archive.zip') as archive:
    assert archive.testzip() is None
    for entry in archive.infolist():
        print(entry.filename, oct(entry.external_attr >> 16 & 0o777), entry.date_time)
    archive.extractall()
";
    let (files, folder) = archive();
    let listed = run(folder.path(), "python3", &["-c", SCRIPT]);
    let expected = files
        .iter()
        .map(|(path, _)| format!("{}/{path} 0o{:o} (1980, 1, 1, 0, 0, 0)\n", bundle::TOP, Files::mode(path)));
    assert_eq!(listed, expected.collect::<String>());
}

/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
#[test]
fn windows_takes_every_name() {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let (files, _folder) = archive();
    for (path, _) in files.iter() {
        assert!(path.len() < 200, "{path}: too long below a folder of some depth");
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
            let is_port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
            assert!(!DEVICES.contains(&stem.as_str()) && !is_port, "{path}");
            assert!(!part.is_empty() && !part.ends_with(['.', ' ']), "{path}");
            assert!(!part.contains(|c: char| c.is_control() || "<>:\"\\|?*".contains(c)), "{path}");
        }
    }
    let folded: std::collections::BTreeSet<_> = files.iter().map(|(path, _)| path.to_lowercase()).collect();
    assert_eq!(folded.len(), files.iter().count(), "two names differ in case alone");
}
