//! From the module that the compiler makes to one that JavaScript can call.

use std::fs;
use std::path::Path;

use super::patch_bindings;
use wasm_bindgen_cli_support::Bindgen;

/// Writes the module, its JavaScript and its types, under this name.
pub(crate) fn generate(module: &Path, name: &str, into: &Path) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).typescript(true).out_name(name).omit_default_module_path(false);
    let web = bindgen.web(true).map_err(|error| error.to_string())?;
    web.generate(into).map_err(|error| format!("{}: {error:#}", module.display()))?;
    let script = into.join(format!("{name}.js"));
    let failed = |error: std::io::Error| format!("{}: {error}", script.display());
    let written = fs::read_to_string(&script).map_err(failed)?;
    fs::write(&script, patch_bindings::guard_freed(&written)?).map_err(failed)
}
