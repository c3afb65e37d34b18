//! What stands inside the cluster's frame: web on top, workers below, one-shot tasks at the foot.

use super::canvas::{Canvas, bar_height};
use super::nodes::Running;
use crate::drawing::Rect;
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId};
use std::borrow::Cow;

const HEAD: i32 = 28;
const PAD: i32 = 12;
const GAP: i32 = 8;
const GROUP_GAP: i32 = 16;
/// Workers in a column before there is a second one, and the most columns.
const COLUMN: usize = 12;
const MOST_COLUMNS: usize = 4;

/// The services and tasks of a cluster, measured.
pub(super) struct Cluster<'a> {
    web: Option<&'a Node>,
    workers: Vec<Cow<'a, Node>>,
    tasks: Vec<&'a Node>,
    /// How many workers the one card stands for; 1 when each has its own.
    folded: usize,
    columns: usize,
    card_width: i32,
}

impl<'a> Cluster<'a> {
    /// More workers than `most_workers` become one card.
    pub(super) fn of(running: Running<'a>, most_workers: usize, card_width: i32, most_columns: usize) -> Self {
        let Running { web, workers, tasks } = running;
        let fold = workers.len() > most_workers;
        let count = workers.len();
        let workers =
            if fold { vec![Cow::Owned(folded(&workers))] } else { workers.into_iter().map(Cow::Borrowed).collect() };
        Self {
            web,
            folded: if fold { count } else { 1 },
            columns: workers.len().div_ceil(COLUMN).clamp(1, MOST_COLUMNS.min(most_columns)),
            workers,
            tasks,
            card_width,
        }
    }

    pub(super) fn width(&self) -> i32 {
        let columns = i32::try_from(self.columns).unwrap_or(1);
        2 * PAD + columns * self.card_width + (columns - 1) * GAP
    }

    /// The height it needs at least.
    pub(super) fn height(&self) -> i32 {
        let groups = [self.web_height(), self.workers_height(), self.tasks_height()];
        let groups: Vec<_> = groups.into_iter().filter(|height| *height > 0).collect();
        let gaps = GROUP_GAP * i32::try_from(groups.len().saturating_sub(1)).unwrap_or(0);
        HEAD + groups.iter().sum::<i32>() + gaps + PAD
    }

    /// Where the web service's middle is, from the top of the frame.
    pub(super) fn web_middle(&self) -> i32 {
        HEAD + self.web_height().max(44) / 2
    }

    fn web_height(&self) -> i32 {
        self.web.map_or(0, bar_height)
    }

    fn workers_height(&self) -> i32 {
        let rows = self.workers.len().div_ceil(self.columns);
        let height = stack_height(rows, self.worker_height());
        if self.folded > 1 { height + GAP } else { height }
    }

    fn worker_height(&self) -> i32 {
        self.workers.iter().map(|worker| bar_height(worker)).max().unwrap_or(0)
    }

    fn tasks_height(&self) -> i32 {
        let height = self.tasks.iter().map(|task| bar_height(task)).max().unwrap_or(0);
        stack_height(self.tasks.len().div_ceil(self.columns), height)
    }

    /// Draws the cards into a frame that is at least as large as asked for.
    pub(super) fn draw(&self, canvas: &mut Canvas, frame: Rect) {
        let left = frame.x + PAD;
        let mut y = frame.y + HEAD;
        if let Some(web) = self.web {
            y = canvas.bar(web, left, y, frame.w - 2 * PAD).bottom() + GROUP_GAP;
        }
        let workers: Vec<&Node> = self.workers.iter().map(AsRef::as_ref).collect();
        self.grid(canvas, &workers, left, y);
        if let Some(card) = canvas.drawing.cards.iter_mut().find(|card| card.node == NodeId::Workers) {
            card.count = self.folded;
        }
        let foot = frame.bottom() - PAD - self.tasks_height();
        self.grid(canvas, &self.tasks, left, foot);
    }

    fn grid(&self, canvas: &mut Canvas, nodes: &[&Node], left: i32, top: i32) {
        let height = nodes.iter().map(|node| bar_height(node)).max().unwrap_or(0);
        for (index, node) in nodes.iter().enumerate() {
            let cell = |number: usize| i32::try_from(number).unwrap_or(0);
            let (row, column) = (cell(index / self.columns), cell(index % self.columns));
            let (x, y) = (left + column * (self.card_width + GAP), top + row * (height + GAP));
            canvas.bar_of_height(node, x, y, self.card_width, height);
        }
    }
}

fn stack_height(count: usize, height: i32) -> i32 {
    let count = i32::try_from(count).unwrap_or(0);
    (count * (height + GAP) - GAP).max(0)
}

fn folded(workers: &[&Node]) -> Node {
    let names: Vec<_> = workers.iter().map(|worker| worker.label.as_str()).collect();
    Node {
        id: NodeId::Workers,
        label: format!("{} workers", workers.len()),
        details: vec![names.join(", ")],
        ownership: Ownership::Module,
        within: BoundaryId::Cluster,
        spread: String::new(),
        replicas: Vec::new(),
        resources: workers.iter().flat_map(|worker| worker.resources.iter().cloned()).collect(),
    }
}
