fn main() {
    let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let p = bywhen_language::parse_bytes(&text);
    for d in &p.diagnostics {
        println!("{d}");
    }
    if std::env::args().nth(2).is_some() {
        println!("{:#?}", p.charter);
    }
}
