//! A name in the address that names nothing.

use openmercato_ecs_core::nearest;

/// A preset, a section or a view that was asked for and does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    /// What it should be: `preset`, `section` or `view`.
    pub(crate) kind: &'static str,
    /// The name that was asked for.
    pub(crate) name: String,
    /// The name that is nearest to it, if one is near.
    pub(crate) nearest: Option<String>,
}

impl Unknown {
    /// A name that none of `known` is.
    pub(crate) fn among<'a>(kind: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Self {
        Self { kind, name: name.to_owned(), nearest: nearest(name, known).map(ToOwned::to_owned) }
    }

    /// What is said of it.
    pub(crate) fn words(&self) -> String {
        let nearest = self.nearest.as_ref().map(|nearest| format!(" Did you mean {nearest:?}?"));
        format!("There is no {} {:?}.{}", self.kind, self.name, nearest.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_said_where_one_is_near() {
        let known = ["minimal-managed", "complete"];
        let near = Unknown::among("preset", "minimal-manged", known.into_iter());
        assert_eq!(near.words(), "There is no preset \"minimal-manged\". Did you mean \"minimal-managed\"?");
        let far = Unknown::among("view", "<b>", known.into_iter());
        assert_eq!(far.words(), "There is no view \"<b>\".");
    }
}
