//! Files of cases, a batch of rows at a time.
