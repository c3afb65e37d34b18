//! The glyphs of the picture: own work, simple strokes on a 24 by 24 grid.

use crate::kind::NodeKind;

impl NodeKind {
    /// The glyph as SVG path data on a 24 by 24 grid, to be stroked and not filled.
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Users => {
                "M9 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM2 21v-1a7 7 0 0 1 14 0v1M16 3.5a4 4 0 0 1 0 7M18.5 14a7 7 0 0 1 3.5 6v1"
            }
            Self::Dns => {
                "M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18zM3 12h18M12 3c3 2.6 4 5.6 4 9s-1 6.4-4 9c-3-2.6-4-5.6-4-9s1-6.4 4-9"
            }
            Self::Certificate => "M12 14a5 5 0 1 0 0-10a5 5 0 0 0 0 10zM9 13l-2 8l5-3l5 3l-2-8M10 9l1.5 1.500L14.5 7.5",
            Self::Waf => "M12 3l8 3v5c0 5-3.5 8.5-8 10c-4.5-1.5-8-5-8-10V6zM4 11h16M12 3v18",
            Self::LoadBalancer => {
                "M6 12h10M10 12l6.4-5.6M10 12l6.4 5.6M16 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M16 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0M16 19a2 2 0 1 0 4 0a2 2 0 1 0-4 0M2 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
            }
            Self::Nat => "M4 4h16v16H4zM8 9h8M13 6l3 3l-3 3M16 15H8M11 12l-3 3l3 3",
            Self::Endpoints => "M3 12h6M15 12h6M12 12m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 3v6M12 15v6",
            Self::Web => "M3 4h18v16H3zM3 9h18M6 6.500h.01M9 6.500h.01",
            Self::Worker => {
                "M10.3 5.6L10.4 2.9L13.6 2.9L13.7 5.6L15.3 6.3L17.3 4.5L19.5 6.7L17.7 8.7L18.4 10.3L21.1 10.4L21.1 13.6L18.4 13.7L17.7 15.3L19.5 17.3L17.3 19.5L15.3 17.7L13.7 18.4L13.6 21.1L10.4 21.1L10.3 18.4L8.7 17.7L6.7 19.5L4.5 17.3L6.3 15.3L5.6 13.7L2.9 13.6L2.9 10.4L5.6 10.3L6.3 8.7L4.5 6.7L6.7 4.5L8.7 6.3zM12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6z"
            }
            Self::Task => "M4 4h16v16H4zM10 8.500v7l6-3.500z",
            Self::Database => {
                "M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3s-3.6 3-8 3s-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"
            }
            Self::Redis => "M12 3l9 4l-9 4l-9-4zM3 12l9 4l9-4M3 17l9 4l9-4",
            Self::Search => "M10.500 17a6.500 6.500 0 1 0 0-13a6.500 6.500 0 0 0 0 13zM15.200 15.200L21 21",
            Self::Uploads => "M3 5h6l2 3h10v12H3zM12 17v-6M9 13.500l3-3l3 3",
            Self::Registry => "M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500l8-4.500M12 12v9",
            Self::Secrets => "M8 15a5 5 0 1 0 0-10a5 5 0 0 0 0 10zM11.5 13.500L20 22M16 18l2-2M8 10h.01",
            Self::Logs => "M5 3h10l4 4v14H5zM15 3v4h4M8 11h8M8 14h8M8 17h5",
        }
    }
}
