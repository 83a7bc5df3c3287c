//! JSON Schema of days and times, which are text in JSON.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{Day, Local, TimeOfDay};

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A local date, as in 2026-04-01.", "type": "string", "format": "date" })
    }
}

impl JsonSchema for Local {
    fn schema_name() -> Cow<'static, str> {
        "Local".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A local time with its offset, as in 2026-04-01T10:15:00+01:00.",
            "type": "string",
            "format": "date-time",
        })
    }
}

impl JsonSchema for TimeOfDay {
    fn schema_name() -> Cow<'static, str> {
        "TimeOfDay".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A time of day, as in 09:00, 17:30:15 or 24:00.",
            "type": "string",
            "pattern": "^([01][0-9]|2[0-4]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{3})?)?$",
        })
    }
}
