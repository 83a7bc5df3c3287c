//! What evaluation looks at: a case in codes, and the moment of the question.

use super::facts::Facts;
use super::history::History;
use crate::moment::Moment;

#[derive(Clone, Copy)]
pub(crate) struct Query<'q> {
    pub(crate) facts: Facts,
    pub(crate) history: &'q History,
    pub(crate) at: Moment,
}
