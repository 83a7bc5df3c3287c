//! Processes batches on all cores, in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use crate::read::{ReadError, Reader, Rows};

type Batch = (usize, Result<Rows, ReadError>);

/// How many workers pay: one for each core.
pub(crate) fn worker_count() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Works on each batch of a reader and hands on what comes of it, in order.
///
/// One thread reads, one for each worker works, and this one takes what is ready. Only a few batches for each worker are
/// under way, so that memory stays the same however long the file is. The first failure, in the order of the file, ends
/// the whole.
pub(crate) fn for_each_batch<W: Send, T: Send, E: From<ReadError> + Send>(
    reader: Reader,
    workers: &mut [W],
    work: impl Fn(&mut W, Rows) -> Result<T, E> + Sync,
    take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    for_each_of(reader, workers, work, take, || true)
}

/// The same of anything that gives batches. `may_start`: whether the system has another thread to give.
fn for_each_of<W: Send, T: Send, E: From<ReadError> + Send>(
    reader: impl Iterator<Item = Result<Rows, ReadError>> + Send,
    workers: &mut [W],
    work: impl Fn(&mut W, Rows) -> Result<T, E> + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
    may_start: impl Fn() -> bool,
) -> Result<(), E> {
    let reader = Mutex::new(Some(reader));
    let take_reader = || reader.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(done) = on_threads(&take_reader, workers, &work, &mut take, may_start) {
        return done;
    }
    // There are no threads to be had: it is slower alone, and comes to the same.
    let Some(worker) = workers.first_mut() else { return Ok(()) };
    for batch in take_reader().into_iter().flatten() {
        take(work(worker, batch?)?)?;
    }
    Ok(())
}

/// `None` where a thread that is needed cannot be started: then nothing has been read. With fewer workers it goes on.
fn on_threads<W: Send, T: Send, E: From<ReadError> + Send, R: Iterator<Item = Result<Rows, ReadError>> + Send>(
    take_reader: &(impl Fn() -> Option<R> + Sync),
    workers: &mut [W],
    work: &(impl Fn(&mut W, Rows) -> Result<T, E> + Sync),
    take: &mut impl FnMut(T) -> Result<(), E>,
    may_start: impl Fn() -> bool,
) -> Option<Result<(), E>> {
    let room = workers.len();
    let (send_rows, rows) = sync_channel::<Batch>(room);
    let (send_out, out) = sync_channel::<(usize, Result<T, E>)>(room);
    let (rows, stopped) = (Mutex::new(rows), AtomicBool::new(false));
    let (rows, stopped) = (&rows, &stopped);
    // The batches that were taken, so that the reader does not run ahead of one that takes long.
    let taken_count = (Mutex::new(0), Condvar::new());
    let taken_count = &taken_count;
    let ahead = 4 * room.max(1);
    thread::scope(|scope| {
        let mut working = 0;
        for worker in workers {
            let send_out = send_out.clone();
            let work = move || {
                while let Some((place, batch)) = next(rows) {
                    let result = batch.map_err(E::from).and_then(|rows| work(worker, rows));
                    if send_out.send((place, result)).is_err() {
                        break;
                    }
                }
            };
            let started = may_start() && thread::Builder::new().spawn_scoped(scope, work).is_ok();
            working += usize::from(started);
        }
        let read = move || {
            for batch in take_reader().into_iter().flatten().enumerate() {
                wait_for(taken_count, batch.0, ahead);
                if send_rows.send(batch).is_err() || stopped.load(Ordering::Relaxed) {
                    break;
                }
            }
        };
        if working == 0 || !may_start() || thread::Builder::new().spawn_scoped(scope, read).is_err() {
            return None;
        }
        drop(send_out);
        let taken = in_order(&out, &mut |result| {
            let done = take(result);
            advance(taken_count, 1);
            done
        });
        // Nobody listens any more. A worker notices when it hands something on, the reader when a batch is taken.
        stopped.store(true, Ordering::Relaxed);
        drop(out);
        advance(taken_count, usize::MAX / 2);
        while next(rows).is_some() {}
        Some(taken)
    })
}

/// How many batches have been taken, and who waits for more.
type TakenCount = (Mutex<usize>, Condvar);

/// Waits until a batch is no further ahead of what has been taken than it may be.
fn wait_for((taken, more): &TakenCount, place: usize, ahead: usize) {
    let taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    let waiting = more.wait_while(taken, |taken| place >= taken.saturating_add(ahead));
    drop(waiting.unwrap_or_else(PoisonError::into_inner));
}

fn advance((taken, more): &TakenCount, count: usize) {
    let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
    *taken = taken.saturating_add(count);
    drop(taken);
    more.notify_all();
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use arrow::array::{RecordBatch, RecordBatchOptions};
    use arrow::datatypes::Schema;

    use super::*;

    fn batches(count: u64) -> impl Iterator<Item = Result<Rows, ReadError>> + Send {
        let one = RecordBatchOptions::new().with_row_count(Some(1));
        let batch = RecordBatch::try_new_with_options(Schema::empty().into(), Vec::new(), &one).expect("a batch");
        (1..=count).map(move |first| Ok(Rows { batch: batch.clone(), first, unreadable: Vec::new() }))
    }

    /// Whichever threads can be started, all is worked on, in order.
    #[test]
    fn fewer_threads_and_none_come_to_the_same() {
        for threads in 0..=5 {
            let started = Cell::new(0);
            let may_start = || {
                started.set(started.get() + 1);
                started.get() <= threads
            };
            let mut taken = Vec::new();
            let work = |_: &mut (), rows: Rows| Ok::<u64, ReadError>(rows.first);
            let take = |first| {
                taken.push(first);
                Ok(())
            };
            for_each_of(batches(100), &mut [(), (), (), ()], work, take, may_start).expect("no error");
            assert_eq!(taken, (1..=100).collect::<Vec<_>>(), "{threads}");
        }
    }

    /// A batch that takes long does not make the others pile up behind it, and a failure ends it all.
    #[test]
    fn the_reader_waits_for_a_slow_batch() {
        let read = std::sync::atomic::AtomicU64::new(0);
        let counted = batches(1_000).inspect(|_| {
            read.fetch_add(1, Ordering::Relaxed);
        });
        let work = |_: &mut (), rows: Rows| {
            if rows.first == 1 {
                thread::sleep(std::time::Duration::from_millis(100));
                assert!(read.load(Ordering::Relaxed) <= 4 * 2 + 2 + 1);
            }
            if rows.first == 500 { Err(ReadError::Empty { name: "it".to_owned() }) } else { Ok(rows.first) }
        };
        let mut last = 0;
        let take = |first| {
            last = first;
            Ok(())
        };
        assert!(for_each_of(counted, &mut [(), ()], work, take, || true).is_err());
        assert_eq!(last, 499);
    }
}
