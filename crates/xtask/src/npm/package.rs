//! The package, file by file.

use std::fs;
use std::path::Path;

use super::{bindgen, compiler};
use crate::{run, start, top};

/// The builds: their names, the features they are built with.
const BUILDS: [(&str, &str); 2] = [("evaluator", ""), ("full", "parser")];

/// Features that every browser has had for years and the compiler takes for granted.
const OPTIMISE: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

pub(crate) fn build() -> Result<(), String> {
    let wasm = top().join("bindings/wasm");
    let package = wasm.join("pkg");
    let optimiser = wasm.join("node_modules/.bin/wasm-opt");
    if !optimiser.exists() {
        run("npm ci --prefix bindings/wasm --no-audit --no-fund", &[])?;
    }
    let failed = |error: std::io::Error| format!("{}: {error}", package.display());
    if package.exists() {
        fs::remove_dir_all(&package).map_err(failed)?;
    }
    fs::create_dir_all(&package).map_err(failed)?;
    for (name, features) in BUILDS {
        let module = compiler::build(features)?;
        bindgen::generate(&module, name, &package)?;
        let file = package.join(format!("{name}_bg.wasm"));
        let path = file.to_string_lossy();
        let arguments: Vec<&str> = OPTIMISE.into_iter().chain([&*path, "-o", &*path]).collect();
        start(&optimiser, &arguments, &[])?;
        entries(name, &package, &wasm.join("entry")).map_err(failed)?;
    }
    for file in ["package.json", "README.md"] {
        fs::copy(wasm.join("npm").join(file), package.join(file)).map_err(failed)?;
    }
    Ok(())
}

/// The ways in that are not the web's own: Node's, and one that carries the module in itself.
fn entries(name: &str, package: &Path, sources: &Path) -> std::io::Result<()> {
    let module = fs::read(package.join(format!("{name}_bg.wasm")))?;
    for way in ["node", "inline"] {
        let script = fs::read_to_string(sources.join(format!("{way}.js")))?.replace("NAME", name);
        fs::write(package.join(format!("{name}.{way}.js")), script.replace("BYTES", &base64(&module)))?;
        let types = fs::read_to_string(sources.join("entry.d.ts"))?.replace("NAME", name);
        fs::write(package.join(format!("{name}.{way}.d.ts")), types)?;
    }
    // What each build is loaded with may be written without knowing how it came to be.
    fs::remove_file(package.join(format!("{name}_bg.wasm.d.ts")))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0u32, |number, place| number << 8 | u32::from(three.get(place).copied().unwrap_or(0)));
        for place in 0..4 {
            let digit = DIGITS.get((number >> (18 - 6 * place) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if place <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}
