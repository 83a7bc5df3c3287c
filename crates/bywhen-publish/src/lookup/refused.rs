//! A time of receipt that cannot be.

use bywhen::CaseError;
use bywhen::engine::MomentError;

/// The error of a case that is received at such a time.
pub(super) fn refused(error: MomentError) -> CaseError {
    CaseError::Time { event: "received".to_owned(), error }
}
