fn main() {
    for _ in 0..1000 { std::hint::black_box(bywhen_language::read("we will acknowledge within 5 working days of receipt")); }
}
