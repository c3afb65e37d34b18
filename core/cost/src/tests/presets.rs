//! Each preset in us-east-1, worked out by hand.
//!
//! A month has 730 hours. Usage is as assumed: 0.5 to 5 million requests, 10 to 100 GB to users, 20 to 200 GB through
//! NAT, 0.5 to 5 GB of logs a task, of which 15 to 30 % are stored, 0 to 5 % of the database changed a day. Half cents
//! are rounded up, line by line.

use super::{estimate, preset_with};
use crate::Usd;

/// Each driver's low and high, and the total's, in dollars.
type Sums<'a> = &'a [(&'a str, f64, f64)];

#[track_caller]
fn holds(preset: &str, drivers: Sums, total: (f64, f64)) {
    let estimate = estimate(&preset_with(preset, &serde_json::json!({})));
    let found: Vec<_> =
        estimate.by_driver().into_iter().map(|(name, sum)| (name.to_string(), sum.low, sum.high)).collect();
    let expected: Vec<_> =
        drivers.iter().map(|(name, low, high)| ((*name).to_owned(), Usd::dollars(*low), Usd::dollars(*high))).collect();
    assert_eq!(found, expected, "{preset}");
    let sums = estimate.total().unwrap();
    assert_eq!((sums.range.low, sums.range.high), (Usd::dollars(total.0), Usd::dollars(total.1)), "{preset}");
    assert!(!sums.at_least, "{preset}: {:?}", estimate.not_included);
    assert_eq!(estimate.gaps().count(), 0, "{preset}");
    assert_eq!(estimate.oldest(), Some("2025-09"), "{preset}");
}

#[test]
fn minimal_managed() {
    holds(
        "minimal-managed",
        &[
            // One task, 1 vCPU and 4 GB: 730 × .04048 = 29.5504; 2,920 × .004445 = 12.9794.
            ("Tasks: web", 42.53, 42.53),
            // 730 × .0225 = 16.425. Capacity by traffic, 10 to 100 LCU-hours, which exceeds connections, 5 to 50 million
            // by 90,000 = 5.6 to 55.6: × .008 = .08 to .80.
            ("Load balancer", 16.51, 17.23),
            // One in staging: 730 × .045 = 32.85; 20 to 200 GB × .045 = .90 to 9.00.
            ("NAT gateways", 33.75, 41.85),
            // One for NAT, 730 × .005 = 3.65; two for the load balancer in two zones, 7.30.
            ("Public IPv4 addresses", 10.95, 10.95),
            // db.t4g.medium in one zone, 730 × .065 = 47.45; 50 GB × .115 = 5.75; backups of six further days, up to
            // 5 % × 6 × 50 = 15 GB × .095 = 1.425.
            ("Database", 53.20, 54.63),
            // One cache.t4g.small: 730 × .032 = 23.36.
            ("Redis", 23.36, 23.36),
            // The password that RDS keeps.
            ("Secrets", 0.40, 0.40),
            // .5 to 5 GB × .50 = .25 to 2.50; stored .5 × 15 % × 1 month = .075 GB × .03 = .002, to 5 × 30 % × 30 days of
            // 30.42 = 1.479 × .03 = .044.
            ("Logs", 0.25, 2.54),
        ],
        // 42.53 + 16.51 + 33.75 + 10.95 + 53.20 + 23.36 + .40 + .25;
        // 42.53 + 17.23 + 41.85 + 10.95 + 54.63 + 23.36 + .40 + 2.54.
        (180.95, 193.49),
    );
}

#[test]
fn existing_network_with_dns() {
    holds(
        "existing-network-with-dns",
        &[
            // Two tasks: 1,460 × .04048 = 59.1008; 5,840 × .004445 = 25.9588.
            ("Tasks: web", 85.06, 85.06),
            ("Load balancer", 16.51, 17.23),
            // No NAT here, so the load balancer's two alone: 1,460 × .005.
            ("Public IPv4 addresses", 7.30, 7.30),
            // Multi-AZ in production: 730 × .129 = 94.17; 50 × .23 = 11.50; backups as ever 0 to 1.425.
            ("Database", 105.67, 107.10),
            // Two nodes: 1,460 × .032.
            ("Redis", 46.72, 46.72),
            ("Secrets", 0.40, 0.40),
            // Two tasks: 1 to 10 GB × .50; stored up to 10 × 30 % × .986 months = 2.959 × .03 = .089.
            ("Logs", 0.50, 5.09),
        ],
        // 85.06 + 16.51 + 7.30 + 105.67 + 46.72 + .40 + .50; 85.06 + 17.23 + 7.30 + 107.10 + 46.72 + .40 + 5.09.
        (262.16, 268.90),
    );
}

#[test]
fn existing_network_with_dns_waf() {
    holds(
        "existing-network-with-dns-waf",
        &[
            // Two tasks on ARM: 1,460 × .03238 = 47.2748; 5,840 × .00356 = 20.7904.
            ("Tasks: web", 68.06, 68.06),
            ("Load balancer", 16.51, 17.23),
            ("Public IPv4 addresses", 7.30, 7.30),
            ("Database", 105.67, 107.10),
            ("Redis", 46.72, 46.72),
            ("Secrets", 0.40, 0.40),
            // 1 to 10 GB × .50; kept for 365 days, 12 months: 10 × 30 % × 12 = 36 × .03 = 1.08; in the first month
            // 1 × 15 % = .15 × .03 = .0045.
            ("Logs", 0.50, 6.08),
        ],
        // 68.06 + 16.51 + 7.30 + 105.67 + 46.72 + .40 + .50; 68.06 + 17.23 + 7.30 + 107.10 + 46.72 + .40 + 6.08.
        (245.16, 252.89),
    );
}

#[test]
fn external_dependencies() {
    holds(
        "external-dependencies",
        &[
            ("Tasks: web", 85.06, 85.06),
            ("Load balancer", 16.51, 17.23),
            // One a zone in production: 1,460 × .045 = 65.70; traffic .90 to 9.00.
            ("NAT gateways", 66.60, 74.70),
            // Two and two: 7.30 + 7.30.
            ("Public IPv4 addresses", 14.60, 14.60),
            // Neither database nor Redis nor a secret is made.
            ("Logs", 0.50, 5.09),
        ],
        // 85.06 + 16.51 + 66.60 + 14.60 + .50; 85.06 + 17.23 + 74.70 + 14.60 + 5.09.
        (183.27, 196.68),
    );
}

#[test]
fn split_workers_managed() {
    holds(
        "split-workers-managed",
        &[
            // Two to six tasks: 1,460 to 4,380 × .04048 = 59.1008 to 177.3024; 5,840 to 17,520 × .004445 = 25.9588 to
            // 77.8764.
            ("Tasks: web", 85.06, 255.18),
            // One task of half a vCPU and 2 GB: 365 × .04048 = 14.7752; 1,460 × .004445 = 6.4897.
            ("Tasks: events", 21.27, 21.27),
            // The same with 4 GB: 14.7752; 2,920 × .004445 = 12.9794.
            ("Tasks: general", 27.76, 27.76),
            // One to four of 1 vCPU and 4 GB: 730 to 2,920 × .04048 = 29.5504 to 118.2016; 2,920 to 11,680 × .004445 =
            // 12.9794 to 51.9176.
            ("Tasks: indexing", 42.53, 170.12),
            ("Load balancer", 16.51, 17.23),
            // Three zones: 2,190 × .045 = 98.55; traffic .90 to 9.00.
            ("NAT gateways", 99.45, 107.55),
            // Three and three: 2,190 × .005 = 10.95 each.
            ("Public IPv4 addresses", 21.90, 21.90),
            ("Database", 105.67, 107.10),
            ("Redis", 46.72, 46.72),
            ("Secrets", 0.40, 0.40),
            // 2 + 1 + 1 + 1 = 5 to 6 + 1 + 1 + 4 = 12 tasks: 2.5 to 60 GB × .50 = 1.25 to 30.00; stored 2.5 × 15 % × .986
            // = .37 × .03 = .011, to 60 × 30 % × .986 = 17.75 × .03 = .533.
            ("Logs", 1.26, 30.53),
        ],
        // 85.06 + 21.27 + 27.76 + 42.53 + 16.51 + 99.45 + 21.90 + 105.67 + 46.72 + .40 + 1.26;
        // 255.18 + 21.27 + 27.76 + 170.12 + 17.23 + 107.55 + 21.90 + 107.10 + 46.72 + .40 + 30.53.
        (468.53, 805.76),
    );
}

/// No preset has it.
#[test]
fn serverless_redis() {
    let serverless = serde_json::json!({ "redis_deployment_mode": "serverless" });
    let found = estimate(&preset_with("minimal-managed", &serverless));
    let redis: Vec<_> = found.lines.iter().filter(|line| line.driver == crate::Driver::Redis).collect();
    // 1 to 5 GB × 730 × .125 = 91.25 to 456.25; 50 to 500 million ECPU × .0034 = .17 to 1.70.
    let amounts: Vec<_> = redis.iter().map(|line| (line.amount.low, line.amount.high)).collect();
    let expected = [(91.25, 456.25), (0.17, 1.70)].map(|(low, high)| (Usd::dollars(low), Usd::dollars(high)));
    assert_eq!(amounts, expected);
    // At least 2 and at most 3 GB; at least 100 ECPU a second are 100 × 2,628,000 = 262.8 million.
    let limited = serde_json::json!({
        "redis_deployment_mode": "serverless", "redis_serverless_min_data_storage_gb": 2,
        "redis_serverless_max_data_storage_gb": 3, "redis_serverless_min_ecpu_per_second": 100,
    });
    let found = estimate(&preset_with("minimal-managed", &limited));
    let redis: Vec<_> = found.lines.iter().filter(|line| line.driver == crate::Driver::Redis).collect();
    assert_eq!((redis[0].quantity.low, redis[0].quantity.high), (1460.0, 2190.0));
    assert_eq!((redis[1].quantity.low, redis[1].quantity.high), (262.8, 500.0));
}
