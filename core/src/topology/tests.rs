//! Plans written by hand, one address a line, and what people see of them.

mod samples;
