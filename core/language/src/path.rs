//! Where in the inputs something is.

use std::fmt;
use std::sync::Arc;

/// A place in the inputs: a variable's name and the way into its value.
///
/// Written and read in the form that the module's messages use.
///
/// ```
/// use terraform_language::InputPath;
/// let path = InputPath::parse(r#"worker_services["emails"].memory"#).unwrap();
/// assert_eq!(path.variable(), "worker_services");
/// assert_eq!(path.to_string(), r#"worker_services["emails"].memory"#);
/// assert!(InputPath::parse("two words").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputPath {
    variable: Arc<str>,
    steps: Vec<Step>,
}

/// One step of an [`InputPath`] into a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// `.name`: an attribute of an object.
    Attribute(Arc<str>),
    /// `["key"]`: an element of a map.
    Key(Arc<str>),
    /// `[0]`: an element of a list, a set or a tuple.
    Index(usize),
}

impl InputPath {
    /// The path of a whole variable.
    pub fn of(variable: &str) -> Self {
        Self { variable: variable.into(), steps: Vec::new() }
    }

    /// The path one step further in.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut path = self.clone();
        path.steps.push(step);
        path
    }

    /// The path one step further out; `None` for that of a whole variable.
    pub fn parent(&self) -> Option<Self> {
        let mut path = self.clone();
        path.steps.pop()?;
        Some(path)
    }

    /// The variable's name.
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// The steps from the variable's value inwards; empty for the variable itself.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether `self` is `other` or lies inside it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.variable == other.variable && self.steps.starts_with(&other.steps)
    }

    /// Reads `name`, `name.attribute`, `name["key"]`, `name[0]` and what these make together. `None` when the text
    /// has another form.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.find(['.', '[']).unwrap_or(text.len());
        let (variable, mut rest) = text.split_at(end);
        let mut path = Self::of(identifier(variable)?);
        while !rest.is_empty() {
            let (step, after) = step(rest)?;
            path.steps.push(step);
            rest = after;
        }
        Some(path)
    }
}

fn identifier(text: &str) -> Option<&str> {
    let mut bytes = text.bytes();
    let first = bytes.next()?;
    let fits = (first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    fits.then_some(text)
}

fn step(text: &str) -> Option<(Step, &str)> {
    if let Some(rest) = text.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        return Some((Step::Attribute(identifier(name)?.into()), rest));
    }
    let inner = text.strip_prefix('[')?;
    if inner.starts_with('"') {
        // A key is written as a JSON string, which may hold brackets and dots of its own.
        let mut keys = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let key = keys.next()?.ok()?;
        let rest = inner.get(keys.byte_offset()..)?.strip_prefix(']')?;
        return Some((Step::Key(key.into()), rest));
    }
    let (index, rest) = inner.split_once(']')?;
    Some((Step::Index(index.parse().ok()?), rest))
}

impl fmt::Display for InputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.variable)?;
        self.steps.iter().try_for_each(|step| step.fmt(f))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(name) => write!(f, ".{name}"),
            Self::Key(key) => write!(f, "[{}]", serde_json::Value::from(&**key)),
            Self::Index(index) => write!(f, "[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["name", "web_service.cpu", "a[0].b", r#"a["x.y]z"].c[12]"#, r#"a["\"é\n"]"#] {
            assert_eq!(InputPath::parse(text).map(|p| p.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn refuses_other_forms() {
        for text in ["", "1a", "a b", "a.", "a[", "a[]", "a[\"x\"", "a[-1]", "a]"] {
            assert_eq!(InputPath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn knows_what_lies_within() {
        let whole = InputPath::of("web_service");
        let part = whole.then(Step::Attribute("cpu".into()));
        assert!(part.is_within(&whole) && !whole.is_within(&part));
    }
}
