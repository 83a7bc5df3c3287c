//! bywhen-cli
fn main() {}
