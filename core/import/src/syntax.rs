//! The tree of a text in JSON or YAML, with a note where it is neither.

use crate::reader::Reader;
use crate::tree::Node;
use crate::{json_tree, yaml};
use std::rc::Rc;

/// The most values of one file that are read, each as often as an alias repeats it. What people write has some hundreds.
const MOST_VALUES: usize = 1 << 16;

/// The tree of a text. What is no part of it is noted: comments, tags, further documents; and why there is no tree.
pub(crate) fn tree(reader: &mut Reader, text: &str) -> Option<Rc<Node>> {
    let tree = parsed(reader, text)?;
    if tree.size > MOST_VALUES {
        let why = format!("the file has {} values, more than the {MOST_VALUES} that are read.", tree.size);
        reader.leave_out(0..text.len(), None, why);
        return None;
    }
    Some(tree)
}

fn parsed(reader: &mut Reader, text: &str) -> Option<Rc<Node>> {
    let refused = if text.trim_start().starts_with(['{', '[']) {
        match json_tree::of(text) {
            Ok(tree) => return Some(Rc::new(tree)),
            Err(error) => (error.line, error.message),
        }
    } else {
        match yaml::of(text) {
            Ok(yaml) => {
                reader.comments(&yaml.comments);
                for directive in yaml.directives {
                    reader.aside(directive, "a directive says nothing that an input could hold.");
                }
                for tag in yaml.tags {
                    reader.leave_out(tag, None, "the tag is left out: it is for the program that knows it.".into());
                }
                for other in yaml.others {
                    reader.leave_out(
                        other,
                        None,
                        "a further document of the file is left out: the first was read.".into(),
                    );
                }
                return Some(yaml.root);
            }
            Err(error) => (error.line, error.message),
        }
    };
    let (line, why) = refused;
    reader.leave_out(reader.start(line), None, why);
    if text.trim_end().contains('\n') {
        reader.leave_out(0..text.len(), None, "nothing of the file is read.".into());
    }
    None
}
