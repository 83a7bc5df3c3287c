//! JSON Schema of what is an enum here and text in JSON.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::decimal::Decimal;
use crate::outcome::{DateOrTime, NotCountedBecause, Provisional};
use crate::trace::Amount;
use crate::when::When;

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date (2026-04-01), a time in the charter's zone (2026-04-01T10:15) or with its offset (2026-04-01T10:15+01:00).",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2}(:[0-9]{2})?)?)?)?$",
        })
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A number with at most three decimal places.", "type": "number" })
    }
}

impl JsonSchema for DateOrTime {
    fn schema_name() -> Cow<'static, str> {
        "DateOrTime".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A local date, or a local time with its offset where the time is known.",
            "type": "string",
            "anyOf": [{ "format": "date" }, { "format": "date-time" }],
        })
    }
}

impl JsonSchema for NotCountedBecause {
    fn schema_name() -> Cow<'static, str> {
        "NotCountedBecause".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = NotCountedBecause::ALL.map(NotCountedBecause::word);
        json_schema!({ "description": "Why an event does not count.", "type": "string", "enum": words })
    }
}

impl JsonSchema for Provisional {
    fn schema_name() -> Cow<'static, str> {
        "Provisional".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Why a date may move, or is not there.",
            "type": "string",
            "pattern": "^(awaiting .+|calendar projected|calendar (begins|ends) [0-9]{4}-[0-9]{2}-[0-9]{2})$",
        })
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A number of units: 28 calendar days.", "type": "string", "pattern": "^[0-9]+ [a-z ]+$" })
    }
}
