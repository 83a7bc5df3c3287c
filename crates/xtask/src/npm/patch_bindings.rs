//! What has been freed is refused before the module is asked. The module itself would throw from its midst, which leaves its
//! stack as it was then: after some thousand times there is none left.

const POINTER: &str = "this.__wbg_ptr";
const FREE: &str = "_free(ptr, 0);";

/// Hands over the pointer, which is 0 in what has been freed.
pub(crate) const HELD: &str = "
function held(one) {
    if (!one.__wbg_ptr) throw new Error('this charter or clock has been freed: make another');
    return one.__wbg_ptr;
}
";

/// The JavaScript that wasm-bindgen has written, with that check. To free twice does nothing, and what is freed in the midst
/// of an answer goes when that has been given.
pub(crate) fn guard_freed(script: &str) -> Result<String, String> {
    let mut checked = String::with_capacity(script.len() + HELD.len());
    let (mut calls, mut frees) = (0, 0);
    for line in script.lines() {
        if let Some(free) = line.trim_start().strip_suffix(FREE).filter(|call| call.starts_with("wasm.")) {
            frees += 1;
            checked.push_str(&format!("        if (ptr) {free}_free(ptr, 1);"));
        } else if line.contains("wasm.") && line.contains(POINTER) {
            calls += 1;
            checked.push_str(&line.replace(POINTER, "held(this)"));
        } else {
            checked.push_str(line);
        }
        checked.push('\n');
    }
    if calls == 0 || frees == 0 {
        return Err("wasm-bindgen writes its classes in another way: see how what has been freed is to be refused now"
            .to_owned());
    }
    checked.push_str(HELD);
    Ok(checked)
}
