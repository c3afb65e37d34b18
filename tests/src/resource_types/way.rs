use serde::{Deserialize, Serialize};

/// From what to what an argument or a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// There is none, and the resource is made.
    Absent,
    /// There is an empty collection, and the resource is made.
    Empty,
    /// There is a collection with an element that is known after apply, and the resource is made.
    Unsettled,
    /// There is a text of JSON with the objects of its arrays in reverse, and the resource is made.
    Reversed,
    /// It is set, where it was not.
    Added,
    /// It is set no longer.
    Removed,
    /// It becomes another, of which none is the greater.
    Changed,
    /// It becomes greater, as a number or a version.
    Increased,
    /// It becomes less.
    Decreased,
}
