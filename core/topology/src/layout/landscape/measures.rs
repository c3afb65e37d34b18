//! What differs between a screen and a projector.

use super::super::canvas::{REPLICA_BAR_HEIGHT, REPLICA_HEIGHT, tile_height};

/// The width of a card with the glyph above the texts.
pub(super) const TILE: i32 = 128;

/// The sizes of cards that are larger or smaller on a stage, and what is left out of them.
pub(in super::super) struct Measures {
    /// Whether letters are those of a stage.
    pub(in super::super) is_stage: bool,
    /// The width of a service's card.
    pub(super) service: i32,
    /// The width of the cards of what stores data, and the height of their slots in the first row.
    pub(super) data: i32,
    pub(super) slot: i32,
    /// The height of the card of a further instance.
    pub(super) replica: i32,
    /// The room right of the cluster where nothing stands.
    pub(super) free: i32,
}

impl Measures {
    pub(in super::super) const SCREEN: Self =
        Self { is_stage: false, service: 190, data: TILE, slot: tile_height(3), replica: REPLICA_HEIGHT, free: 58 };

    /// Cards of data are low and broad: a stage has more room across than down.
    pub(in super::super) const STAGE: Self =
        Self { is_stage: true, service: 222, data: 184, slot: 54, replica: REPLICA_BAR_HEIGHT, free: 52 };
}
