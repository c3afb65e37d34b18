//! Every drawing is readable: nothing overlaps, nothing is cut off, everything is where it belongs.

use super::samples::{Sample, all, every_option};
use crate::text::width;
use crate::{
    Anchor, BoundaryId, BoundaryKind, Card, Drawing, DrawingOptions, Line, NodeId, NodeKind, Orientation, Rect,
    STAGE_LETTERS, Text, TextStyle, Topology,
};
use openmercato_ecs_module::{Evaluation, Module, preset};
use proptest::prelude::*;
use serde_json::json;
use std::borrow::Cow;

/// The room that a text takes, by the cautious estimate.
fn room(text: &Text, options: DrawingOptions) -> Rect {
    let size = if options.orientation == Orientation::Stage { STAGE_LETTERS } else { text.style.size() };
    let w = width(&text.text, text.style) * size / text.style.size();
    if text.turned {
        return Rect { x: text.x - size / 5, y: text.y, w: size * 19 / 20, h: w };
    }
    let x = match text.anchor {
        Anchor::Start => text.x,
        Anchor::Middle => text.x - w / 2,
        Anchor::End => text.x - w,
    };
    Rect { x, y: text.y - size * 3 / 4, w, h: size * 19 / 20 }
}

fn segments(line: &Line) -> impl Iterator<Item = Rect> + '_ {
    line.points.windows(2).map(|ends| {
        let (a, b) = (ends[0], ends[1]);
        Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs().max(1), h: (a.y - b.y).abs().max(1) }
    })
}

/// Every fault of a drawing, in words.
fn faults(topology: &Topology, drawing: &Drawing, options: DrawingOptions) -> Vec<String> {
    let topology = &*drawn(topology, options);
    let room = |text: &Text| room(text, options);
    let mut faults = Vec::new();
    let whole = Rect { x: 0, y: 0, w: drawing.width, h: drawing.height };
    for (index, card) in drawing.cards.iter().enumerate() {
        if !whole.contains(&card.rect) {
            faults.push(format!("{} is outside the picture", card.key));
        }
        for other in drawing.cards[index + 1..].iter().filter(|other| other.rect.overlaps(&card.rect)) {
            faults.push(format!("{} overlaps {}", card.key, other.key));
        }
        for text in card.texts.iter().filter(|text| !card.rect.contains(&room(text))) {
            faults.push(format!("{}: {:?} sticks out", card.key, text.text));
        }
        if !card.rect.contains(&card.tint()) {
            faults.push(format!("{}: the glyph sticks out", card.key));
        }
        for (text, glyph) in
            card.texts.iter().map(|text| (text, card.tint())).filter(|(text, glyph)| room(text).overlaps(glyph))
        {
            faults.push(format!("{}: {:?} is on the glyph {glyph:?}", card.key, text.text));
        }
    }
    for frame in &drawing.frames {
        if !whole.contains(&frame.rect) {
            faults.push(format!("{} is outside the picture", frame.id));
        }
        for text in &frame.texts {
            if !frame.rect.contains(&room(text)) {
                faults.push(format!("{}: {:?} sticks out", frame.id, text.text));
            }
            for card in drawing.cards.iter().filter(|card| card.rect.overlaps(&room(text))) {
                faults.push(format!("{}: {:?} is under {}", frame.id, text.text, card.key));
            }
            for line in drawing.lines.iter().filter(|line| segments(line).any(|segment| segment.overlaps(&room(text))))
            {
                faults.push(format!("{}: {:?} is crossed by {}", frame.id, text.text, line.key));
            }
        }
    }
    faults.extend(line_faults(drawing, whole, room));
    faults.extend(containment_faults(topology, drawing, options));
    faults
}

/// What a drawing shows: on a stage, less.
fn drawn(topology: &Topology, options: DrawingOptions) -> Cow<'_, Topology> {
    if options.orientation == Orientation::Stage { Cow::Owned(topology.folded()) } else { Cow::Borrowed(topology) }
}

fn line_faults(drawing: &Drawing, whole: Rect, room: impl Fn(&Text) -> Rect) -> Vec<String> {
    let mut faults = Vec::new();
    for line in &drawing.lines {
        let oblique = line.points.windows(2).any(|ends| ends[0].x != ends[1].x && ends[0].y != ends[1].y);
        if oblique || line.points.len() < 2 {
            faults.push(format!("{} is not drawn at right angles: {:?}", line.key, line.points));
        }
        if line.points.iter().any(|point| !whole.contains(&Rect { x: point.x, y: point.y, w: 0, h: 0 })) {
            faults.push(format!("{} leaves the picture", line.key));
        }
        for card in drawing.cards.iter().filter(|card| segments(line).any(|segment| inner(card).overlaps(&segment))) {
            faults.push(format!("{} runs through {}", line.key, card.key));
        }
        let Some(label) = &line.label else { continue };
        for card in drawing.cards.iter().filter(|card| card.rect.overlaps(&room(label))) {
            faults.push(format!("{}: {:?} is on {}", line.key, label.text, card.key));
        }
        let frame_texts = drawing.frames.iter().flat_map(|frame| &frame.texts);
        let labels =
            drawing.lines.iter().filter(|other| other.key != line.key).filter_map(|other| other.label.as_ref());
        for text in frame_texts.chain(labels).filter(|text| room(text).overlaps(&room(label))) {
            faults.push(format!("{}: {:?} is on {:?}", line.key, label.text, text.text));
        }
        if !whole.contains(&room(label)) {
            faults.push(format!("{}: {:?} leaves the picture", line.key, label.text));
        }
    }
    faults
}

/// A card without its edge, where lines end.
fn inner(card: &Card) -> Rect {
    let Rect { x, y, w, h } = card.rect;
    Rect { x: x + 2, y: y + 2, w: w - 4, h: h - 4 }
}

/// Cards are within the frames of their boundaries, and frames within those around them. What spans zones is within
/// all of them together.
fn containment_faults(topology: &Topology, drawing: &Drawing, options: DrawingOptions) -> Vec<String> {
    let mut faults = Vec::new();
    let frame = |id: BoundaryId| drawing.frames.iter().find(|frame| frame.id == id).map(|frame| frame.rect);
    for card in &drawing.cards {
        let Some(node) = topology.node(&card.node) else { continue };
        let own = card.key.split_once('~').and_then(|(_, index)| node.replicas.get(index.parse::<usize>().ok()?));
        let mut within = vec![own.map_or(node.within, |replica| replica.within)];
        if options.orientation == Orientation::Portrait {
            // On a phone what is in one zone may be as wide as all of them.
            let kind = within[0].kind();
            within = topology.boundaries.iter().map(|b| b.id).filter(|id| id.kind() == kind).collect();
        }
        let around = within.iter().filter_map(|id| frame(*id)).reduce(hull);
        if !around.is_some_and(|around| around.contains(&card.rect)) {
            faults.push(format!("{} is not within {within:?}", card.key));
        }
    }
    for inner in &topology.boundaries {
        let (Some(rect), Some(around)) =
            (frame(inner.id), inner.within.iter().filter_map(|id| frame(*id)).reduce(hull))
        else {
            continue;
        };
        if !around.contains(&rect) {
            faults.push(format!("{} is not within {:?}", inner.id, inner.within));
        }
    }
    faults
        .extend(topology.boundaries.iter().filter(|b| frame(b.id).is_none()).map(|b| format!("{} is not drawn", b.id)));
    faults
}

fn hull(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect { x, y, w: a.right().max(b.right()) - x, h: a.bottom().max(b.bottom()) - y }
}

#[test]
fn every_sample_is_readable() {
    let mut all_faults = Vec::new();
    for (name, sample) in all() {
        let topology = sample.topology();
        for (suffix, options) in every_option() {
            let drawing = topology.layout(options);
            all_faults.extend(
                faults(&topology, &drawing, options).into_iter().map(|fault| format!("{name}{suffix}: {fault}")),
            );
        }
    }
    assert!(all_faults.is_empty(), "{} faults:\n{}", all_faults.len(), all_faults.join("\n"));
}

#[test]
fn a_phone_shows_the_whole_width() {
    for (name, sample) in all() {
        for (_, options) in every_option().filter(|(_, options)| options.orientation == Orientation::Portrait) {
            let drawing = sample.topology().layout(options);
            let width: i32 = drawing.view_box().split(' ').nth(2).and_then(|w| w.parse().ok()).expect("a width");
            assert!(width <= 360, "{name}: {width}");
        }
    }
}

#[test]
fn every_node_and_connection_is_drawn() {
    for (name, sample) in all() {
        let topology = sample.topology();
        for (suffix, options) in every_option().filter(|(_, options)| options.expanded) {
            let drawing = topology.layout(options);
            for node in &topology.nodes {
                let cards = drawing.cards.iter().filter(|card| card.node == node.id && !card.replica).count();
                assert_eq!(cards, 1, "{name}{suffix}: {}", node.id);
            }
            for connection in &topology.connections {
                let drawn = drawing.lines.iter().any(|line| line.connections.contains(&connection.id()));
                assert!(drawn, "{name}{suffix}: {}", connection.id());
            }
        }
    }
}

/// Public and private, NAT and the zones have their names in every picture, however many there are.
#[test]
fn no_label_is_lost() {
    for (name, sample) in all().into_iter().filter(|(name, _)| *name != "hostile") {
        let topology = sample.topology();
        for (suffix, options) in every_option() {
            let drawing = topology.layout(options);
            for frame in &drawing.frames {
                let has_label = frame.texts.iter().any(|text| text.style == TextStyle::Frame);
                assert!(has_label, "{name}{suffix}: {} has no label", frame.id);
            }
            for card in drawing.cards.iter().filter(|card| !card.replica) {
                let label = card.texts.iter().find(|text| text.style == TextStyle::Label);
                let label = label.unwrap_or_else(|| panic!("{name}{suffix}: {} has no label", card.key));
                if card.kind() == NodeKind::Nat {
                    assert!(label.text.starts_with("NAT"), "{name}{suffix}: {} is called {}", card.key, label.text);
                }
            }
            for kind in [BoundaryKind::Zone, BoundaryKind::PublicSubnet, BoundaryKind::PrivateSubnet] {
                let of_kind = drawing.frames.iter().filter(|frame| frame.kind() == kind);
                let labels = of_kind.flat_map(|frame| &frame.texts).filter(|text| text.style == TextStyle::Frame);
                let cut: Vec<_> = labels.filter(|label| label.text.ends_with('…')).collect();
                assert!(cut.is_empty(), "{name}{suffix}: {cut:?}");
            }
        }
    }
}

/// What is shortened or left out can be read where the pointer rests, and by screen readers.
#[test]
fn every_title_has_the_whole_text() {
    let long = "a-name-that-is-far-too-long-for-any-card-of-the-picture";
    let sample = Sample::minimal().existing_network("nat").workers([long.to_owned()]);
    for (name, sample) in all().into_iter().chain([("long", sample)]).filter(|(name, _)| *name != "hostile") {
        let topology = sample.topology();
        for (suffix, options) in every_option() {
            let shown = drawn(&topology, options);
            let drawing = topology.layout(options);
            for card in drawing.cards.iter().filter(|card| !card.replica) {
                let Some(node) = shown.node(&card.node) else { continue };
                for text in [&node.label, &node.spread].into_iter().chain(&node.details) {
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(card.title.contains(&text), "{name}{suffix}: {:?} lacks {text:?}", card.title);
                }
            }
            for frame in &drawing.frames {
                let Some(boundary) = shown.boundary(frame.id) else { continue };
                let has = frame.title.contains(&boundary.label) && frame.title.contains(&boundary.detail);
                assert!(has, "{name}{suffix}: {:?} lacks {boundary:?}", frame.title);
            }
        }
    }
}

/// A service that runs in several zones says so, and in the tall picture its card reaches over all of them.
#[test]
fn a_service_is_shown_in_all_its_zones() {
    for zones in 2..=6 {
        let count = json!({"web_service": {"desired_count": zones}});
        let topology = Sample::minimal().zones(zones).numbered_workers(1).with(&count).topology();
        for (suffix, options) in every_option() {
            let drawing = topology.layout(options);
            let card = |id: &NodeId| drawing.cards.iter().find(|card| card.node == *id).expect("drawn");
            let web = card(&NodeId::Web);
            let mark = format!("in {zones} zones");
            assert!(web.texts.iter().any(|text| text.text == mark), "{zones}{suffix}: {:?}", web.texts);
            let worker = card(&NodeId::Worker("emails".into()));
            assert!(worker.title.contains(&format!("in 1 of {zones} zones")), "{zones}{suffix}: {}", worker.title);
            let cluster = drawing.frames.iter().find(|frame| frame.id == BoundaryId::Cluster).expect("drawn");
            assert!(cluster.texts.iter().any(|text| text.text == mark), "{zones}{suffix}: {:?}", cluster.texts);
            if options.orientation == Orientation::Portrait {
                let zones = drawing.frames.iter().filter(|frame| frame.kind() == BoundaryKind::PrivateSubnet);
                for zone in zones {
                    let is_in = zone.rect.x < web.rect.right() && web.rect.x < zone.rect.right();
                    assert!(is_in, "{suffix}: web is not in {}", zone.id);
                }
            }
        }
    }
    let one = Sample::minimal().zones(1).topology();
    assert_eq!(one.node(&NodeId::Web).map(|web| web.spread.as_str()), Some(""));
}

/// A projector of 1920 by 1080 shows every preset with letters of 18 pixels and more, above a bar of 48 pixels.
#[test]
fn presets_can_be_read_from_the_back_of_a_room() {
    const LETTERS: f64 = 18.0;
    for preset in preset::all() {
        let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
        let topology = Topology::of(&evaluation.plan, evaluation.in_effect());
        let drawing = topology.layout(DrawingOptions { orientation: Orientation::Stage, expanded: false });
        let side = |length: i32| f64::from(length + 16);
        let unit = (1920.0 / side(drawing.width)).min(1032.0 / side(drawing.height));
        let letters = unit * f64::from(STAGE_LETTERS);
        assert!(letters >= LETTERS, "{}: {letters:.1} px, {} by {}", preset.name, drawing.width, drawing.height);
        let is_sized = |card: &&Card| matches!(card.kind(), NodeKind::Web | NodeKind::Worker | NodeKind::Search);
        let sizes = drawing.cards.iter().filter(is_sized).flat_map(|card| &card.texts);
        let cut: Vec<_> = sizes.filter(|text| text.text.ends_with('…')).collect();
        assert!(cut.is_empty(), "{}: {cut:?}", preset.name);
    }
}

#[test]
fn keys_of_elements_are_unique() {
    for (name, sample) in all() {
        for (suffix, options) in every_option() {
            let drawing = sample.topology().layout(options);
            let mut keys: Vec<_> =
                drawing.cards.iter().map(|card| &card.key).chain(drawing.lines.iter().map(|line| &line.key)).collect();
            let count = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), count, "{name}{suffix}");
        }
    }
}

#[test]
fn more_than_eight_workers_fold_into_one_card() {
    let fold = |count| {
        let drawing = Sample::minimal().numbered_workers(count).topology().layout(DrawingOptions::default());
        drawing.cards.iter().filter(|card| card.kind() == NodeKind::Worker).map(|card| card.count).collect::<Vec<_>>()
    };
    assert_eq!(fold(8), vec![1; 8]);
    assert_eq!(fold(9), vec![9]);
}

/// One change at a time leaves what stays in its order: no two cards change sides.
#[test]
fn a_change_keeps_the_arrangement() {
    let base = Sample::minimal().numbered_workers(3);
    let changes = [
        ("a single NAT gateway", base.clone().with(&json!({"nat_gateway_mode": "single"}))),
        ("no standby", base.clone().with(&json!({"db_multi_az": false}))),
        ("one Redis node", base.clone().with(&json!({"redis_multi_az": false, "redis_num_cache_clusters": 1}))),
        ("a domain", base.clone().dns()),
        ("a web ACL", base.clone().waf()),
        ("one more worker", base.clone().numbered_workers(4)),
        ("no workers", Sample::minimal()),
        ("a file system", base.clone().uploads("efs")),
        ("a search engine", base.clone().search("managed")),
        ("an external Redis", base.clone().with(&json!({"redis_mode": "external"}))),
    ];
    for (suffix, options) in every_option() {
        let before = base.topology().layout(options);
        for (change, after) in &changes {
            let after = after.topology().layout(options);
            let both: Vec<_> = before
                .cards
                .iter()
                .filter_map(|card| Some((card, after.cards.iter().find(|c| c.key == card.key)?)))
                .collect();
            assert!(both.len() > 8, "{change}{suffix}");
            for (a, a_after) in &both {
                for (b, b_after) in &both {
                    let moved = |key: fn(&Rect) -> (i32, i32)| {
                        let ((_, end), (start, _)) = (key(&a.rect), key(&b.rect));
                        let ((start_after, _), (_, end_after)) = (key(&a_after.rect), key(&b_after.rect));
                        end <= start && start_after >= end_after
                    };
                    let external =
                        *change == "an external Redis" && (a.node == NodeId::Redis || b.node == NodeId::Redis);
                    let sides = moved(|rect| (rect.x, rect.right())) || moved(|rect| (rect.y, rect.bottom()));
                    assert!(!sides || external, "{change}{suffix}: {} and {} changed sides", a.key, b.key);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any number of zones, workers and modes, with names of any length.
    #[test]
    fn any_deployment_is_readable(
        zones in 1_usize..8,
        names in prop::collection::btree_set("[a-zA-Z0-9 _<>&\"äß漢🦀-]{1,40}", 0..14),
        domain in prop::option::of("[a-z]{1,60}\\.example"),
        flags in prop::array::uniform8(any::<bool>()),
        nodes in 1_usize..8,
        image in "[a-z./:@]{0,60}",
        uploads in prop::sample::select(vec!["task_disk", "efs", "s3"]),
        search in prop::sample::select(vec!["none", "managed", "external"]),
    ) {
        let [dns, waf, external_db, external_redis, existing, endpoints, single, serverless] = flags;
        let mut sample = Sample::minimal().zones(zones).uploads(uploads).search(search).with(&json!({
            "image": image, "redis_num_cache_clusters": nodes, "domain_name": domain,
            "nat_gateway_mode": if single { "single" } else { "per_zone" },
            "redis_deployment_mode": if serverless { "serverless" } else { "replication_group" },
        }));
        if !names.is_empty() {
            sample = sample.workers(names);
        }
        if dns { sample = sample.with(&json!({"dns_mode": "route53"})); }
        if waf { sample = sample.waf(); }
        if external_db { sample = sample.with(&json!({"database_mode": "external"})); }
        if external_redis { sample = sample.with(&json!({"redis_mode": "external"})); }
        if existing { sample = sample.existing_network(if endpoints { "vpc_endpoints" } else { "nat" }); }
        let topology = sample.topology();
        for (suffix, options) in every_option() {
            let faults = faults(&topology, &topology.layout(options), options);
            prop_assert!(faults.is_empty(), "{suffix}: {faults:#?}\n{}", sample.inputs);
        }
    }
}
