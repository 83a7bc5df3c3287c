//! A bar for long work, on a terminal only.

use bywhen::prose::thousands;
use bywhen_table::Summary;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How far the work is.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Shown on stderr, and nowhere else.
    pub(crate) fn new() -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed}, {per_sec})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        Progress(bar)
    }

    pub(crate) fn update(&self, summary: &Summary) {
        self.0.set_position(summary.rows);
        let refused =
            if summary.refused > 0 { format!(", {} refused", thousands(summary.refused)) } else { String::new() };
        self.0.set_message(format!("{} rows{refused}", thousands(summary.rows)));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
