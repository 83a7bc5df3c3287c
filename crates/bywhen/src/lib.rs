//! bywhen
