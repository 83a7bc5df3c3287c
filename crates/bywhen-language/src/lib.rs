//! bywhen-language
