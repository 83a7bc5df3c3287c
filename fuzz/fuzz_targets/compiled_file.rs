#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bywhen_fuzz::compiled_file::run(bytes));
