//! YAML as a tree.

use crate::terraform::DEEPEST;
use crate::tree::{Entry, Node, Shape};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, options};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// The most nodes that aliases may repeat, far more than services of one project share.
const MOST: usize = 1 << 16;

/// A text in YAML.
pub(crate) struct Yaml {
    /// Its first document; the other ones are in `others`.
    pub(crate) root: Rc<Node>,
    /// Where further documents stand.
    pub(crate) others: Vec<Range<usize>>,
    pub(crate) comments: Vec<Range<usize>>,
    /// What stands before the first document for parsers of YAML.
    pub(crate) directives: Vec<Range<usize>>,
    /// Tags, which say how a program has to take a value.
    pub(crate) tags: Vec<Range<usize>>,
}

/// Why a text is not read as YAML.
#[derive(Debug)]
pub(crate) struct NotYaml {
    /// The line, from 1.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl NotYaml {
    fn at(span: &Span, message: String) -> Self {
        Self { line: span.start.line().max(1), message }
    }

    fn scanned(error: &ScanError) -> Self {
        Self { line: error.marker().line().max(1), message: format!("this is not YAML: {}.", error.info()) }
    }
}

/// Reads a text.
///
/// # Errors
/// It is no YAML, nests more than [`DEEPEST`] deep, or its aliases make too much of it.
pub(crate) fn of(text: &str) -> Result<Yaml, NotYaml> {
    // Comments in a row are held back until it is known what they stand before; a file is all that can hold them.
    let options = options! { max_buffered_comment_events: text.len() };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reading = Reading::default();
    for event in parser {
        let (event, span) = event.map_err(|error| NotYaml::scanned(&error))?;
        if let Some(tag) = span.tag_span() {
            reading.tags.push(bytes(&tag));
        }
        reading.event(event, &span)?;
    }
    let mut documents = reading.documents.into_iter();
    let root = documents.next().unwrap_or_else(|| Rc::new(Node::scalar(0..0, "", false)));
    let others = documents.map(|document| document.span.clone()).collect();
    Ok(Yaml { root, others, comments: reading.comments, directives: directives(text), tags: reading.tags })
}

/// <https://yaml.org/spec/1.2.2/#68-directives>
fn directives(text: &str) -> Vec<Range<usize>> {
    let mut end = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = end;
        end += line.len();
        (line, start..start + line.trim_end().len())
    });
    let before = lines.take_while(|(line, _)| line.starts_with(['%', '#']) || line.trim().is_empty());
    before.filter(|(line, _)| line.starts_with('%')).map(|(_, place)| place).collect()
}

fn bytes(span: &Span) -> Range<usize> {
    let start = span.start.byte_offset().unwrap_or_default();
    start..span.end.byte_offset().unwrap_or(start).max(start)
}

/// A collection that is not closed yet.
enum Open {
    List { start: usize, anchor: usize, elements: Vec<Rc<Node>> },
    Object { start: usize, anchor: usize, entries: Vec<Entry>, key: Option<(String, Range<usize>)> },
}

#[derive(Default)]
struct Reading {
    open: Vec<Open>,
    /// What aliases may name: by anchor, with how deep it nests.
    anchors: BTreeMap<usize, (Rc<Node>, usize)>,
    documents: Vec<Rc<Node>>,
    comments: Vec<Range<usize>>,
    tags: Vec<Range<usize>>,
    /// How many nodes aliases have repeated.
    repeated: usize,
}

impl Reading {
    fn event(&mut self, event: Event, span: &Span) -> Result<(), NotYaml> {
        let place = bytes(span);
        match event {
            Event::Comment(..) => self.comments.push(place),
            Event::Alias(anchor) => {
                // Nothing is known of what an anchor names before it is closed: a collection cannot be in itself.
                let Some((node, depth)) = self.anchors.get(&anchor).cloned() else {
                    return Err(NotYaml::at(
                        span,
                        "this is not YAML that can be read: an alias is within what it names.".into(),
                    ));
                };
                self.repeated = self.repeated.saturating_add(node.size);
                if self.repeated > MOST {
                    return Err(NotYaml::at(span, format!("aliases repeat more than {MOST} values of the file.")));
                }
                if self.open.len() + depth > DEEPEST {
                    return Err(NotYaml::at(span, format!("the file nests more than {DEEPEST} deep.")));
                }
                // Where the alias stands is where its value is said, if it is a single one.
                let node = match &node.shape {
                    Shape::Scalar { text, is_quoted } => Rc::new(Node::scalar(place, text.clone(), *is_quoted)),
                    _ => node,
                };
                self.close(node, 0, span)?;
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = Node::scalar(place, text, style != ScalarStyle::Plain);
                self.close(Rc::new(node), anchor, span)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                self.opens(Open::List { start: place.start, anchor, elements: Vec::new() }, span)?;
            }
            Event::MappingStart(_, anchor, _) => {
                self.opens(Open::Object { start: place.start, anchor, entries: Vec::new(), key: None }, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (node, anchor) = match self.open.pop() {
                    Some(Open::List { start, anchor, elements }) => {
                        let end = elements.iter().map(|element| element.span.end).max().unwrap_or(place.end);
                        (Node::list(start..end.max(start), elements), anchor)
                    }
                    Some(Open::Object { start, anchor, entries, .. }) => {
                        let end = entries.iter().map(|entry| entry.whole().end).max().unwrap_or(place.end);
                        (Node::object(start..end.max(start), entries), anchor)
                    }
                    None => return Ok(()),
                };
                self.close(Rc::new(node), anchor, span)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn opens(&mut self, open: Open, span: &Span) -> Result<(), NotYaml> {
        if self.open.len() >= DEEPEST {
            return Err(NotYaml::at(span, format!("the file nests more than {DEEPEST} deep.")));
        }
        self.open.push(open);
        Ok(())
    }

    /// Puts a node where it belongs: into what is open, or as a document.
    fn close(&mut self, node: Rc<Node>, anchor: usize, span: &Span) -> Result<(), NotYaml> {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), depth(&node)));
        }
        match self.open.last_mut() {
            None => self.documents.push(node),
            Some(Open::List { elements, .. }) => elements.push(node),
            Some(Open::Object { entries, key, .. }) => match key.take() {
                Some((key, place)) => entries.push(Entry { key, place, value: node }),
                None => {
                    let name = match &node.shape {
                        Shape::Scalar { text, .. } => text.clone(),
                        _ => {
                            return Err(NotYaml::at(
                                span,
                                "a name is a list or names others; it is read nowhere.".into(),
                            ));
                        }
                    };
                    *key = Some((name, node.span.clone()));
                }
            },
        }
        Ok(())
    }
}

/// How deep a node nests; 0 for a single value. No deeper than [`DEEPEST`].
fn depth(node: &Node) -> usize {
    let below = |nodes: &mut dyn Iterator<Item = &Rc<Node>>| nodes.map(|node| depth(node)).max().unwrap_or_default();
    match &node.shape {
        Shape::Scalar { .. } => 0,
        Shape::List(elements) => 1 + below(&mut elements.iter()),
        Shape::Object(entries) => 1 + below(&mut entries.iter().map(|entry| &entry.value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'t>(text: &'t str, path: &[&str]) -> Option<(String, &'t str)> {
        let yaml = of(text).unwrap_or_else(|error| panic!("{error:?}"));
        let mut node = &*yaml.root;
        for name in path {
            node = node.get(name)?;
        }
        Some((node.value().to_json_text()?, text.get(node.span.clone())?))
    }

    #[test]
    fn each_part_has_its_place() {
        let text = "a: 1\nb:\n  - 'x'\n  - {c: ~}\nd: |\n  two\n  lines\ne: \"q\"\n";
        assert_eq!(at(text, &["a"]), Some(("1".into(), "1")));
        assert_eq!(at(text, &["b"]).map(|(value, _)| value), Some(r#"["x",{"c":null}]"#.into()));
        assert_eq!(at(text, &["e"]), Some((r#""q""#.into(), "\"q\"")));
        assert_eq!(at(text, &["d"]).map(|(value, _)| value), Some(r#""two\nlines\n""#.into()));
    }

    #[test]
    fn aliases_repeat_what_they_name_and_bombs_are_refused() {
        assert_eq!(at("a: &x {b: 1}\nc: *x\n", &["c", "b"]), Some(("1".into(), "1")));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(10);
            bomb += &format!("a{level}: &a{level} [{}]\n", below.trim_end_matches(", "));
        }
        let error = of(&bomb).err().map(|error| (error.line, error.message));
        assert_eq!(error, Some((5, "aliases repeat more than 65536 values of the file.".into())));
        let error = of("a: &a [*a]\n").err().map(|error| error.line);
        assert_eq!(error, Some(1));
        for text in ["[".repeat(40), "- ".repeat(40), "a: ".repeat(3), "&a ".repeat(50), "{".repeat(100_000)] {
            assert!(of(&text).is_err(), "{}", &text[..10.min(text.len())]);
        }
    }
}
