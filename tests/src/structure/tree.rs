//! The modules of a crate, with the file of each.

use std::collections::BTreeMap;
use std::path::Path;

use syn::{Item, UseTree};
use walkdir::WalkDir;

use super::ModulePath;

/// The modules of a crate.
pub(super) struct ModuleTree {
    files: BTreeMap<ModulePath, syn::File>,
    /// The names that a module passes on from others: by module and name, the path that was named.
    passed_on: BTreeMap<(ModulePath, String), Vec<String>>,
}

impl ModuleTree {
    /// Reads every file below a crate's `src`, without those of tests.
    pub(super) fn read(source: &Path) -> Result<Self, String> {
        let mut tree = Self { files: BTreeMap::new(), passed_on: BTreeMap::new() };
        for entry in WalkDir::new(source).into_iter().flatten() {
            let path = entry.path();
            if path.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let module = module(path.strip_prefix(source).unwrap_or(path));
            if module.iter().any(|name| name == "tests") {
                continue;
            }
            let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let file = syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            for item in &file.items {
                if let Item::Use(item) = item {
                    paths(&item.tree, &mut Vec::new(), &mut |path, name| {
                        tree.passed_on.insert((module.clone(), name.to_owned()), path.to_vec());
                    });
                }
            }
            tree.files.insert(module, file);
        }
        Ok(tree)
    }

    /// Every module with its file.
    pub(super) fn files(&self) -> impl Iterator<Item = (&ModulePath, &syn::File)> {
        self.files.iter()
    }

    /// The module that a path, as it is written in the module `at`, leads to; `None` when it leads out of the crate.
    pub(super) fn resolve(&self, at: &[String], path: &[String]) -> Option<ModulePath> {
        self.resolve_within(at, path, 8)
    }

    /// `left` bounds how often a name may be passed on.
    fn resolve_within(&self, at: &[String], path: &[String], left: usize) -> Option<ModulePath> {
        let mut module = at.to_vec();
        let mut rest = path;
        while let Some((first, after)) = rest.split_first() {
            match first.as_str() {
                "crate" => module.clear(),
                "self" => {}
                "super" => drop(module.pop()),
                _ => break,
            }
            rest = after;
        }
        let is_anchored = rest.len() < path.len();
        for (index, name) in rest.iter().enumerate() {
            let mut inner = module.clone();
            inner.push(name.clone());
            if self.files.contains_key(&inner) {
                module = inner;
                continue;
            }
            let is_found = is_anchored || index > 0;
            let passed_on = self.passed_on.get(&(module.clone(), name.clone())).filter(|_| left > 0);
            let passed_on = passed_on.and_then(|path| self.resolve_within(&module, path, left - 1));
            return passed_on.or_else(|| is_found.then_some(module));
        }
        Some(module)
    }
}

/// Every path of a `use`, with the name that it is known by.
pub(super) fn paths(tree: &UseTree, before: &mut Vec<String>, found: &mut impl FnMut(&[String], &str)) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            paths(&path.tree, before, found);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|tree| paths(tree, before, found)),
        UseTree::Name(name) => named(before, &name.ident.to_string(), None, found),
        UseTree::Rename(rename) => {
            named(before, &rename.ident.to_string(), Some(&rename.rename.to_string()), found);
        }
        UseTree::Glob(_) => found(before, "*"),
    }
}

fn named(before: &mut Vec<String>, name: &str, known_by: Option<&str>, found: &mut impl FnMut(&[String], &str)) {
    before.push(name.to_owned());
    found(before, known_by.unwrap_or(name));
    before.pop();
}

/// `a/b.rs` and `a/b/mod.rs` are the module `a::b`, `lib.rs` and `main.rs` the root.
fn module(path: &Path) -> ModulePath {
    let names = path.with_extension("");
    let mut names: Vec<_> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names.last().is_some_and(|last| last == "mod")
        || names.len() == 1 && ["lib", "main"].contains(&names[0].as_str())
    {
        names.pop();
    }
    names
}
