//! How much a deployment is used: what no input says and the estimate needs.

use serde_json::{Map, Value as Json, json};
use std::fmt;

/// A low and a high value; they may be the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Not above the high value.
    pub low: f64,
    /// Not below the low value.
    pub high: f64,
}

impl Bounds {
    /// The same value twice.
    pub fn exactly(value: f64) -> Self {
        Self { low: value, high: value }
    }

    /// Both values changed; `change` must keep their order.
    #[must_use]
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: change(self.low), high: change(self.high) }
    }

    /// Low by low, and high by high; neither is negative.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self { low: self.low * other.low, high: self.high * other.high }
    }

    /// Reads `1..5`, or `3` for exactly that.
    ///
    /// # Errors
    /// The text is neither.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (low, high) = text.split_once("..").unwrap_or((text, text));
        let number = |text: &str| text.trim().parse().map_err(|_| format!("{text:?} is not a number, as 0.5"));
        Ok(Self { low: number(low)?, high: number(high)? })
    }
}

/// `1 to 5`, or `3`.
impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", quantity(self.low))?;
        if self.low == self.high { Ok(()) } else { write!(f, " to {}", quantity(self.high)) }
    }
}

/// A number with at most two decimals, three where it is below one.
pub(super) fn quantity(number: f64) -> String {
    let text = if number < 1.0 { format!("{number:.3}") } else { format!("{number:.2}") };
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Something about the use of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// Requests to the load balancer.
    Requests,
    /// Traffic from the load balancer to its clients.
    TrafficOut,
    /// Traffic through NAT gateways.
    NatTraffic,
    /// Logs of a running task.
    LogVolume,
    /// What is left of logs when they are stored.
    LogStored,
    /// What a day of backups adds.
    BackupShare,
    /// What serverless Redis holds.
    CacheStorage,
    /// What serverless Redis is asked.
    CacheUnits,
}

impl Assumption {
    /// All of them, in the order of their declaration and of the tables.
    pub const ALL: [Self; 8] = [
        Self::Requests,
        Self::TrafficOut,
        Self::NatTraffic,
        Self::LogVolume,
        Self::LogStored,
        Self::BackupShare,
        Self::CacheStorage,
        Self::CacheUnits,
    ];

    /// Its name in links and on the command line. It lives for ever.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::TrafficOut => "traffic_out",
            Self::NatTraffic => "nat_traffic",
            Self::LogVolume => "log_volume",
            Self::LogStored => "log_stored",
            Self::BackupShare => "backup_share",
            Self::CacheStorage => "cache_storage",
            Self::CacheUnits => "cache_units",
        }
    }

    /// The assumption of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assumption| assumption.name() == name)
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Requests => "Requests",
            Self::TrafficOut => "Traffic to users",
            Self::NatTraffic => "Traffic through NAT gateways",
            Self::LogVolume => "Logs of a running task",
            Self::LogStored => "Logs once compressed",
            Self::BackupShare => "Database changed in a day",
            Self::CacheStorage => "Data in serverless Redis",
            Self::CacheUnits => "Commands to serverless Redis",
        }
    }

    /// Its unit.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Requests => "million a month",
            Self::TrafficOut | Self::NatTraffic | Self::LogVolume => "GB a month",
            Self::LogStored => "% of what is written",
            Self::BackupShare => "% of its storage",
            Self::CacheStorage => "GB",
            Self::CacheUnits => "million ECPU a month",
        }
    }

    /// What it stands for, and why the range is what it is.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Requests => {
                "Counted for the load balancer's capacity, as if each opened a connection. A team of ten makes some \
                 hundred thousand a month; a shop with customers makes millions."
            }
            Self::TrafficOut => "Counted for the load balancer's capacity. Some 20 KB a request.",
            Self::NatTraffic => {
                "Images pulled when tasks start, logs and secrets on their way to AWS, calls to mail, payment and \
                 shipping providers."
            }
            Self::LogVolume => {
                "A task that logs each request at level info writes some GB; a quiet worker less than one."
            }
            Self::LogStored => "CloudWatch counts stored logs compressed, and text shrinks to a fifth or so.",
            Self::BackupShare => {
                "Each day that backups are kept adds what has changed. The first full copy is within the free \
                 allowance, which is as large as the storage."
            }
            Self::CacheStorage => "Queues and cached answers. AWS bills at least 1 GB.",
            Self::CacheUnits => "A command up to 1 KB is one ECPU. Idle workers ask some 20 times a second.",
        }
    }

    /// The range that is assumed where none is set.
    pub fn usual(self) -> Bounds {
        let (low, high) = match self {
            Self::Requests => (0.5, 5.0),
            Self::TrafficOut => (10.0, 100.0),
            Self::NatTraffic => (20.0, 200.0),
            Self::LogVolume => (0.5, 5.0),
            Self::LogStored => (15.0, 30.0),
            Self::BackupShare => (0.0, 5.0),
            Self::CacheStorage => (1.0, 5.0),
            Self::CacheUnits => (50.0, 500.0),
        };
        Bounds { low, high }
    }

    /// Whether it rises with the load. What is left of logs is a matter of their text; all else is use.
    pub fn follows_load(self) -> bool {
        match self {
            Self::Requests
            | Self::TrafficOut
            | Self::NatTraffic
            | Self::LogVolume
            | Self::BackupShare
            | Self::CacheStorage
            | Self::CacheUnits => true,
            Self::LogStored => false,
        }
    }

    /// The most that can be set, in its unit: 100 for a share; else more than any deployment uses.
    pub fn most(self) -> f64 {
        match self {
            Self::LogStored | Self::BackupShare => 100.0,
            _ => 1_000_000.0,
        }
    }
}

/// The assumptions of an estimate: those that were changed, and the usual ranges for the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assumptions([Option<Bounds>; Assumption::ALL.len()]);

impl Assumptions {
    /// Whether all are as usual.
    pub fn are_usual(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// The range of one.
    pub fn get(&self, assumption: Assumption) -> Bounds {
        self.0[assumption as usize].unwrap_or_else(|| assumption.usual())
    }

    /// Whether one was changed.
    pub fn is_changed(&self, assumption: Assumption) -> bool {
        self.0[assumption as usize].is_some()
    }

    /// Sets one; the usual range leaves it alone again.
    ///
    /// # Errors
    /// The range does not lie between 0 and [`Assumption::most`], or its low end exceeds the high one. Says so.
    pub fn set(&mut self, assumption: Assumption, bounds: Bounds) -> Result<(), String> {
        let most = assumption.most();
        if !(0.0..=most).contains(&bounds.low) || !(0.0..=most).contains(&bounds.high) {
            return Err(format!("{}: {bounds} is not between 0 and {most}.", assumption.name()));
        }
        if bounds.low > bounds.high {
            return Err(format!("{}: the low end, {}, exceeds the high one.", assumption.name(), bounds.low));
        }
        self.0[assumption as usize] = Some(bounds).filter(|bounds| *bounds != assumption.usual());
        Ok(())
    }

    /// What was changed, by name, as `{"requests": [1, 5]}`.
    pub fn to_json(&self) -> Json {
        let number =
            |number: f64| terraform_language::Number::from_f64(number).map_or(Json::Null, |number| number.to_json());
        let range = |Bounds { low, high }: Bounds| json!([number(low), number(high)]);
        let changed = Assumption::ALL.into_iter().zip(self.0);
        let changed = changed.filter_map(|(of, bounds)| Some((of.name().to_owned(), range(bounds?))));
        Json::Object(changed.collect::<Map<_, _>>())
    }

    /// Reads what [`Assumptions::to_json`] writes; what cannot be used is left out and said.
    pub fn from_json(json: &Json) -> (Self, Vec<String>) {
        let mut assumptions = Self::default();
        let mut dropped = Vec::new();
        // A stranger's link may hold any number of names.
        for (name, range) in json.as_object().into_iter().flatten().take(Assumption::ALL.len() * 2) {
            let bounds = || Some(Bounds { low: range.get(0)?.as_f64()?, high: range.get(1)?.as_f64()? });
            let name: String = name.chars().take(40).collect();
            match (Assumption::find(&name), bounds()) {
                (None, _) => dropped.push(format!("{name} is not an assumption of the estimate.")),
                (_, None) => dropped.push(format!("The assumption {name} is left out: it is not a range.")),
                (Some(assumption), Some(bounds)) => dropped.extend(assumptions.set(assumption, bounds).err()),
            }
        }
        (assumptions, dropped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ranges_can_be_set_and_leave_no_trace() {
        let mut assumptions = Assumptions::default();
        for assumption in Assumption::ALL {
            assert_eq!(assumptions.set(assumption, assumption.usual()), Ok(()));
            assert_eq!(Assumption::find(assumption.name()), Some(assumption));
        }
        assert!(assumptions.are_usual());
        assert_eq!(assumptions.to_json().to_string(), "{}");
    }

    #[test]
    fn all_are_in_order() {
        assert!(Assumption::ALL.iter().enumerate().all(|(place, assumption)| *assumption as usize == place));
    }

    #[test]
    fn what_is_written_is_read() {
        let mut assumptions = Assumptions::default();
        assert_eq!(assumptions.set(Assumption::Requests, Bounds { low: 1.0, high: 2.5 }), Ok(()));
        assert_eq!(assumptions.to_json().to_string(), r#"{"requests":[1,2.5]}"#);
        assert_eq!(Assumptions::from_json(&assumptions.to_json()), (assumptions, vec![]));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let json = serde_json::json!({
            "requests": [5, 1], "traffic_out": [-1, 1], "nat_traffic": "x", "log_volume": [1, 1e300], "mood": [1, 2],
        });
        let (assumptions, dropped) = Assumptions::from_json(&json);
        assert!(assumptions.are_usual());
        assert_eq!(dropped.len(), 5, "{dropped:#?}");
        assert!(Bounds::parse("1..x").is_err() && Bounds::parse("").is_err());
        let mut assumptions = Assumptions::default();
        let unreal = Bounds::parse("nan").unwrap();
        assert!(assumptions.set(Assumption::Requests, unreal).is_err());
        assert_eq!(Bounds::parse(" 1..2.5"), Ok(Bounds { low: 1.0, high: 2.5 }));
    }
}
