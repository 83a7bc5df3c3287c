//! Lets plain cargo link the extension on every system, as maturin does: on macOS the interpreter's own functions are
//! found only when Python loads it.

fn main() {
    pyo3_build_config::add_extension_module_link_args();
}
