//! The files as another program draws them, one that is no browser: every shape has its colour, every text its ink.

use crate::ink::Ink;
use crate::style::{Setting, Shape};
use crate::{Card, Drawing, DrawingOptions, Orientation, Rect, Topology};
use openmercato_ecs_module::{Evaluation, Module, preset};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// Pixels a unit.
const SCALE: i32 = 2;
/// Around the picture, in units.
const MARGIN: i32 = 16;
/// As much as a channel may differ where two colours are blended.
const ROUNDING: i32 = 3;

type Colour = [i32; 3];

/// The same on every machine, whatever fonts it has.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// A file as resvg draws it.
struct Rendering {
    pixels: Pixmap,
}

impl Rendering {
    fn of(drawing: &Drawing) -> Self {
        let options = Options { fontdb: FONTS.clone(), ..Options::default() };
        let tree = Tree::from_str(&drawing.to_svg(), &options).expect("resvg reads it");
        let pixel = |length: i32| u32::try_from((length + 2 * MARGIN) * SCALE).expect("a size");
        let mut pixels = Pixmap::new(pixel(drawing.width), pixel(drawing.height)).expect("a picture");
        let scale = f32::from(u8::try_from(SCALE).expect("small"));
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        Self { pixels }
    }

    /// The colour in the middle of a unit of the picture.
    fn at(&self, x: i32, y: i32) -> Colour {
        let pixel = |at: i32| u32::try_from((at + MARGIN) * SCALE).expect("in the picture");
        let colour = self.pixels.pixel(pixel(x), pixel(y)).expect("in the picture").demultiply();
        assert_eq!(colour.alpha(), 255, "nothing is drawn at {x}, {y}");
        [colour.red(), colour.green(), colour.blue()].map(i32::from)
    }

    /// Every colour in a rectangle, a pixel a unit.
    fn colours(&self, Rect { x, y, w, h }: Rect) -> impl Iterator<Item = Colour> {
        (y..y + h).flat_map(move |y| (x..x + w).map(move |x| self.at(x, y)))
    }
}

fn colour(hex: &str) -> Colour {
    [1, 3, 5].map(|at| i32::from_str_radix(&hex[at..at + 2], 16).expect("a colour"))
}

fn ink(ink: Ink) -> Colour {
    colour(ink.light())
}

fn looks_like(a: Colour, b: Colour) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= ROUNDING)
}

/// How far two colours are apart, at most 765.
fn distance(a: Colour, b: Colour) -> i32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// The ink of an attribute of a shape.
fn ink_of(shape: Shape, attribute: &str) -> Option<Ink> {
    shape.look().into_iter().find_map(|(name, setting)| match setting {
        Setting::Ink(ink) if name == attribute => Some(ink),
        _ => None,
    })
}

fn presets() -> Vec<(String, Topology)> {
    let topology = |preset: &preset::Preset| {
        let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
        (preset.name.clone(), Topology::of(&evaluation.plan, evaluation.in_effect()))
    };
    preset::all().iter().map(topology).collect()
}

/// What is wrong with a card as it was drawn.
fn faults_of_card(rendering: &Rendering, card: &Card) -> Vec<String> {
    let mut faults = Vec::new();
    let Rect { x, y, w, h } = card.rect;
    let ground = rendering.at(x + 4, y + h - 4);
    if !looks_like(ground, ink(Ink::Card)) {
        faults.push(format!("the ground of {} is {ground:?}", card.key));
    }
    let edge = ink(Ink::Edge);
    let drawn = rendering.colours(Rect { x: x + 10, y, w: w - 20, h: 1 }).filter(|c| distance(*c, edge) < 120).count();
    if drawn * 4 < usize::try_from(w).expect("a width") {
        faults.push(format!("{} has no edge: {drawn} of {w}", card.key));
    }
    let strong = ink_of(Shape::Tint(card.kind()), "fill").expect("a colour");
    let blended = ink(strong).map(|channel| 255 - (255 - channel) * 12 / 100);
    let tint = card.tint();
    let found = rendering.at(tint.x + 2, tint.center_y());
    if !looks_like(found, blended) {
        faults.push(format!("the ground of the glyph of {} is {found:?} instead of {blended:?}", card.key));
    }
    if !rendering.colours(card.glyph).any(|found| distance(found, ink(strong)) < 90) {
        faults.push(format!("{} has no glyph", card.key));
    }
    for text in &card.texts {
        let size = text.style.size();
        let left = match text.anchor {
            crate::Anchor::Start => text.x,
            crate::Anchor::Middle => text.x - size,
            crate::Anchor::End => text.x - 2 * size,
        };
        let words = Rect { x: left, y: text.y - size, w: 2 * size, h: size };
        let words = if text.turned { Rect { x: text.x - 2, y: text.y, w: size, h: 2 * size } } else { words };
        if !rendering.colours(words).any(|found| distance(found, ground) > 250) {
            faults.push(format!("{}: {:?} is not drawn", card.key, text.text));
        }
    }
    faults
}

fn faults_of_frames(rendering: &Rendering, drawing: &Drawing) -> Vec<String> {
    let mut faults = Vec::new();
    for frame in &drawing.frames {
        let Some(ground) = ink_of(Shape::Frame(frame.kind(), frame.ownership), "fill") else { continue };
        // Its lower left corner has nothing on it.
        let found = rendering.at(frame.rect.x + 3, frame.rect.bottom() - 4);
        if !looks_like(found, ink(ground)) {
            faults.push(format!("the ground of {} is {found:?} instead of {:?}", frame.id, ink(ground)));
        }
    }
    for line in &drawing.lines {
        let [start, next, ..] = line.points.as_slice() else { continue };
        let (x, y) = (start.x.min(next.x), start.y.min(next.y));
        let way = Rect { x, y, w: (start.x - next.x).abs().max(1), h: (start.y - next.y).abs().max(1) };
        if !rendering.colours(way).any(|found| distance(found, ink(Ink::Line)) < 150) {
            faults.push(format!("{} is not drawn", line.key));
        }
    }
    faults
}

#[test]
fn another_program_draws_every_preset_as_it_is_meant() {
    let mut faults = Vec::new();
    for (name, topology) in presets() {
        for orientation in [Orientation::Landscape, Orientation::Portrait] {
            let drawing = topology.layout(DrawingOptions { orientation, expanded: false });
            let rendering = Rendering::of(&drawing);
            let found = drawing.cards.iter().flat_map(|card| faults_of_card(&rendering, card));
            let found = found.chain(faults_of_frames(&rendering, &drawing));
            faults.extend(found.map(|fault| format!("{name}, {orientation:?}: {fault}")));
            let whole = Rect { x: -MARGIN, y: -MARGIN, w: drawing.width + 2 * MARGIN, h: drawing.height + 2 * MARGIN };
            // The darkest ink is not black: what is black has lost its colour.
            let black = rendering.colours(whole).filter(|found| distance(*found, [0, 0, 0]) < 30).count();
            if black > 0 {
                faults.push(format!("{name}, {orientation:?}: {black} pixels are black"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
