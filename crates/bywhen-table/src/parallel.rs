//! Batches over all cores, told in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::read::{ReadError, Reader, Rows};

type Batch = (usize, Result<Rows, ReadError>);

/// How many workers pay: one for each core.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Works on each batch of a reader and hands on what comes of it, in order.
///
/// One thread reads, one for each worker works, and this one takes what is ready. Only a few batches for each worker are
/// under way, so that memory stays the same however long the file is. The first failure, in the order of the file, ends
/// the whole.
pub(crate) fn each_batch<W: Send, T: Send, E: From<ReadError> + Send>(
    reader: Reader,
    workers: &mut [W],
    work: impl Fn(&mut W, Rows) -> Result<T, E> + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let room = workers.len();
    let (send_rows, rows) = sync_channel::<Batch>(room);
    let (send_out, out) = sync_channel::<(usize, Result<T, E>)>(room);
    let (rows, stopped) = (Mutex::new(rows), AtomicBool::new(false));
    let (rows, stopped, work) = (&rows, &stopped, &work);
    thread::scope(|scope| {
        scope.spawn(move || {
            for batch in reader.enumerate() {
                if send_rows.send(batch).is_err() || stopped.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        for worker in workers {
            let send_out = send_out.clone();
            scope.spawn(move || {
                while let Some((place, batch)) = next(rows) {
                    let result = batch.map_err(E::from).and_then(|rows| work(worker, rows));
                    if send_out.send((place, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send_out);
        let taken = in_order(&out, &mut take);
        // Nobody listens any more. A worker notices when it hands something on, the reader when a batch is taken.
        stopped.store(true, Ordering::Relaxed);
        drop(out);
        while next(rows).is_some() {}
        taken
    })
}

fn next(rows: &Mutex<Receiver<Batch>>) -> Option<Batch> {
    rows.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Takes results in the order of the batches, whichever is ready first.
fn in_order<T, E>(out: &Receiver<(usize, Result<T, E>)>, take: &mut impl FnMut(T) -> Result<(), E>) -> Result<(), E> {
    let mut early: BTreeMap<usize, Result<T, E>> = BTreeMap::new();
    let mut wanted = 0;
    for (place, result) in out {
        early.insert(place, result);
        while let Some(ready) = early.remove(&wanted) {
            take(ready?)?;
            wanted += 1;
        }
    }
    Ok(())
}
