//! The sorts of contact that a table holds, numbered as they come.

use crate::plan::{Code, Contact};

/// A number for each sort of contact that was met. Each case of a large table asks for it, so it is looked up and neither
/// hashed nor searched for.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    /// By kind, then channel, then service: the number. The first channel and the first service stand for none.
    numbers: Vec<Vec<Vec<Option<u32>>>>,
    met: u32,
}

impl Contacts {
    /// The number of a contact. One that was not met yet gets the next.
    #[inline]
    pub(super) fn number(&mut self, contact: &Contact) -> usize {
        let Contact { kind, channel, service } = contact;
        let by_channel = self.numbers.get(usize::from(*kind));
        let by_service = by_channel.and_then(|by_channel| by_channel.get(place(*channel)));
        match by_service.and_then(|by_service| by_service.get(place(*service))) {
            Some(Some(number)) => *number as usize,
            _ => self.meet(contact),
        }
    }

    #[cold]
    fn meet(&mut self, contact: &Contact) -> usize {
        let Contact { kind, channel, service } = contact;
        let by_channel = grown(&mut self.numbers, usize::from(*kind));
        let by_service = by_channel.and_then(|by_channel| grown(by_channel, place(*channel)));
        if let Some(number) = by_service.and_then(|by_service| grown(by_service, place(*service))) {
            *number = Some(self.met);
        }
        self.met += 1;
        self.met as usize - 1
    }
}

#[inline]
fn place(code: Option<Code>) -> usize {
    code.map_or(0, |code| usize::from(code) + 1)
}

/// The slot of a list that is made long enough for it.
fn grown<T: Default>(list: &mut Vec<T>, place: usize) -> Option<&mut T> {
    if list.len() <= place {
        list.resize_with(place + 1, T::default);
    }
    list.get_mut(place)
}
