//! What the columns of a table are to a charter, and their cells as the engine reads them.

mod at_odds;
mod beside;
mod clock_time;
mod dates;
mod decode;
mod events;
mod mapping;
mod mapping_error;
mod names;
mod naming;
mod texts;
mod times;
mod unread;

pub use at_odds::at_odds;
pub use dates::{DateFormat, UnknownFormat};
pub use mapping::Mapping;
pub(crate) use mapping_error::listed;
pub use mapping_error::{MappingError, list};
pub use naming::Naming;
pub use unread::Unread;

pub(crate) use at_odds::only_one;
pub(crate) use beside::put_times;
pub(crate) use decode::{Decoded, Known, column, text_column};
pub(crate) use mapping::{event_name, exists, unknown};
pub(crate) use texts::Texts;
pub(crate) use times::{Clock, stamps, untils};
