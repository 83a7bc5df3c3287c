//! Mapping of columns to a charter, and decoding of their cells.

mod access;
mod clock_time;
mod conflicts;
mod dates;
mod decode;
mod mapping;
mod mapping_error;
mod name_cache;
mod referenced_events;
mod spec;
mod split_datetime;
mod texts;
mod times;
mod unmapped;

pub use dates::{DateFormat, UnknownFormat};
pub use mapping::ColumnMapping;
pub(crate) use mapping_error::join_limited;
pub use mapping_error::{MappingError, list_names};
pub use spec::{ColumnSpec, ValueMapping};
pub use unmapped::Unmapped;

pub(crate) use access::{column, text_column};
pub(crate) use conflicts::reject_conflicts;
pub(crate) use decode::{DecodedBatch, NameCaches};
pub(crate) use mapping::{event_name, require_column, unknown_name};
pub(crate) use split_datetime::merge_times;
pub(crate) use texts::Texts;
pub(crate) use times::{TimeDecoder, encode_times, encode_untils};
