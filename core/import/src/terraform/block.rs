//! Blocks and attributes of a source, whether it is HCL or Terraform's JSON.

use super::node::{Entry, Key, Node, Place, Shape};

/// What stands in a file or in a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Body {
    pub(super) attributes: Vec<Attribute>,
    pub(super) blocks: Vec<Block>,
}

/// `name = value`
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: String,
    /// Where the name stands.
    pub(super) key: Place,
    pub(super) value: Node,
}

/// `kind "label" { … }`
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: String,
    pub(super) labels: Vec<String>,
    /// Where all of it stands.
    pub(super) place: Place,
    /// Where its kind stands.
    pub(super) key: Place,
    pub(super) body: Body,
}

impl Attribute {
    /// From the name to the end of the value.
    pub(super) fn whole(&self) -> Place {
        self.key.to(&self.value.place)
    }
}

impl Body {
    pub(super) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// What it says as an object: attributes and blocks are its entries.
    pub(super) fn object(&self, place: Place) -> Node {
        let attributes = self.attributes.iter().map(|attribute| Entry {
            key: Key::Written(attribute.name.as_str().into()),
            place: attribute.key.clone(),
            value: attribute.value.clone(),
        });
        let mut entries: Vec<_> = attributes.chain(self.blocks.iter().map(Block::entry)).collect();
        entries.sort_by(|a, b| a.place.cmp(&b.place));
        Node { place, shape: Shape::Object(entries) }
    }
}

impl Block {
    /// Its kind and its labels, as people name it.
    pub(super) fn described(&self) -> String {
        let words: Vec<_> = std::iter::once(self.kind.as_str()).chain(self.labels.iter().map(String::as_str)).collect();
        crate::reader::short(&words.join(" "))
    }

    /// What it says as an entry of an object: each label is a key of its own.
    pub(super) fn entry(&self) -> Entry {
        let mut value = self.body.object(self.place.clone());
        for label in self.labels.iter().rev() {
            let entry = Entry { key: Key::Written(label.as_str().into()), place: self.key.clone(), value };
            value = Node { place: self.place.clone(), shape: Shape::Object(vec![entry]) };
        }
        Entry { key: Key::Written(self.kind.as_str().into()), place: self.key.clone(), value }
    }
}
