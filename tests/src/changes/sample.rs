//! Which rows each run of the tests asks Terraform about.

use openmercato_ecs_core::templates;

use super::Row;

/// How many rows a sample has.
const ROWS: usize = 12;

/// From how many deployments a sample starts: a state takes longer than a row.
const DEPLOYMENTS: usize = 2;

/// The seed that `CHANGES_SEED` names, or one that follows from the module's HCL: the same files give the same sample,
/// and each change of them another one.
#[must_use]
pub fn seed() -> u64 {
    let named = std::env::var("CHANGES_SEED").ok().and_then(|seed| seed.parse().ok());
    named.unwrap_or_else(|| {
        let sources = templates::sources();
        let bytes = sources.iter().flat_map(|(_, text)| text.bytes());
        // FNV-1a, folded to digits that a person can type.
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        hash % 10_000
    })
}

/// A sample of the rows, from few deployments; the same one for the same seed.
#[must_use]
pub fn sample(rows: &[Row], seed: u64) -> Vec<&Row> {
    let mut shuffled: Vec<_> = rows.iter().map(|row| (row, row.deployment())).collect();
    fastrand::Rng::with_seed(seed).shuffle(&mut shuffled);
    let mut deployments = Vec::new();
    for (_, deployment) in &shuffled {
        if deployments.len() < DEPLOYMENTS && !deployments.contains(deployment) {
            deployments.push(deployment.clone());
        }
    }
    let sampled = shuffled.into_iter().filter(|(_, deployment)| deployments.contains(deployment));
    sampled.map(|(row, _)| row).take(ROWS).collect()
}
