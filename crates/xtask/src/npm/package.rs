//! The package, file by file.

use std::fs;
use std::path::{Path, PathBuf};

use super::{bindgen, compiler, patch_bindings};
use crate::folders::{target, top};
use crate::shell::start;

/// The builds: their names, the features they are built with.
const BUILDS: [(&str, &str); 2] = [("evaluator", ""), ("full", "parser")];

/// Of its levels, the first leaves least once it is compressed. Then features that every browser has had for years and the
/// compiler takes for granted.
const OPTIMISE: [&str; 8] = [
    "-O1",
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
    let failed = |error: std::io::Error| format!("{}: {error}", package.display());
    if package.exists() {
        fs::remove_dir_all(&package).map_err(failed)?;
    }
    fs::create_dir_all(&package).map_err(failed)?;
    for (name, features) in BUILDS {
        let made = made(name, &compiler::build(features)?)?;
        for file in [format!("{name}.js"), format!("{name}.d.ts"), format!("{name}_bg.wasm")] {
            fs::copy(made.join(&file), package.join(&file)).map_err(failed)?;
        }
        entries(name, &package, &wasm.join("entry")).map_err(failed)?;
    }
    for file in ["package.json", "README.md"] {
        fs::copy(wasm.join("npm").join(file), package.join(file)).map_err(failed)?;
    }
    for file in ["element.js", "element.d.ts"] {
        fs::copy(wasm.join("element").join(file), package.join(file)).map_err(failed)?;
    }
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(top().join(licence), package.join(licence)).map_err(failed)?;
    }
    Ok(())
}

/// The folder with what becomes of a module. It is made once for each: to optimise one takes longer than everything else.
fn made(name: &str, module: &Path) -> Result<PathBuf, String> {
    let folder = target().join("npm").join(name);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let (source, stamp) = (fs::read(module).map_err(failed)?, folder.join("source.wasm"));
    let how = [&OPTIMISE.join(" "), patch_bindings::HELD].concat();
    let (had, said) = (fs::read(&stamp).ok(), fs::read_to_string(folder.join("how")).ok());
    if had.as_ref() == Some(&source) && said.as_ref() == Some(&how) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    bindgen::generate(module, name, &folder)?;
    let file = folder.join(format!("{name}_bg.wasm"));
    let path = file.to_string_lossy();
    let arguments: Vec<&str> = OPTIMISE.into_iter().chain([&*path, "-o", &*path]).collect();
    start(&top().join("bindings/wasm/node_modules/.bin/wasm-opt"), &arguments, &[])?;
    fs::write(folder.join("how"), how).map_err(failed)?;
    fs::write(stamp, source).map_err(failed)?;
    Ok(folder)
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
    Ok(())
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
