//! Runs one target on files, on any compiler: `cargo run --package bywhen-fuzz --example replay charter_text FILE`.

use std::{env, fs, process};

use bywhen_fuzz::TARGETS;

fn main() {
    let mut words = env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let Some((_, run)) = TARGETS.iter().find(|(target, _)| *target == name) else {
        let targets: Vec<&str> = TARGETS.iter().map(|(target, _)| *target).collect();
        eprintln!("say a target, and files: {}", targets.join(", "));
        process::exit(2);
    };
    for file in words {
        match fs::read(&file) {
            Ok(bytes) => run(&bytes),
            Err(error) => {
                eprintln!("{file}: {error}");
                process::exit(2);
            }
        }
        println!("{file} holds to the laws");
    }
}
