#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bywhen_fuzz::table_rows::run(bytes));
