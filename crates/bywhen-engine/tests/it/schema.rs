//! The JSON Schemas in `schema/` are what the types say. `UPDATE_SCHEMAS=1 cargo test -p bywhen-engine --all-features schema` writes them.

use std::fs;
use std::path::Path;

use bywhen_engine::{CheckRequest, Outcome};
use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

fn is_committed(file: &str, schema: &Schema) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(file);
    let text = format!("{}\n", serde_json::to_string_pretty(schema).expect("JSON"));
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, &text).expect("the schema is written");
    }
    // Not as text: the order of keys depends on how serde_json was built.
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let committed: Value = serde_json::from_str(&committed).unwrap_or_default();
    assert!(committed == *schema.as_value(), "{file} is not what the types say: UPDATE_SCHEMAS=1 writes it anew");
}

#[test]
fn the_committed_schemas_are_what_the_types_say() {
    let request =
        SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<CheckRequest>();
    is_committed("check-request.schema.json", &request);
    let outcome = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Outcome>();
    is_committed("outcome.schema.json", &outcome);
}
