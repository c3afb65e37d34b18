//! The estimate held against sums by hand, and against what must be true of any estimate.
