//! The database and Redis.

use super::{Estimator, basis, number, quantity};
use crate::{Assumption, Basis, Bounds, Driver, HOURS, Sku};
use openmercato_ecs_module::names::{Input, choice, input};

/// The database's instance, storage and backups.
pub(super) fn database(estimator: &mut Estimator) {
    let reading = estimator.reading;
    let planned = estimator.resources("aws_db_instance");
    if planned.is_empty() {
        if reading.is(choice::DATABASE_EXTERNAL) {
            estimator.leave("PostgreSQL", "The database exists outside of this deployment.", &[]);
        }
        return;
    }
    let multi_az = reading.flag(input::DB_MULTI_AZ);
    let class = reading.text(input::DB_INSTANCE_CLASS).unwrap_or("its class");
    let on_class = basis(&planned, &[input::DB_INSTANCE_CLASS, input::DB_MULTI_AZ], &[]);
    let count = number(planned.len());
    estimator.charge_hours(Driver::Database, Sku::Database { class, multi_az }, count, on_class);
    if class.starts_with("db.t") {
        let why = "a burstable class that is busy for long is charged for more; no price of it was sourced";
        estimator.omit("CPU credits of the database beyond its baseline", why);
    }
    let Some(allocated) = reading.number(input::DB_ALLOCATED_STORAGE) else {
        return estimator.gap("Database: storage", "its size cannot be told");
    };
    // What may grow is full in the worst of months.
    let most = reading.number(input::DB_MAX_ALLOCATED_STORAGE).unwrap_or(0).max(allocated);
    let storage = Bounds { low: quantity(allocated), high: quantity(most) };
    let on_size =
        basis(&planned, &[input::DB_ALLOCATED_STORAGE, input::DB_MAX_ALLOCATED_STORAGE, input::DB_MULTI_AZ], &[]);
    estimator.charge(Driver::Database, Sku::DatabaseStorage { multi_az }, storage, on_size);
    backups(estimator, storage, &planned);
}

/// Backups are incremental: a full copy, and what each further day changed. As much as the storage is free.
/// <https://aws.amazon.com/rds/postgresql/pricing/>
fn backups(estimator: &mut Estimator, storage: Bounds, planned: &[Basis]) {
    let Some(days) = estimator.reading.number(input::DB_BACKUP_RETENTION_DAYS) else { return };
    let further = quantity(days.saturating_sub(1));
    let share = estimator.assumed(Assumption::BackupShare).map(|percent| percent / 100.0 * further);
    let inputs = [input::DB_ALLOCATED_STORAGE, input::DB_MAX_ALLOCATED_STORAGE, input::DB_BACKUP_RETENTION_DAYS];
    let basis = basis(planned, &inputs, &[Assumption::BackupShare]);
    estimator.charge(Driver::Database, Sku::DatabaseBackup, storage.times(share), basis);
}

/// The nodes of Redis, or what a serverless one stores and does.
pub(super) fn redis(estimator: &mut Estimator) {
    let reading = estimator.reading;
    let nodes = estimator.resources("aws_elasticache_replication_group");
    let serverless = estimator.resources("aws_elasticache_serverless_cache");
    if nodes.is_empty() && serverless.is_empty() {
        if reading.is(choice::REDIS_EXTERNAL) {
            estimator.leave("Redis", "Redis exists outside of this deployment.", &[]);
        }
        return;
    }
    if !nodes.is_empty() {
        let kind = reading.text(input::REDIS_NODE_TYPE).unwrap_or("its node type");
        match reading.number(input::REDIS_NUM_CACHE_CLUSTERS) {
            Some(count) => {
                let basis = basis(&nodes, &[input::REDIS_NODE_TYPE, input::REDIS_NUM_CACHE_CLUSTERS], &[]);
                estimator.charge_hours(Driver::Redis, Sku::CacheNode(kind), number(count), basis);
            }
            None => estimator.gap("Redis: nodes", "their number cannot be told"),
        }
    }
    if !serverless.is_empty() {
        self::serverless(estimator, &serverless);
    }
    if reading.number(input::REDIS_SNAPSHOT_RETENTION_DAYS).is_some_and(|days| days > 0) {
        estimator.omit("Snapshots of Redis", "their storage is charged for; no price of it was sourced");
    }
}

/// Storage and processing units. A lower limit is charged for whether it is used or not; an upper one is never
/// exceeded. Redis OSS is charged for 1 GB at least.
/// <https://aws.amazon.com/elasticache/pricing/>
fn serverless(estimator: &mut Estimator, planned: &[Basis]) {
    let limit = |input: Input| estimator.reading.number(input).map(quantity);
    let within =
        |least: f64, most: Option<f64>, used: Bounds| used.map(|used| used.min(most.unwrap_or(f64::MAX)).max(least));
    let least = limit(input::REDIS_SERVERLESS_MIN_DATA_STORAGE_GB).unwrap_or(0.0).max(1.0);
    let most = limit(input::REDIS_SERVERLESS_MAX_DATA_STORAGE_GB);
    let storage = within(least, most, estimator.assumed(Assumption::CacheStorage));
    let month = HOURS * 3600.0 / 1e6;
    let least = limit(input::REDIS_SERVERLESS_MIN_ECPU_PER_SECOND).unwrap_or(0.0) * month;
    let most = limit(input::REDIS_SERVERLESS_MAX_ECPU_PER_SECOND).map(|most| most * month);
    let units = within(least, most, estimator.assumed(Assumption::CacheUnits));
    let limits = [input::REDIS_SERVERLESS_MIN_DATA_STORAGE_GB, input::REDIS_SERVERLESS_MAX_DATA_STORAGE_GB];
    let on_storage = basis(planned, &limits, &[Assumption::CacheStorage]);
    estimator.charge_hours(Driver::Redis, Sku::ServerlessStorage, storage, on_storage);
    let limits = [input::REDIS_SERVERLESS_MIN_ECPU_PER_SECOND, input::REDIS_SERVERLESS_MAX_ECPU_PER_SECOND];
    let on_units = basis(planned, &limits, &[Assumption::CacheUnits]);
    estimator.charge(Driver::Redis, Sku::ServerlessUnits, units, on_units);
}
