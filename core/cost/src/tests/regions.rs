//! Regions with gaps and without prices.

use super::{estimate, preset_with};
use crate::price::EVERYWHERE;
use crate::prices::PRICES;
use crate::quote::REFERENCE;
use crate::{PriceSource, Quote, Sku, Usd};
use openmercato_ecs_module::labels::PLACES;
use serde_json::json;

#[test]
fn every_price_has_a_source_with_a_date_and_is_there_once() {
    for (index, price) in PRICES.iter().enumerate() {
        assert!(price.usd > Usd::ZERO, "{price:?}");
        let twin = PRICES[..index].iter().find(|other| (other.sku, other.region) == (price.sku, price.region));
        assert_eq!(twin, None);
        assert!(price.region == EVERYWHERE || price.region.split('-').count() == 3, "{price:?}");
    }
    for source in PriceSource::ALL {
        assert!(PRICES.iter().any(|price| price.source.letter == source.letter), "{} is not used", source.letter);
        let parts: Vec<_> = source.date.split('-').collect();
        assert!(matches!(parts.len(), 2 | 3) && parts.iter().all(|part| part.parse::<u16>().is_ok()), "{source:?}");
        assert!(source.date.starts_with("20") && !source.name.is_empty(), "{source:?}");
    }
}

/// The region whose prices stand for others has a price of everything.
#[test]
fn the_reference_region_has_no_gaps() {
    for price in PRICES {
        assert!(!Quote::of(price.sku, REFERENCE).unwrap().elsewhere, "{price:?}");
    }
}

/// People choose from the list of regions; those that have a total are found without a search.
#[test]
fn regions_with_prices_come_first() {
    let has_total =
        |region: &str| estimate(&preset_with("minimal-managed", &json!({ "aws_region": region }))).total().is_some();
    let with_prices = PLACES.iter().take_while(|(region, _)| has_total(region)).count();
    assert!(with_prices >= 4, "{with_prices}");
    for (region, _) in &PLACES[with_prices..] {
        assert!(!has_total(region), "{region} has prices and stands below");
    }
}

#[test]
fn frankfurt_shows_its_gaps() {
    let estimate = estimate(&preset_with("minimal-managed", &json!({ "aws_region": "eu-central-1" })));
    let gaps: Vec<_> = estimate.gaps().map(|line| (line.item.as_str(), line.price.text())).collect();
    let expected = [
        ("Load balancer capacity unit", "$0.008"),
        ("gp3 storage, Single-AZ", "$0.115 to $0.138"),
        ("Database backups", "$0.095"),
        ("cache.t4g.small", "$0.032"),
        ("Secret", "$0.40"),
    ];
    assert_eq!(gaps, expected.map(|(item, price)| (item, price.to_owned())));
    // 50 GB × .115 to .138: the range of the others is the line's.
    let storage = estimate.lines.iter().find(|line| line.item.starts_with("gp3")).unwrap();
    assert_eq!((storage.amount.low, storage.amount.high), (Usd::dollars(5.75), Usd::dollars(6.90)));
    assert_eq!(storage.price.regions(), ["us-east-1", "ap-southeast-1"]);
    assert!(estimate.total().is_some());
}

#[test]
fn a_region_without_prices_has_no_total_but_a_reference() {
    for region in ["eu-north-1", "us-gov-west-1", "", "=1+1", "*"] {
        let found = estimate(&preset_with("minimal-managed", &json!({ "aws_region": region })));
        assert_eq!(found.total(), None, "{region}");
        assert_eq!(found.priced_in, "us-east-1");
        let reference = estimate(&preset_with("minimal-managed", &json!({})));
        assert_eq!(Some(found.reference_total()), reference.total());
        assert_eq!(found.change_since(&reference), None);
    }
}

#[test]
fn what_was_never_sourced_is_not_in_the_total() {
    let found = estimate(&preset_with("minimal-managed", &json!({ "db_instance_class": "db.x2g.large" })));
    let total = found.total().unwrap();
    assert!(total.at_least && total.to_string().starts_with("at least $"));
    let gaps: Vec<_> = found.not_included.iter().filter(|omission| omission.is_gap).collect();
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0].what.contains("db.x2g.large"), "{gaps:?}");
    assert_eq!(Quote::of(Sku::CacheNode("cache.t4g.huge"), "us-east-1"), None);
    let known = estimate(&preset_with("minimal-managed", &json!({})));
    assert!(!found.has_gaps_of(&known) && known.has_gaps_of(&known));
}

#[test]
fn a_change_in_short_has_a_sign_and_whole_dollars() {
    let before = estimate(&preset_with("minimal-managed", &json!({})));
    let short = |json: serde_json::Value| {
        let after = estimate(&preset_with("minimal-managed", &json));
        after.change_since(&before).and_then(|change| change.short())
    };
    assert_eq!(short(json!({})), None);
    assert_eq!(short(json!({ "db_multi_az": true })).as_deref(), Some("+$53 a month"));
    assert_eq!(short(json!({ "redis_mode": "external" })).as_deref(), Some("−$24 a month"));
}

#[test]
fn what_exists_or_is_outside_is_listed_and_costs_nothing() {
    let listed = |preset: &str| {
        let found = estimate(&preset_with(preset, &json!({})));
        found.outside.into_iter().map(|outside| outside.what).collect::<Vec<_>>()
    };
    assert_eq!(
        listed("existing-network-with-dns-waf"),
        ["5 endpoints of the existing network", "Web ACL", "Hosted zone", "2 secrets", "Image registry"]
    );
    assert_eq!(
        listed("existing-network-with-dns"),
        ["The existing network's way out", "Hosted zone", "2 secrets", "Image registry"]
    );
    assert_eq!(listed("external-dependencies"), ["PostgreSQL", "Redis", "3 secrets", "1 parameter", "Image registry"]);
}
