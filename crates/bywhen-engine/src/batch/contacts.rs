//! The sorts of contact that a table holds, numbered as they come.

use crate::plan::{Code, Contact, Plan};

/// A number for each sort of contact that was met. Each case of a large table asks for it, so it is looked up and neither
/// hashed nor searched for.
#[derive(Debug)]
pub(super) struct Contacts {
    /// By kind, then channel, then service: the number. The first channel and the first service stand for none.
    numbers: Vec<Option<u32>>,
    channels: usize,
    services: usize,
    met: u32,
}

impl Contacts {
    pub(super) fn new(plan: &Plan) -> Contacts {
        let (channels, services) = (plan.channels().len() + 1, plan.services().len() + 1);
        Contacts { numbers: vec![None; plan.kinds().len() * channels * services], channels, services, met: 0 }
    }

    /// The number of a contact. One that was not met yet gets the next.
    #[inline]
    pub(super) fn number(&mut self, contact: &Contact) -> usize {
        let Contact { kind, channel, service } = contact;
        let place = usize::from(*kind) * self.channels + place(*channel);
        match self.numbers.get_mut(place * self.services + self::place(*service)) {
            Some(Some(number)) => *number as usize,
            slot => meet(slot, &mut self.met),
        }
    }
}

#[cold]
fn meet(slot: Option<&mut Option<u32>>, met: &mut u32) -> usize {
    let number = *met;
    slot.into_iter().for_each(|slot| *slot = Some(number));
    *met += 1;
    number as usize
}

#[inline]
fn place(code: Option<Code>) -> usize {
    code.map_or(0, |code| usize::from(code) + 1)
}
