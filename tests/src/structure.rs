//! How the crates' source files refer to each other.
//!
//! A file and the files of its own submodules are one thing: what a module and its parts know of each other is its own
//! affair. Between siblings, at every level, the arrows may not make a circle.

mod references;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use references::References;
use tree::ModuleTree;

/// The path of a module within its crate, as `["derivation", "network"]`; empty for the crate's root.
pub type ModulePath = Vec<String>;

/// The circles among the modules of a crate, each as the names of siblings in it, with the level they stand at.
///
/// # Errors
/// A file that cannot be read or is no Rust.
pub fn circles(source: &Path) -> Result<Vec<String>, String> {
    let tree = ModuleTree::read(source)?;
    let mut arrows = BTreeMap::<ModulePath, BTreeSet<(String, String)>>::new();
    for (from, file) in tree.files() {
        for to in References::of(&tree, from, file) {
            if let Some((level, arrow)) = between_siblings(from, &to) {
                arrows.entry(level).or_default().insert(arrow);
            }
        }
    }
    Ok(arrows.iter().filter_map(|(level, arrows)| circles_of(level, arrows)).collect())
}

/// The arrow as it stands between two siblings, with the module that holds both; `None` between a module and its part.
fn between_siblings(from: &[String], to: &[String]) -> Option<(ModulePath, (String, String))> {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    Some((from[..common].to_vec(), (from.get(common)?.clone(), to.get(common)?.clone())))
}

/// Takes away, again and again, what points at nothing that is left; what stays is in circles or leads into one.
fn circles_of(level: &[String], arrows: &BTreeSet<(String, String)>) -> Option<String> {
    let mut left = arrows.clone();
    loop {
        let pointing: BTreeSet<_> = left.iter().map(|(from, _)| from.clone()).collect();
        let pointed: BTreeSet<_> = left.iter().map(|(_, to)| to.clone()).collect();
        let before = left.len();
        left.retain(|(from, to)| pointing.contains(to) && pointed.contains(from));
        if left.len() == before {
            break;
        }
    }
    let words: Vec<_> = left.iter().map(|(from, to)| format!("{from} -> {to}")).collect();
    (!words.is_empty()).then(|| {
        format!(
            "in {}: {}",
            ["crate"].into_iter().chain(level.iter().map(String::as_str)).collect::<Vec<_>>().join("::"),
            words.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles_in(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, text).expect("written");
        }
        circles(folder.path()).expect("Rust")
    }

    #[test]
    fn siblings_that_know_each_other_are_a_circle() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b::B; pub struct A;"),
            ("b.rs", "pub struct B(crate::a::A);"),
        ];
        assert_eq!(circles_in(&files), ["in crate: a -> b, b -> a"]);
    }

    #[test]
    fn a_name_that_the_root_passes_on_leads_to_its_module() {
        let files = [
            ("lib.rs", "mod a; mod b; pub use b::{B, C as D};"),
            ("a.rs", "use crate::{B, D}; pub struct A;"),
            ("b.rs", "use super::a; pub struct B; pub struct C; fn f() { a::g() }"),
        ];
        assert_eq!(circles_in(&files), ["in crate: a -> b, b -> a"]);
    }

    #[test]
    fn a_module_and_its_part_are_no_circle() {
        let files = [
            ("lib.rs", "mod a;"),
            ("a.rs", "mod part; use part::f; pub struct A;"),
            ("a/part.rs", "use super::A; pub fn f() -> A { A }"),
        ];
        assert_eq!(circles_in(&files), [""; 0]);
    }

    #[test]
    fn what_only_tests_know_does_not_count() {
        let files = [
            ("lib.rs", "mod a; mod b;"),
            ("a.rs", "use crate::b;"),
            ("b.rs", "#[cfg(test)] mod tests { use crate::a; }"),
        ];
        assert_eq!(circles_in(&files), [""; 0]);
    }
}
