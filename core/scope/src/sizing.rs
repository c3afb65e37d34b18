//! How many tasks so many people need. It rests on two assumptions that nobody has measured for the application at hand:
//! they are named, and everybody can change them.

use openmercato_ecs_cost::{Assumption, Assumptions, Bounds};

/// Something that the number of tasks rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizingAssumption {
    /// What somebody asks of the application while they work with it.
    RequestsPerPerson,
    /// What a processor answers.
    RequestsPerVcpu,
}

impl SizingAssumption {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::RequestsPerPerson, Self::RequestsPerVcpu];

    /// The assumption of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|assumption| assumption.name() == name)
    }

    /// Its name on the command line, in links and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::RequestsPerPerson => "requests_per_person",
            Self::RequestsPerVcpu => "requests_per_vcpu",
        }
    }

    /// Its name for people, with the unit.
    pub fn title(self) -> &'static str {
        match self {
            Self::RequestsPerPerson => "Requests of one person, a minute",
            Self::RequestsPerVcpu => "Requests that one vCPU answers, a second",
        }
    }

    /// Why the usual value is what it is.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::RequestsPerPerson => {
                "An assumption, not a measurement: somebody who works with lists and forms loads a page every half \
                 minute, and a page makes some six requests."
            }
            Self::RequestsPerVcpu => {
                "An assumption, not a measurement: a request that asks the database a few times keeps a processor busy \
                 for some 50 milliseconds. Measure your own application under load, and write the figure here."
            }
        }
    }

    /// The value that is assumed where none is set.
    pub fn usual(self) -> f64 {
        match self {
            Self::RequestsPerPerson => 12.0,
            Self::RequestsPerVcpu => 20.0,
        }
    }
}

/// What the number of tasks rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizing([f64; 2]);

impl Default for Sizing {
    fn default() -> Self {
        Self(SizingAssumption::ALL.map(SizingAssumption::usual))
    }
}

/// The least and the most that can be assumed.
const RANGE: std::ops::RangeInclusive<f64> = 0.1..=10_000.0;

/// CPU units of one vCPU.
const VCPU: f64 = 1024.0;

/// Office hours of a month: eight on each of 22 days.
const OFFICE_HOURS: f64 = 176.0;

/// How much of the busiest hour's load an hour has on average, at least.
const LEAST_SHARE: f64 = 0.25;

/// Kilobytes of an answer, as [`Assumption::TrafficOut`] has them.
const KILOBYTES: f64 = 20.0;

impl Sizing {
    /// One of the assumptions.
    pub fn get(&self, assumption: SizingAssumption) -> f64 {
        self.0[assumption as usize]
    }

    /// Sets one.
    ///
    /// # Errors
    /// The value does not lie between 0.1 and 10000. Says so.
    pub fn set(&mut self, assumption: SizingAssumption, value: f64) -> Result<(), String> {
        if !RANGE.contains(&value) {
            return Err(format!("{}: {value} is not between 0.1 and 10000.", assumption.name()));
        }
        self.0[assumption as usize] = value;
        Ok(())
    }

    fn requests_a_second(&self, people: usize) -> f64 {
        // At most 100,000 people.
        #[allow(clippy::cast_precision_loss)]
        let people = people as f64;
        people * self.get(SizingAssumption::RequestsPerPerson) / 60.0
    }

    /// The CPU units that web tasks need together for so many people at once.
    pub fn web_cpu(&self, people: usize) -> usize {
        let vcpus = self.requests_a_second(people) / self.get(SizingAssumption::RequestsPerVcpu);
        // Neither negative nor beyond 2^53: people, requests and their inverse are bounded.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let units = (vcpus * VCPU).ceil() as usize;
        units.max(1)
    }

    /// How much so many people at once use a deployment a month.
    pub(crate) fn assumptions(&self, people: usize, in_office: bool) -> Assumptions {
        let hours = if in_office { OFFICE_HOURS } else { openmercato_ecs_cost::HOURS };
        let most = self.requests_a_second(people) * 3600.0 * hours / 1e6;
        let millions = |assumption: Assumption, each: f64| {
            let high = (most * each).min(assumption.most());
            Bounds { low: high * LEAST_SHARE, high }
        };
        let mut assumptions = Assumptions::default();
        let requests = millions(Assumption::Requests, 1.0);
        // A million answers of a kilobyte are a gigabyte.
        let traffic = millions(Assumption::TrafficOut, KILOBYTES);
        for (assumption, bounds) in [(Assumption::Requests, requests), (Assumption::TrafficOut, traffic)] {
            // Both ends are within the bounds already.
            let _ = assumptions.set(assumption, bounds);
        }
        assumptions
    }
}
