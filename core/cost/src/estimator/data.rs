//! The database and Redis.

use super::{Estimator, basis, quantity};
use crate::{Assumption, Basis, Bounds, Driver, HOURS, Sku};

/// The database's instance, storage and backups.
pub(super) fn database(estimator: &mut Estimator) {
    let reading = estimator.reading;
    let planned = estimator.resources("aws_db_instance");
    if planned.is_empty() {
        if reading.is("database_mode", "external") {
            estimator.leave("PostgreSQL", "The database exists outside of this deployment.", &[]);
        }
        return;
    }
    let multi_az = reading.flag("db_multi_az");
    let class = reading.text("db_instance_class").unwrap_or("its class");
    let on_class = basis(&planned, &["db_instance_class", "db_multi_az"], &[]);
    let count = Bounds::exactly(quantity(planned.len()));
    estimator.charge_hours(Driver::Database, Sku::Database { class, multi_az }, count, on_class);
    if class.starts_with("db.t") {
        let why = "a burstable class that is busy for long is charged for more; no price of it was sourced";
        estimator.omit("CPU credits of the database beyond its baseline", why);
    }
    let Some(allocated) = reading.number("db_allocated_storage") else {
        return estimator.gap("Database: storage", "its size cannot be told");
    };
    // What may grow is full in the worst of months.
    let most = reading.number("db_max_allocated_storage").unwrap_or(0).max(allocated);
    let storage = Bounds { low: quantity(allocated), high: quantity(most) };
    let on_size = basis(&planned, &["db_allocated_storage", "db_max_allocated_storage", "db_multi_az"], &[]);
    estimator.charge(Driver::Database, Sku::DatabaseStorage { multi_az }, storage, on_size);
    backups(estimator, storage, &planned);
}

/// Backups are incremental: a full copy, and what each further day changed. As much as the storage is free.
/// <https://aws.amazon.com/rds/postgresql/pricing/>
fn backups(estimator: &mut Estimator, storage: Bounds, planned: &[Basis]) {
    let Some(days) = estimator.reading.number("db_backup_retention_days") else { return };
    let further = quantity(days.saturating_sub(1));
    let share = estimator.assumed(Assumption::BackupShare).map(|percent| percent / 100.0 * further);
    let inputs = ["db_allocated_storage", "db_max_allocated_storage", "db_backup_retention_days"];
    let basis = basis(planned, &inputs, &[Assumption::BackupShare]);
    estimator.charge(Driver::Database, Sku::DatabaseBackup, storage.times(share), basis);
}

/// The nodes of Redis, or what a serverless one stores and does.
pub(super) fn redis(estimator: &mut Estimator) {
    let reading = estimator.reading;
    let nodes = estimator.resources("aws_elasticache_replication_group");
    let serverless = estimator.resources("aws_elasticache_serverless_cache");
    if nodes.is_empty() && serverless.is_empty() {
        if reading.is("redis_mode", "external") {
            estimator.leave("Redis", "Redis exists outside of this deployment.", &[]);
        }
        return;
    }
    if !nodes.is_empty() {
        let kind = reading.text("redis_node_type").unwrap_or("its node type");
        match reading.number("redis_num_cache_clusters") {
            Some(count) => {
                let basis = basis(&nodes, &["redis_node_type", "redis_num_cache_clusters"], &[]);
                estimator.charge_hours(Driver::Redis, Sku::CacheNode(kind), Bounds::exactly(quantity(count)), basis);
            }
            None => estimator.gap("Redis: nodes", "their number cannot be told"),
        }
    }
    if !serverless.is_empty() {
        self::serverless(estimator, &serverless);
    }
    if reading.number("redis_snapshot_retention_days").is_some_and(|days| days > 0) {
        estimator.omit("Snapshots of Redis", "their storage is charged for; no price of it was sourced");
    }
}

/// Storage and processing units. A lower limit is charged for whether it is used or not; an upper one is never
/// exceeded. Redis OSS is charged for 1 GB at least.
/// <https://aws.amazon.com/elasticache/pricing/>
fn serverless(estimator: &mut Estimator, planned: &[Basis]) {
    let limit = |name: &str| estimator.reading.number(name).map(quantity);
    let within =
        |least: f64, most: Option<f64>, used: Bounds| used.map(|used| used.min(most.unwrap_or(f64::MAX)).max(least));
    let least = limit("redis_serverless_min_data_storage_gb").unwrap_or(0.0).max(1.0);
    let most = limit("redis_serverless_max_data_storage_gb");
    let storage = within(least, most, estimator.assumed(Assumption::CacheStorage));
    let month = HOURS * 3600.0 / 1e6;
    let least = limit("redis_serverless_min_ecpu_per_second").unwrap_or(0.0) * month;
    let most = limit("redis_serverless_max_ecpu_per_second").map(|most| most * month);
    let units = within(least, most, estimator.assumed(Assumption::CacheUnits));
    let limits = ["redis_serverless_min_data_storage_gb", "redis_serverless_max_data_storage_gb"];
    let on_storage = basis(planned, &limits, &[Assumption::CacheStorage]);
    estimator.charge_hours(Driver::Redis, Sku::ServerlessStorage, storage, on_storage);
    let limits = ["redis_serverless_min_ecpu_per_second", "redis_serverless_max_ecpu_per_second"];
    let on_units = basis(planned, &limits, &[Assumption::CacheUnits]);
    estimator.charge(Driver::Redis, Sku::ServerlessUnits, units, on_units);
}
