//! Removes unfinished files when the command is stopped by a signal.

/// Listens for the signals by which a terminal or a system stops a program. One that was to be ignored (`nohup`) stays so.
#[cfg(unix)]
pub(crate) fn listen() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let ignored = ignored();
    let wanted: Vec<i32> = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|one| ignored >> (one - 1) & 1 == 0).collect();
    // Where no thread is to be had, the signals do what they always do.
    let _ = std::thread::Builder::new().spawn(move || {
        let Ok(mut signals) = Signals::new(wanted) else { return };
        if let Some(signal) = signals.forever().next() {
            bywhen_files::remove_unfinished();
            // It ends as it would have ended, so that whoever started it sees why.
            let _ = signal_hook::low_level::emulate_default_handler(signal);
            std::process::exit(128 + signal);
        }
    });
}

/// The signals that were ignored when the command was started, a bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

#[cfg(not(unix))]
pub(crate) fn listen() {}
