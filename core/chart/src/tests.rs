//! The file as another program draws it, one that is no browser.

use crate::sheet::{HIGH, LOW, MARGIN, PAPER};
use crate::{bars, growth, to_svg};
use openmercato_ecs_cost::{Assumptions, Bars, Estimate, Growth};
use openmercato_ecs_module::{Evaluation, Inputs, Module, preset};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use serde_json::{Value as Json, json};
use std::sync::{Arc, LazyLock};
use terraform_language::Value;

/// Pixels a unit.
const SCALE: f32 = 2.0;

type Colour = [i32; 3];

/// The same on every machine, whatever fonts it has.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// A deployment's data, and its file as resvg draws it.
struct Rendering {
    bars: Bars,
    growth: Growth,
    svg: String,
    pixels: Pixmap,
}

impl Rendering {
    fn of(inputs: &Inputs) -> Self {
        let evaluation = Evaluation::of(Module::embedded(), inputs);
        let (values, assumptions) = (evaluation.in_effect(), Assumptions::default());
        let bars = Bars::of(&Estimate::of(&evaluation.plan, values, &assumptions));
        let growth = Growth::of(&evaluation.plan, values, &assumptions);
        let svg = to_svg(&bars, &growth);
        let tree =
            Tree::from_str(&svg, &Options { fontdb: FONTS.clone(), ..Options::default() }).expect("resvg reads it");
        let size = tree.size().to_int_size().scale_by(SCALE).expect("a size");
        let mut pixels = Pixmap::new(size.width(), size.height()).expect("a picture");
        resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
        Self { bars, growth, svg, pixels }
    }

    /// The preset with changes.
    fn preset(name: &str, changes: &Json) -> Self {
        let mut inputs = preset::find(name).unwrap_or_else(|| panic!("no preset {name}")).inputs.clone();
        for (name, value) in changes.as_object().into_iter().flatten() {
            inputs.set(name, Value::from_json(value));
        }
        Self::of(&inputs)
    }

    /// The colour at a point of the picture.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn at(&self, x: f64, y: f64) -> Colour {
        let pixel = |at: f64| ((at + f64::from(MARGIN)) * f64::from(SCALE)) as u32;
        let colour = self.pixels.pixel(pixel(x), pixel(y)).expect("in the picture").demultiply();
        assert_eq!(colour.alpha(), 255, "nothing is drawn at {x}, {y}");
        [colour.red(), colour.green(), colour.blue()].map(i32::from)
    }

    /// How many points of a rectangle are as dark as letters.
    fn letters(&self, [x, y, width, height]: [f64; 4]) -> usize {
        let along = |length: f64| (0..).map(|step| f64::from(step) / 2.0).take_while(move |at| *at < length);
        let points = along(height).flat_map(|down| along(width).map(move |right| (right, down)));
        points.filter(|(right, down)| self.at(x + right, y + down).iter().sum::<i32>() < 250).count()
    }
}

fn colour(hex: &str) -> Colour {
    [1, 3, 5].map(|at| i32::from_str_radix(&hex[at..at + 2], 16).expect("a colour"))
}

/// The luminance of a printer without colours, from 0 to 1.
fn grey(hex: &str) -> f64 {
    let [red, green, blue] = colour(hex).map(f64::from);
    (0.299 * red + 0.587 * green + 0.114 * blue) / 255.0
}

#[track_caller]
fn is(found: Colour, hex: &str) {
    let close = found.iter().zip(colour(hex)).all(|(found, wanted)| (found - wanted).abs() <= 3);
    assert!(close, "{found:?} is not {hex}");
}

#[test]
fn bars_reach_from_nothing_to_low_to_high() {
    let picture = Rendering::preset("split-workers-managed", &json!({}));
    let most = picture.bars.scale.most;
    for (row, bar) in [(0.0, "Tasks: web"), (1.0, "Tasks: indexing")] {
        let y = bars::TOP + bars::ROW * row + bars::BAR / 2.0;
        let found = picture.bars.bars.iter().find(|other| other.driver.to_string() == bar).expect(bar);
        let at = |amount: f64| bars::LEFT + bars::LENGTH * amount / most;
        let (low, high) = (at(found.range.low.to_f64()), at(found.range.high.to_f64()));
        is(picture.at(bars::LEFT + 2.0, y), LOW);
        is(picture.at(low - 2.0, y), LOW);
        is(picture.at(low + 2.0, y), HIGH);
        is(picture.at(high - 2.0, y), HIGH);
        is(picture.at(high - 0.4, y), LOW);
        is(picture.at(high + 2.0, y), PAPER);
    }
}

#[test]
fn every_row_has_its_letters() {
    for preset in preset::all() {
        let picture = Rendering::preset(&preset.name, &json!({}));
        let mut y = bars::TOP - 4.0;
        for bar in picture.bars.bars.iter().take(10) {
            assert!(picture.letters([0.0, y, 40.0, bars::ROW]) > 30, "{}: {} has no name", preset.name, bar.driver);
            assert!(picture.letters([320.0, y, 54.0, bars::ROW]) > 30, "{}: {} has no amount", preset.name, bar.driver);
            y += bars::ROW;
        }
        let axis = [growth::LEFT - 40.0, growth::TOP, 36.0, growth::BOTTOM - growth::TOP];
        assert!(picture.letters(axis) > 60, "{}: no money at the axis", preset.name);
        let unit = [growth::LEFT, growth::BOTTOM + 22.0, growth::RIGHT - growth::LEFT, 16.0];
        assert!(picture.letters(unit) > 200, "{}: no unit at the axis", preset.name);
    }
}

#[test]
fn growth_is_a_band_that_climbs_at_its_steps() {
    let picture = Rendering::preset("complete", &json!({}));
    let Rendering { growth, .. } = &picture;
    for step in &growth.steps {
        let x = growth::across(step.load);
        let middle = |low, high| f64::midpoint(growth::up(growth, low), growth::up(growth, high));
        is(picture.at(x - 4.0, middle(step.before.low, step.before.high)), HIGH);
        is(picture.at(x + 4.0, middle(step.after.low, step.after.high)), HIGH);
        assert!(growth::up(growth, step.after.low) < growth::up(growth, step.before.low) - 2.0, "{step:?}");
        // Its name runs upwards beside its line.
        assert!(picture.letters([x + 1.0, growth::BOTTOM - 60.0, 11.0, 56.0]) > 60, "{step:?} has no name");
    }
    let flat = Rendering::preset("minimal-managed", &json!({}));
    assert!(flat.growth.steps.is_empty() && flat.svg.contains("no service gets more tasks"));
}

#[test]
fn paper_pale_and_dark_are_apart_without_colour() {
    assert!(grey(PAPER) - grey(HIGH) > 0.2, "{}", grey(HIGH));
    assert!(grey(HIGH) - grey(LOW) > 0.4, "{}", grey(LOW));
}

/// A page that a browser opens, too: names are data, nothing is loaded, nothing runs.
#[test]
fn names_are_data_and_many_parts_are_few_bars() {
    let name = "<script>alert(1)</script>&\"'";
    let scaling = |most: u32| json!({ "autoscaling": { "min_capacity": 0, "max_capacity": most } });
    let mut workers: serde_json::Map<_, _> = (0..30).map(|index| (format!("worker-{index}"), json!({}))).collect();
    workers.insert(name.to_owned(), scaling(1));
    let changes = json!({ "worker_services": workers, "web_service": scaling(39) });
    let picture = Rendering::preset("split-workers-managed", &changes);
    let document = roxmltree::Document::parse(&picture.svg).expect("XML");
    let names: std::collections::BTreeSet<_> = document.descendants().map(|node| node.tag_name().name()).collect();
    let known = ["", "svg", "title", "desc", "rect", "line", "path", "text"];
    assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    assert!(picture.svg.contains("&lt;script&gt;"));
    let more = format!(">{} more<", picture.bars.bars.len() - 10);
    assert!(picture.bars.bars.len() > 30 && picture.svg.contains(&more), "{more}");
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let upwards = texts.filter(|text| text.has_attribute("transform")).count();
    assert_eq!(picture.growth.steps.len(), 39);
    assert!((13..=22).contains(&upwards), "{upwards} names of steps beside each other");
}

#[test]
fn nothing_planned_is_a_picture_too() {
    let picture = Rendering::of(&Inputs::new());
    assert!(picture.bars.total.range.high >= picture.bars.total.range.low);
    is(picture.at(growth::RIGHT + 4.0, growth::TOP), PAPER);
}
