//! What the charters are compiled with.

use std::sync::OnceLock;

use bywhen::{Calendars, CompileOptions};

/// The bundled bank holidays, read once.
pub(crate) fn calendars() -> &'static Calendars {
    static CALENDARS: OnceLock<Calendars> = OnceLock::new();
    CALENDARS.get_or_init(Calendars::bundled)
}

/// Those bank holidays, and every choice as the charter makes it.
pub(crate) fn setting() -> CompileOptions {
    CompileOptions::new(calendars().clone())
}
