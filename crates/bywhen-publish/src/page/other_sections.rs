//! What a charter keeps beside its clocks: notices, pledges, measures, plans, costs, and how its document was read.

use bywhen::engine::Name;
use bywhen::engine::charter::{Change, Charter, Choice, Fact, FactValues, Named, Pledge, Variation};
use bywhen::prose;

use super::block::{Block, Item, Line, Section, Table};
use super::phrase::{joined, sentence};

/// Notices that relax the standards for a while.
pub(super) fn notices(charter: &Charter) -> Option<Section> {
    let mut items: Vec<Item> = charter.permissions.iter().map(pledge).collect();
    items.extend(charter.variations.iter().map(|variation| notice(charter, variation)));
    (!items.is_empty()).then(|| Section::new("When other times apply", vec![Block::List(items)]))
}

fn notice(charter: &Charter, variation: &Variation) -> Item {
    let until = match variation.until {
        Some(until) => format!("until {}", prose::date(until)),
        None => "until further notice".to_owned(),
    };
    // In brackets, because the reason may be a noun or a sentence.
    let because = variation.because.as_deref().map(|why| format!(" ({})", open(why))).unwrap_or_default();
    let text = format!("{}: from {} {until}{because}.", variation.name.text(), prose::date(variation.from));
    let change = |change: &Change| {
        let (standard, stage, promise) = charter.promises().find(|(_, _, promise)| promise.id == change.promise)?;
        if promise.for_staff {
            return None;
        }
        let title = standard.name.text();
        let of = if standard.staged { format!("{title}, stage {stage}") } else { title.to_owned() };
        let share = change.measure.map(|measure| format!(" {}", prose::share(measure))).unwrap_or_default();
        let context = prose::LimitContext::of_standard(charter, standard).of_promise(stage, promise);
        let action = prose::heading(promise.action.slug(), stage);
        Some(format!("{of}, {action}:{share} {}.", prose::limits_in(context, &change.limits)))
    };
    let below = variation.changes.iter().filter_map(change).collect();
    Item { line: Line::citing(text, &variation.cites), below, about: Some(variation.name.text().to_owned()) }
}

/// What ends a case, where that is more than that the customer takes it back.
pub(super) fn ends(charter: &Charter) -> Option<Section> {
    let ends: Vec<String> = charter.ends.iter().map(|event| prose::noun(event.slug())).collect();
    let text = format!(
        "A case ends when you take it back, and with {}. Then nothing more is owed: what was not yet due is cancelled, and what \
         was missed by then stays missed.",
        joined(&ends, "or")
    );
    (!ends.is_empty()).then(|| Section::new("When a case ends", vec![Block::list(vec![text])]))
}

/// When whoever keeps a promise is warned.
fn warnings(charter: &Charter) -> impl Iterator<Item = Item> {
    let warns = charter.promises().filter(|(_, _, promise)| !promise.warnings.is_empty() && !promise.for_staff);
    warns.map(|(standard, stage, promise)| {
        let title = standard.name.text();
        let of = if standard.staged { format!("{title}, stage {stage}") } else { title.to_owned() };
        let warnings: Vec<String> = promise.warnings.iter().map(prose::warning).collect();
        let action = prose::heading(promise.action.slug(), stage);
        item(format!("{of}, {action}: {}.", joined(&warnings, "and")), &[])
    })
}

/// What the charter's own words mean.
pub(super) fn meanings(charter: &Charter) -> Option<Section> {
    let named = [&charter.kinds, &charter.channels, &charter.services].into_iter().flatten();
    let meaning =
        |name: &Name, meaning: &Option<String>| Some(vec![name.text().to_owned(), sentence(meaning.as_deref()?)]);
    let rows = named.filter_map(|named| meaning(&named.name, &named.meaning));
    let rows = rows.chain(charter.facts.iter().filter_map(fact));
    let rows = rows.chain(charter.events.iter().filter_map(|event| meaning(&event.name, &event.meaning)));
    table(&["Word", "Meaning"], rows).map(|table| Section::new("What the words mean", vec![table]))
}

/// What a fact means and, where it is more than yes or no, what it may be.
fn fact(fact: &Fact) -> Option<Vec<String>> {
    let values = match &fact.values {
        Some(FactValues::OneOf { values, .. }) => {
            let values: Vec<&str> = values.iter().map(Name::text).collect();
            Some(format!("One of: {}.", values.join(", ")))
        }
        Some(FactValues::Number { .. }) => Some("A number.".to_owned()),
        None => None,
    };
    let sentences: Vec<String> = fact.meaning.as_deref().map(sentence).into_iter().chain(values).collect();
    (!sentences.is_empty()).then(|| vec![fact.name.text().to_owned(), sentences.join(" ")])
}

/// Pledges, measures and plans.
pub(super) fn for_residents(charter: &Charter) -> Vec<Section> {
    let pledges = list(charter.pledges.iter().map(pledge));
    let measures = list(charter.measures.iter().map(|measure| {
        let text = format!("{}: {}.", open(&measure.text), prose::published_target(measure.target));
        item(text, &measure.cites)
    }));
    let milestones = list(charter.milestones.iter().map(|milestone| {
        let text = format!("{}: {}.", open(&milestone.text), open(&milestone.when));
        item(text, &milestone.cites)
    }));
    titled([("We also promise", pledges), ("What we measure", measures), ("What we plan", milestones)])
}

/// Costs, and how the document was read.
pub(super) fn for_staff(charter: &Charter) -> Vec<Section> {
    let costs = list(charter.costs.iter().map(|cost| {
        let text = format!("{}: £{}.{:02}.", cost.channel.text(), cost.pence / 100, cost.pence % 100);
        item(text, &cost.cites)
    }));
    let choices = list(charter.choices.iter().map(choice));
    let readings = list(charter.readings.iter().map(|text| item(sentence(text), &[])));
    let standards = charter.standards.iter().flat_map(|standard| &standard.unconfirmed);
    let unconfirmed = list(charter.unconfirmed.iter().chain(standards).map(|text| item(sentence(text), &[])));
    titled([
        ("When we are warned", list(warnings(charter))),
        ("What a contact costs us", costs),
        ("Which reading applies", choices),
        ("How we read the document", readings),
        ("What nobody has confirmed", unconfirmed),
    ])
}

fn titled<const N: usize>(blocks: [(&str, Option<Block>); N]) -> Vec<Section> {
    blocks.into_iter().filter_map(|(title, block)| Some(Section::new(title, vec![block?]))).collect()
}

fn choice(choice: &Choice) -> Item {
    let meaning = choice.meaning.as_deref().map(|meaning| format!(": {}", open(meaning))).unwrap_or_default();
    let option = |option: &Named| {
        let meaning = option.meaning.as_deref().map(|meaning| format!(": {}", open(meaning)));
        let default = if option.name == choice.default { " (unless another is chosen)" } else { "" };
        format!("{}{default}{}.", option.name.text(), meaning.unwrap_or_default())
    };
    let text = format!("{}{meaning}.", choice.name.text());
    let about = Some(choice.name.text().to_owned());
    Item { line: Line::new(text), below: choice.options.iter().map(option).collect(), about }
}

fn pledge(pledge: &Pledge) -> Item {
    item(sentence(&pledge.text), &pledge.cites)
}

fn item(text: String, cites: &[String]) -> Item {
    Item { line: Line::citing(text, cites), below: Vec::new(), about: None }
}

fn list(items: impl Iterator<Item = Item>) -> Option<Block> {
    let items: Vec<Item> = items.collect();
    (!items.is_empty()).then_some(Block::List(items))
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Option<Block> {
    let rows: Vec<Vec<String>> = rows.collect();
    let head = head.iter().map(|&head| head.to_owned()).collect();
    (!rows.is_empty()).then_some(Block::Table(Table { head, rows }))
}

/// A text of the charter that is to go on, without its full stop.
fn open(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}
