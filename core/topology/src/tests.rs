//! What people see of real deployments.

mod census;
mod drawings;
mod edits;
mod samples;
mod texts;
