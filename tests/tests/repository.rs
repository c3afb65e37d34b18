//! The delivered repository's own files: documents that agree with the module, and workflows that pin what they use.

use std::collections::{BTreeMap, BTreeSet};

use openmercato_ecs_core::{Level, Module, templates};
use openmercato_ecs_tests::changes::Table;
use openmercato_ecs_tests::{module_templates, tables};

fn delivered(path: &str) -> String {
    let files = templates::delivered();
    files.get(path).unwrap_or_else(|| panic!("{path} is not delivered")).to_owned()
}

/// A file of this repository itself.
fn own(path: &str) -> String {
    let path = module_templates().join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn module_readme() -> String {
    delivered(&format!("{}/README.md", templates::MODULE))
}

#[test]
fn repository_has_what_the_specification_lists() {
    let files = templates::delivered();
    for path in [
        "README.md",
        "LICENSE",
        "CODEOWNERS",
        "CHANGELOG.md",
        ".gitignore",
        ".tflint.hcl",
        ".pre-commit-config.yaml",
        ".github/workflows/terraform-ci.yml",
        ".github/workflows/integration.yml",
        ".github/workflows/release.yml",
    ] {
        assert!(files.get(path).is_some(), "{path}");
    }
}

#[test]
fn tables_are_what_the_hcl_gives() {
    let readme = module_readme();
    let rows = Table::read().unwrap_or_else(|mistake| panic!("{mistake}")).rows;
    let renewed = tables::renewed(&readme, Module::embedded(), &rows).expect("markers");
    // The texts are long: a difference is better seen in git.
    assert!(readme == renewed, "run `cargo xtask generate readme-tables`, and look at what changed");
}

#[test]
fn tables_of_aws_are_as_they_were_generated() {
    let text = delivered(&format!("{}/tables.tf", templates::MODULE));
    let (_, rest) = text.split_once("# CRC-32 of what follows: ").expect("a checksum");
    let (checksum, body) = rest.split_once('\n').expect("tables after it");
    let mut actual = flate2::Crc::new();
    actual.update(body.as_bytes());
    assert_eq!(
        checksum,
        format!("{:08x}", actual.sum()),
        "run tests/aws/tables.py instead of changing tables.tf by hand"
    );
}

#[test]
fn advice_table_names_every_check() {
    let module = templates::module();
    let checks: BTreeSet<_> = module.get("checks.tf").expect("checks.tf").lines().filter_map(check_name).collect();
    let readme = module_readme();
    let (_, advice) = readme.split_once("\n## Advice\n").expect("a section Advice");
    let (advice, _) = advice.split_once("\n## ").expect("a section after it");
    assert_eq!(named_in(advice), checks);
    let (_, levels) = advice.split_once("### It will not work").expect("what will not work");
    let (failing, hurting) = levels.split_once("### It will hurt").expect("what will hurt");
    for (text, level) in [(failing, Level::WillNotWork), (hurting, Level::WillHurt)] {
        for check in named_in(text) {
            assert_eq!(Module::embedded().level(check), level, "{check}");
        }
    }
}

/// What the first column of a table names in code style.
fn named_in(table: &str) -> BTreeSet<&str> {
    table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

fn check_name(line: &str) -> Option<&str> {
    line.strip_prefix("check \"")?.split('"').next()
}

/// So that a mode that is added cannot be forgotten.
#[test]
fn decision_matrix_has_every_choice() {
    let readme = module_readme();
    let (_, matrix) = readme.split_once("\n## Decision matrix\n").expect("a section Decision matrix");
    let (matrix, _) = matrix.split_once("\n## ").expect("a section after it");
    for selector in [
        "networking_mode",
        "runtime_mode",
        "database_mode",
        "redis_mode",
        "redis_deployment_mode",
        "dns_mode",
        "waf_mode",
    ] {
        let variable = Module::embedded().variable(selector).expect("a selector");
        for choice in variable.choices.iter().filter_map(|choice| choice.as_str()) {
            assert!(matrix.contains(&format!("`{selector} = \"{choice}\"")), "{selector} = {choice}");
        }
    }
}

#[test]
fn versions_are_those_that_the_module_requires() {
    let module = templates::module();
    let versions = module.get("versions.tf").expect("versions.tf");
    let readme = module_readme();
    for (line, cell) in [
        ("required_version = \">= 1.8\"", "| Terraform | >= 1.8 | 1.11.4 |"),
        ("version = \">= 5.62, < 7.0\"", "| AWS provider | >= 5.62, < 7.0 | 5.100.0 |"),
    ] {
        assert!(versions.contains(line), "versions.tf has no longer {line}: change the README, and this");
        assert!(readme.contains(cell), "the README has no {cell}");
    }
}

/// Links to files, and to headings of the same file. What is generated, examples and deployments, is known by preset.
#[test]
fn links_lead_somewhere() {
    let files = templates::delivered();
    let presets: BTreeSet<_> = templates::presets().iter().map(|(path, _)| path.replace(".tfvars", "")).collect();
    let documents: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".md")).collect();
    assert!(documents.len() >= 3, "{}", documents.len());
    for (path, text) in documents {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in links(text) {
            let (target, heading) = link.split_once('#').unwrap_or((link, ""));
            let full = joined(folder, target);
            let examples = full.strip_prefix("infra/terraform/examples").map(|rest| rest.trim_matches('/').to_owned());
            let exists = match examples {
                Some(example) => example.is_empty() || presets.contains(&example),
                None => {
                    target.is_empty() || files.iter().any(|(p, _)| *p == full || p.starts_with(&format!("{full}/")))
                }
            };
            assert!(exists, "{path}: {link}");
            let read = if target.is_empty() { Some(text) } else { files.get(&full) };
            let found = heading.is_empty() || read.is_some_and(|text| anchors(text).contains(heading));
            assert!(found, "{path}: {link} names no heading");
        }
    }
}

/// The targets of links inside the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://"))
}

/// A path relative to a folder, without `..`.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/').filter(|part| !part.is_empty()) {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The anchors that GitHub gives to a document's headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let anchor = |line: &str| {
        let kept = line.trim_start_matches('#').trim().chars();
        let kept = kept.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn actions_are_pinned_by_digest() {
    let own_texts = ["ci.yml", "release.yml"].map(|name| (name, own(&format!(".github/workflows/{name}"))));
    let mut pins = BTreeMap::<String, String>::new();
    let files = templates::delivered();
    let delivered = files.iter().filter(|(path, _)| path.starts_with(".github/workflows/"));
    let ours = own_texts.iter().map(|(name, text)| (*name, text.as_str()));
    for (path, text) in delivered.chain(ours) {
        for line in text.lines() {
            let Some(uses) = line.trim().trim_start_matches("- ").strip_prefix("uses: ") else { continue };
            if uses.starts_with("./") {
                continue;
            }
            let (action, pin) = uses.split_once('@').unwrap_or_else(|| panic!("{path}: {uses}"));
            let (digest, version) = pin.split_once(" # v").unwrap_or_else(|| panic!("{path}: {uses} names no version"));
            assert!(is_digest(digest) && version.starts_with(|c: char| c.is_ascii_digit()), "{path}: {uses}");
            let same = pins.entry(action.to_owned()).or_insert_with(|| pin.to_owned());
            assert_eq!(same, pin, "{path}: {action} is pinned twice");
        }
    }
    assert!(pins.len() >= 5, "{pins:?}");
}

fn is_digest(text: &str) -> bool {
    text.len() == 40 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Beside the resource for checkov, in its own file for Trivy.
#[test]
fn every_suppressed_finding_has_a_reason() {
    let module = templates::module();
    let skips = module.iter().flat_map(|(_, text)| text.lines()).filter_map(|line| line.split_once("checkov:skip="));
    let skips: Vec<_> = skips.map(|(_, skip)| skip.split_once(':').unwrap_or((skip, ""))).collect();
    assert!(!skips.is_empty());
    for (id, reason) in skips {
        assert!(id.starts_with("CKV") && reason.split(' ').count() > 3, "{id}: {reason:?}");
    }
    let ignored = delivered(".trivyignore.yaml");
    let ids = ignored.lines().filter(|line| line.trim_start().starts_with("- id: ")).count();
    let statements = ignored.lines().filter_map(|line| line.trim_start().strip_prefix("statement: "));
    assert_eq!(statements.filter(|reason| reason.split(' ').count() > 3).count(), ids);
}

/// What the release workflows look for.
#[test]
fn changelogs_have_unreleased_and_dated_versions() {
    for changelog in [delivered("CHANGELOG.md"), own("CHANGELOG.md")] {
        check_changelog(&changelog);
        assert!(changelog.contains(&format!("## [{}] - ", Module::VERSION)), "{changelog}");
    }
}

fn check_changelog(changelog: &str) {
    let headings: Vec<_> = changelog.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(headings.first(), Some(&"[Unreleased]"));
    for heading in &headings[1..] {
        let (version, date) = heading.split_once("] - ").unwrap_or_else(|| panic!("{heading}"));
        let numbers = version.trim_start_matches('[').split('.');
        assert!(numbers.count() == 3 && date.len() == "2026-11-25".len(), "{heading}");
    }
}

#[test]
fn texts_are_plain() {
    let files = templates::delivered();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        // Block quotes, comments and code have them; sentences do not.
        let excited = text.lines().find(|line| line.trim_end().ends_with('!') || line.contains("! "));
        assert_eq!(excited, None, "{path}");
    }
}
