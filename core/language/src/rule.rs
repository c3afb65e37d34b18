//! What must hold.

use crate::Location;
use crate::expression::Expr;

/// A `validation`, an `assert` or a `postcondition` block: what must hold, and what to say when it does not.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What must be true.
    pub condition: Expr,
    /// What is said when it is false. Terraform evaluates it in any case.
    pub message: Expr,
    /// Where the block starts.
    pub location: Location,
}
