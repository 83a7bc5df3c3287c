//! Files of outcomes.
