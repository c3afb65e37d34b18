//! What a file refers to.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse};

use super::ModulePath;
use super::tree::{ModuleTree, paths};

/// The modules that a file names, outside of its tests.
pub(super) struct References<'a> {
    tree: &'a ModuleTree,
    at: &'a [String],
    found: BTreeSet<ModulePath>,
}

impl<'a> References<'a> {
    /// The modules that the file of a module names.
    pub(super) fn of(tree: &'a ModuleTree, at: &'a [String], file: &syn::File) -> BTreeSet<ModulePath> {
        let mut references = Self { tree, at, found: BTreeSet::new() };
        references.visit_file(file);
        references.found
    }

    fn add(&mut self, path: &[String]) {
        self.found.extend(self.tree.resolve(self.at, path));
    }
}

impl<'ast> Visit<'ast> for References<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes = match item {
            Item::Mod(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => &Vec::new(),
        };
        if !attributes.iter().any(is_test) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut named = Vec::new();
        paths(&item.tree, &mut Vec::new(), &mut |path, _| named.push(path.to_vec()));
        named.iter().for_each(|path| self.add(path));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.add(&names);
        }
        visit::visit_path(self, path);
    }
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}
