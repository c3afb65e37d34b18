//! The picture as a Mermaid flowchart.

use super::text::one_line;
use super::ways::ports_in_words;
use super::{Boundary, BoundaryKind, Node, Ownership, Topology};
use std::collections::BTreeMap;
use std::fmt::Write;

impl Topology {
    /// The picture as a Mermaid flowchart, a text that many wikis and README renderers draw.
    ///
    /// Mermaid's groups can only nest, so subnets of all zones make one group; every label is escaped with Mermaid's
    /// entity codes: <https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters>.
    pub fn to_mermaid(&self) -> String {
        let names = Names::of(self);
        let mut chart = String::from("flowchart LR\n");
        for outermost in ["internet", "account", "elsewhere"] {
            self.write_group(&mut chart, &names, outermost, 1);
        }
        for (from, to) in self.ways() {
            let connections = self.legs(from, to);
            let (from, to) = (names.of_part(from), names.of_part(to));
            let _ = match ports_in_words(&connections).as_str() {
                "" => writeln!(chart, "  {from} -.- {to}"),
                ports => writeln!(chart, "  {from} -->|\"{}\"| {to}", escaped(ports)),
            };
        }
        chart.push_str("  classDef existing stroke-dasharray:6 4\n  classDef outside stroke-dasharray:2 4\n");
        for ownership in [Ownership::Existing, Ownership::Outside] {
            let members: Vec<_> = self.nodes.iter().filter(|node| node.ownership == ownership).collect();
            if !members.is_empty() {
                let members: Vec<_> = members.iter().map(|node| names.of_part(&node.id)).collect();
                let _ = writeln!(chart, "  class {} {}", members.join(","), ownership.class());
            }
        }
        chart
    }

    fn write_group(&self, chart: &mut String, names: &Names, id: &str, depth: usize) {
        let Some(boundary) = self.boundary(id) else { return };
        let indent = "  ".repeat(depth);
        let _ = writeln!(chart, "{indent}subgraph {}[\"{}\"]", names.of_part(id), escaped(&self.group_label(boundary)));
        for node in self.nodes.iter().filter(|node| group_of(&node.within[0]) == id) {
            let _ = writeln!(chart, "{indent}  {}[\"{}\"]", names.of_part(&node.id), node_text(node));
        }
        for inner in self.inner_groups(boundary.kind) {
            self.write_group(chart, names, inner, depth + 1);
        }
        let _ = writeln!(chart, "{indent}end");
    }

    fn inner_groups(&self, kind: BoundaryKind) -> &'static [&'static str] {
        match kind {
            BoundaryKind::Account => &["region"],
            BoundaryKind::Region => &["vpc"],
            BoundaryKind::Vpc => &["public/0", "private/0"],
            BoundaryKind::PrivateSubnet => &["cluster"],
            _ => &[],
        }
    }

    /// A group of subnets is named after all of them.
    fn group_label(&self, boundary: &Boundary) -> String {
        let all = self.boundaries.iter().filter(|other| other.kind == boundary.kind);
        let details: Vec<_> = all.map(|other| other.detail.as_str()).filter(|detail| !detail.is_empty()).collect();
        let plural = if details.len() > 1 { "s" } else { "" };
        [&format!("{}{plural}", boundary.label), details.join(", ").as_str()].join(" ").trim().to_owned()
    }
}

/// The group that stands for a boundary: the first subnet for those of all zones.
fn group_of(boundary: &str) -> &str {
    match boundary.split('/').next() {
        Some("public") => "public/0",
        Some("private") => "private/0",
        _ => boundary,
    }
}

fn node_text(node: &Node) -> String {
    let mut lines = vec![escaped(&node.label)];
    lines.extend(node.details.iter().map(|detail| escaped(detail)));
    lines.join("<br/>")
}

/// Names without anything that Mermaid could take for syntax, each part its own.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(topology: &Topology) -> Self {
        let nodes = topology.nodes.iter().map(|node| &node.id);
        let mut names = BTreeMap::new();
        let mut taken = Vec::new();
        for id in nodes.chain(topology.boundaries.iter().map(|boundary| &boundary.id)) {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
            let base: String = id.chars().take(80).map(plain).collect();
            let mut name = base.clone();
            let mut number = 2;
            while taken.contains(&name) {
                name = format!("{base}_{number}");
                number += 1;
            }
            taken.push(name.clone());
            names.insert(id.clone(), name);
        }
        Self(names)
    }

    fn of_part(&self, id: &str) -> &str {
        self.0.get(id).map_or("unknown", String::as_str)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in one_line(text).chars() {
        match character {
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '#' | '`' | '\\' | '[' | ']' | '{' | '}' | '|' | ';' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out
}
