//! How the standards were met: cases counted, and what that says.
