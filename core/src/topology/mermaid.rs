//! The picture as a Mermaid flowchart.

use super::Topology;

impl Topology {
    /// The picture as a Mermaid flowchart, a text that many wikis and README renderers draw.
    pub fn to_mermaid(&self) -> String {
        String::new()
    }
}
