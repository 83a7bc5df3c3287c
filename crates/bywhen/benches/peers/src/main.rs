//! What cedar takes to read and validate policies: 6 and 100. `cargo xtask bench` runs it beside bywhen.

use std::hint::black_box;
use std::str::FromStr;
use std::time::Instant as Clock;

use cedar_policy::{PolicySet, Schema, ValidationMode, Validator};

const ROUNDS: usize = 300;

const SCHEMA: &str = "entity User; entity Letter { channel: String, complex: Bool };
    action acknowledge, respond appliesTo { principal: [User], resource: [Letter], context: { working_days: Long } };";

/// Rules that say about as much as a standard of two promises.
fn policies(count: usize) -> String {
    let policy = |number: usize| {
        format!(
            "permit(principal == User::\"u{number}\", action in [Action::\"acknowledge\", Action::\"respond\"], \
             resource is Letter) when {{ resource.channel == \"letter\" && context.working_days <= {} }} \
             unless {{ resource.complex }};\n",
            5 + number
        )
    };
    (0..count).map(policy).collect()
}

fn main() {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).expect("a schema");
    let validator = Validator::new(schema);
    for count in [6, 100] {
        let text = policies(count);
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Clock::now();
            let set = PolicySet::from_str(black_box(&text)).expect("policies");
            assert!(validator.validate(&set, ValidationMode::default()).validation_passed());
            best = best.min(start.elapsed().as_secs_f64() * 1e6);
        }
        println!("{count} policies of cedar read and validated, µs\t{best:.0}");
    }
}
