//! The picture as a Mermaid flowchart.

use crate::boundary::Boundary;
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, Part};
use crate::text::one_line;
use crate::topology::Topology;
use crate::ways::ports_in_words;
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
        for outermost in [BoundaryId::Internet, BoundaryId::Account, BoundaryId::Elsewhere] {
            self.write_group(&mut chart, &names, outermost, 1);
        }
        for way in self.ways() {
            let connections = self.legs(&way);
            let (from, to) = (names.of_part(&way.from), names.of_part(&way.to));
            let _ = match ports_in_words(&connections).as_str() {
                "" => writeln!(chart, "  {from} -.- {to}"),
                ports => writeln!(chart, "  {from} -->|\"{}\"| {to}", escaped(ports)),
            };
        }
        chart.push_str("  classDef existing stroke-dasharray:6 4\n  classDef outside stroke-dasharray:2 4\n");
        for ownership in [Ownership::Existing, Ownership::Outside] {
            let members: Vec<_> = self.nodes.iter().filter(|node| node.ownership == ownership).collect();
            if !members.is_empty() {
                let members: Vec<_> = members.iter().map(|node| names.of_part(&node.id.clone().into())).collect();
                let _ = writeln!(chart, "  class {} {}", members.join(","), ownership.class());
            }
        }
        chart
    }

    fn write_group(&self, chart: &mut String, names: &Names, id: BoundaryId, depth: usize) {
        let Some(boundary) = self.boundary(id) else { return };
        let indent = "  ".repeat(depth);
        let (name, label) = (names.of_part(&id.into()), self.group_label(boundary));
        let _ = writeln!(chart, "{indent}subgraph {name}[\"{}\"]", escaped(&label));
        for node in self.nodes.iter().filter(|node| group_of(node.within) == id) {
            let _ = writeln!(chart, "{indent}  {}[\"{}\"]", names.of_part(&node.id.clone().into()), node_text(node));
        }
        for inner in inner_groups(id) {
            self.write_group(chart, names, *inner, depth + 1);
        }
        let _ = writeln!(chart, "{indent}end");
    }

    /// A group of subnets is named after all of them.
    fn group_label(&self, boundary: &Boundary) -> String {
        let all = self.boundaries.iter().filter(|other| other.kind() == boundary.kind());
        let details: Vec<_> = all.map(|other| other.detail.as_str()).filter(|detail| !detail.is_empty()).collect();
        let plural = if details.len() > 1 { "s" } else { "" };
        [&format!("{}{plural}", boundary.label), details.join(", ").as_str()].join(" ").trim().to_owned()
    }
}

/// The groups directly within one.
fn inner_groups(group: BoundaryId) -> &'static [BoundaryId] {
    match group {
        BoundaryId::Account => &[BoundaryId::Region],
        BoundaryId::Region => &[BoundaryId::Vpc],
        BoundaryId::Vpc => &[BoundaryId::PublicSubnet(0), BoundaryId::PrivateSubnet(0)],
        BoundaryId::PrivateSubnet(_) => &[BoundaryId::Cluster],
        BoundaryId::Internet
        | BoundaryId::Zone(_)
        | BoundaryId::PublicSubnet(_)
        | BoundaryId::Cluster
        | BoundaryId::Elsewhere => &[],
    }
}

/// The group that stands for a boundary: the first subnet for those of all zones.
fn group_of(boundary: BoundaryId) -> BoundaryId {
    match boundary {
        BoundaryId::PublicSubnet(_) => BoundaryId::PublicSubnet(0),
        BoundaryId::PrivateSubnet(_) => BoundaryId::PrivateSubnet(0),
        other => other,
    }
}

fn node_text(node: &Node) -> String {
    let mut lines = vec![escaped(&node.label)];
    lines.extend(node.details.iter().map(|detail| escaped(detail)));
    lines.join("<br/>")
}

/// Names without anything that Mermaid could take for syntax, each part its own.
struct Names(BTreeMap<Part, String>);

impl Names {
    fn of(topology: &Topology) -> Self {
        let nodes = topology.nodes.iter().map(|node| Part::Node(node.id.clone()));
        let boundaries = topology.boundaries.iter().map(|boundary| Part::Boundary(boundary.id));
        let mut names = BTreeMap::new();
        let mut taken = Vec::new();
        for part in nodes.chain(boundaries) {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
            let base: String = part.to_string().chars().take(80).map(plain).collect();
            let mut name = base.clone();
            let mut number = 2;
            while taken.contains(&name) {
                name = format!("{base}_{number}");
                number += 1;
            }
            taken.push(name.clone());
            names.insert(part, name);
        }
        Self(names)
    }

    fn of_part(&self, part: &Part) -> &str {
        self.0.get(part).map_or("unknown", String::as_str)
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
