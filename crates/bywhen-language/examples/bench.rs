use std::time::Instant;
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let n = std::env::args().nth(2).map_or(2000, |n| n.parse().unwrap());
    let mut times = vec![];
    for _ in 0..n { let t = Instant::now(); std::hint::black_box(bywhen_language::parse(&text)); times.push(t.elapsed()); }
    times.sort();
    let mut reads = vec![];
    for _ in 0..n { let t = Instant::now(); std::hint::black_box(bywhen_language::read(&text)); reads.push(t.elapsed()); }
    reads.sort();
    println!("{} bytes {} lines parse median {:?} (p10 {:?}), read only {:?}", text.len(), text.lines().count(), times[n/2], times[n/10], reads[n/2]);
}
