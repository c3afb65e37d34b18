//! Each file again, as brotli and as gzip, for hosts that hand out what lies beside a file.

use super::{SERVICE_WORKER, Site};
use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

/// Below this many bytes compression saves no packet.
const WORTHWHILE: usize = 1000;

/// Adds `.br` and `.gz` beside each file but the service worker: an operator who replaces or removes that one must not
/// be contradicted by what lies beside it.
pub(super) fn add_to(site: &mut Site) -> Result<()> {
    let mut packed = Vec::new();
    let worthwhile = |(path, bytes): &(&String, &Vec<u8>)| *path != SERVICE_WORKER && bytes.len() >= WORTHWHILE;
    for (path, bytes) in site.files.iter().filter(worthwhile) {
        packed.push((format!("{path}.br"), brotli(bytes)?));
        packed.push((format!("{path}.gz"), gzip(bytes)?));
    }
    site.files.extend(packed);
    Ok(())
}

/// The bytes as brotli packs them at its best.
pub(super) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let best = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &best)?;
    Ok(packed)
}

/// The bytes as gzip packs them at its best, without a time, so that equal bytes stay equal.
pub(super) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
