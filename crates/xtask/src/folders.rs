//! The folders that the steps start from.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the workspace.
pub(crate) fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of what is built.
pub(crate) fn target() -> PathBuf {
    top().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}
