//! What leaves the topology as text: SVG, Mermaid and the table.

use super::samples::{HOSTILE, Sample, all, every_option};
use crate::Topology;

fn table(topology: &Topology) -> String {
    let rows = topology.table();
    rows.iter().map(|row| format!("{} -> {} | {} | {}\n", row.from, row.to, row.port, row.why)).collect()
}

#[test]
fn mermaid_of_the_managed_preset() {
    insta::assert_snapshot!(Sample::minimal().topology().to_mermaid());
}

#[test]
fn mermaid_of_an_existing_network() {
    let sample = Sample::minimal().existing_network("vpc_endpoints").external().dns().waf().numbered_workers(2);
    insta::assert_snapshot!(sample.topology().to_mermaid());
}

#[test]
fn table_of_the_managed_preset() {
    insta::assert_snapshot!(table(&Sample::minimal().topology()));
}

#[test]
fn table_of_an_existing_network() {
    let sample = Sample::minimal().existing_network("vpc_endpoints").external().dns().waf().numbered_workers(2);
    insta::assert_snapshot!(table(&sample.topology()));
}

#[test]
fn description_in_words() {
    let drawing = Sample::minimal().topology().layout(crate::DrawingOptions::default());
    insta::assert_snapshot!(format!("{}\n{}", drawing.title, drawing.description));
}

#[test]
fn every_svg_is_well_formed() {
    for (name, sample) in all() {
        for (suffix, options) in every_option() {
            let svg = sample.topology().layout(options).to_svg();
            let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{name}{suffix}: {error}"));
            let titles = document.descendants().filter(|element| element.has_tag_name("title")).count();
            assert!(titles > 10, "{name}{suffix}: {titles} titles");
            let scripts = document.descendants().filter(|element| element.has_tag_name("script")).count();
            assert_eq!(scripts, 0, "{name}{suffix}");
        }
    }
}

#[test]
fn hostile_text_stays_text() {
    let (_, sample) = all().into_iter().find(|(name, _)| *name == "hostile").expect("a hostile sample");
    let topology = sample.topology();
    assert!(topology.nodes.iter().any(|node| node.label.contains("<script>")), "it is kept as it was typed");
    let chart = topology.to_mermaid();
    assert!(!chart.contains("<script") && !chart.contains(HOSTILE));
    for line in chart.lines() {
        assert!(line.matches('"').count() % 2 == 0, "{line}");
    }
    for (_, options) in every_option() {
        let svg = topology.layout(options).to_svg();
        assert!(!svg.contains("<script") && !svg.contains("]]>") && !svg.contains('\u{0}'));
    }
}

/// What a program needs that reads neither style sheets nor variables, and inherits nothing from the page around it.
#[test]
fn every_shape_of_a_file_has_its_colours_on_it() {
    for (name, sample) in all() {
        for (suffix, options) in every_option() {
            let svg = sample.topology().layout(options).to_svg();
            let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{name}{suffix}: {error}"));
            let root = document.root_element();
            assert_eq!(root.attribute("direction"), Some("ltr"), "a page from right to left turns no anchor");
            assert!(root.attribute("font-family").is_some_and(|fonts| fonts.ends_with("sans-serif")));
            for element in document.descendants().filter(roxmltree::Node::is_element) {
                assert!(!element.has_tag_name("style") && element.attribute("style").is_none(), "{name}{suffix}");
                let is_shape = ["rect", "path", "circle", "text"].iter().any(|shape| element.has_tag_name(*shape));
                if is_shape {
                    assert!(element.attribute("fill").is_some(), "{name}{suffix}: {element:?}");
                }
                if element.has_tag_name("text") {
                    assert!(element.attribute("font-size").is_some(), "{name}{suffix}: {element:?}");
                }
                for attribute in element.attributes() {
                    assert!(!attribute.value().contains("var("), "{name}{suffix}: {attribute:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let svg = Sample::minimal().topology().layout(crate::DrawingOptions::default()).to_svg();
    let addresses: Vec<_> = svg.match_indices("http").map(|(at, _)| &svg[at..at + 26]).collect();
    assert_eq!(addresses, ["http://www.w3.org/2000/svg"]);
    assert!(!svg.contains("url("));
}
