//! What people see of real deployments.

mod census;
mod drawings;
mod edits;
mod renderings;
mod samples;
mod texts;
