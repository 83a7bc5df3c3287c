//! bywhen-calendar
