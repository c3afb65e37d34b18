//! How the picture looks, for the SVG file and for the page.

/// Rules for everything inside an element of the class `topology`, written with the custom properties of [`LIGHT`] and
/// [`DARK`].
pub const STYLE: &str = "\
.topology{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;background:var(--tp-page)}
.topology text{fill:var(--tp-muted);font-size:11px}
.topology .label{fill:var(--tp-ink);font-size:13px;font-weight:600}
.topology .frame-label{font-size:12px;font-weight:600}
.topology .port{fill:var(--tp-ink);font-variant-numeric:tabular-nums;paint-order:stroke;stroke:var(--tp-page);stroke-width:3px;stroke-linejoin:round;stroke-opacity:.8}
.topology rect{fill:none;stroke-width:1.5}
.topology .frame>.edge{stroke:var(--tp-frame)}
.topology .frame.account{--tp-frame:var(--tp-account)}
.topology .frame.region{--tp-frame:var(--tp-region)}
.topology .frame.vpc{--tp-frame:var(--tp-vpc)}
.topology .frame.zone{--tp-frame:var(--tp-zone)}
.topology .frame.public-subnet{--tp-frame:var(--tp-public)}
.topology .frame.private-subnet{--tp-frame:var(--tp-private)}
.topology .frame.cluster{--tp-frame:var(--tp-compute)}
.topology .frame .frame-label{fill:var(--tp-frame)}
.topology .public-subnet>.edge{fill:var(--tp-public-fill)}
.topology .private-subnet>.edge{fill:var(--tp-private-fill)}
.topology .cluster>.edge{fill:var(--tp-cluster-fill)}
.topology .card>.edge{fill:var(--tp-card);stroke:var(--tp-edge)}
.topology .existing>.edge,.topology .sample.existing{stroke-dasharray:6 4}
.topology .outside>.edge,.topology .sample.outside{stroke-dasharray:.1 4.5;stroke-linecap:round;stroke-width:2}
.topology .sample{fill:var(--tp-card);stroke:var(--tp-edge)}
.topology .glyph{fill:none;stroke:var(--tp-kind);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.topology .card{--tp-kind:var(--tp-muted)}
.topology .load-balancer,.topology .nat,.topology .endpoints,.topology .dns{--tp-kind:var(--tp-vpc)}
.topology .web,.topology .worker,.topology .task,.topology .registry{--tp-kind:var(--tp-compute)}
.topology .database,.topology .redis{--tp-kind:var(--tp-data)}
.topology .certificate,.topology .waf,.topology .secrets{--tp-kind:var(--tp-security)}
.topology .logs{--tp-kind:var(--tp-account)}
.topology .line path{fill:none;stroke:var(--tp-line);stroke-width:1.5;stroke-linejoin:round}
.topology .line .head{fill:var(--tp-line);stroke:none}
.topology .line.attachment path{stroke-width:1}
.topology .line circle{fill:var(--tp-line)}
.topology .tint{fill:var(--tp-kind);fill-opacity:.12}
";

/// The custom properties of the light theme.
pub const LIGHT: &str = "\
--tp-page:#fff;--tp-card:#fff;--tp-ink:#16191f;--tp-muted:#4a525c;--tp-edge:#7b8794;--tp-line:#5b6673;\
--tp-frame:#6b7580;--tp-account:#b8195f;--tp-region:#00707a;--tp-vpc:#7a35e8;--tp-zone:#1b6ca8;\
--tp-public:#4d7a0c;--tp-public-fill:#f1f7e6;--tp-private:#0a6b78;--tp-private-fill:#e8f4f6;\
--tp-compute:#b84c00;--tp-cluster-fill:#fff6ec;--tp-data:#a81bb8;--tp-security:#c02434";

/// The custom properties of the dark theme.
pub const DARK: &str = "\
--tp-page:#11151b;--tp-card:#1b222b;--tp-ink:#f1f4f8;--tp-muted:#b3bdc9;--tp-edge:#76828f;--tp-line:#9aa6b3;\
--tp-frame:#8d98a5;--tp-account:#ff7eb3;--tp-region:#4fc7cf;--tp-vpc:#b794ff;--tp-zone:#72b6ee;\
--tp-public:#a3cf5c;--tp-public-fill:#192214;--tp-private:#5cc5d3;--tp-private-fill:#13222a;\
--tp-compute:#ffa25c;--tp-cluster-fill:#261e17;--tp-data:#e58af2;--tp-security:#ff8a94";
