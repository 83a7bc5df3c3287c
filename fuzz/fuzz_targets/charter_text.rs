#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bywhen_fuzz::charter_text::run(bytes));
