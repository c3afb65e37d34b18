//! What several answers and goals ask for, written once.

use crate::Constraint;
use crate::constraint::Constraint::{Chosen, NotChosen, Quiet, SwitchedWhereUsed, Zones};
use openmercato_ecs_module::names::{Choice, choice, input};

/// The smallest database that is proposed. Its one GiB of memory is for trials.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html>
pub(crate) const TRIAL_CLASS: Choice = Choice { input: input::DB_INSTANCE_CLASS, value: "db.t4g.micro" };

/// The smallest Redis node that is proposed, for trials as well: it has half a GiB of memory.
/// <https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html>
pub(crate) const TRIAL_NODE: Choice = Choice { input: input::REDIS_NODE_TYPE, value: "cache.t4g.micro" };

/// People work with it: sizes are not those of a trial, and a web task that ends does not end the service.
pub(crate) const IN_USE: [Constraint; 4] =
    [Chosen(choice::ENVIRONMENT_PRODUCTION), NotChosen(TRIAL_CLASS), NotChosen(TRIAL_NODE), Quiet("single_web_task")];

const TWICE: [Constraint; 3] = [Quiet("single_nat_gateway"), Quiet("database_in_one_zone"), Quiet("redis_in_one_zone")];

/// It goes on when a data centre fails.
pub(crate) const SURVIVES_A_ZONE: [Constraint; IN_USE.len() + TWICE.len()] = joined(&IN_USE, &TWICE);

/// It goes on when a data centre fails while another one is repaired.
pub(crate) const SURVIVES_TWO_ZONES: [Constraint; SURVIVES_A_ZONE.len() + 1] = joined(&SURVIVES_A_ZONE, &[Zones(3)]);

/// What is in the database stays.
pub(crate) const KEEPS_THE_DATABASE: [Constraint; 3] =
    [Quiet("no_deletion_protection"), Quiet("short_database_backups"), Quiet("no_final_snapshot")];

/// What is in the database stays, and so does what people upload.
pub(crate) const KEEPS_UPLOADS: [Constraint; KEEPS_THE_DATABASE.len() + 3] = joined(
    &KEEPS_THE_DATABASE,
    &[
        Quiet("uploads_on_task_disk"),
        NotChosen(choice::UPLOADS_TASK_DISK),
        SwitchedWhereUsed(input::UPLOADS_BACKUP, true),
    ],
);

/// One list after the other; `N` is the length of both together, which the compiler checks.
const fn joined<const N: usize>(first: &[Constraint], second: &[Constraint]) -> [Constraint; N] {
    assert!(first.len() + second.len() == N);
    let mut all = [first[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}
