//! Room for the answers of a long column of Arrow.

use arrow::buffer::{Buffer, ScalarBuffer};
use arrow::datatypes::ArrowNativeType;
use bytes::Bytes;
use memmap2::MmapMut;
use zerocopy::{FromBytes, Immutable, IntoBytes};

/// From so many bytes on the system is asked for memory directly, as numpy does.
const LARGE: usize = 4 << 20;

/// So many numbers as `fill` writes them, and what it says of them.
///
/// The memory of a long column comes from the system page by page, and large pages come several times as quickly.
pub(super) fn filled<T>(many: usize, fill: impl FnOnce(&mut [T]) -> bool) -> (ScalarBuffer<T>, bool)
where
    T: ArrowNativeType + FromBytes + IntoBytes + Immutable,
{
    if let Some(mut pages) = large_pages(many * size_of::<T>())
        && let Ok(numbers) = <[T]>::mut_from_bytes(&mut pages)
    {
        let complete = fill(numbers);
        return (ScalarBuffer::new(Buffer::from(Bytes::from_owner(pages)), 0, many), complete);
    }
    let mut numbers = vec![T::default(); many];
    let complete = fill(&mut numbers);
    (numbers.into(), complete)
}

fn large_pages(bytes: usize) -> Option<MmapMut> {
    let pages = (bytes >= LARGE).then(|| MmapMut::map_anon(bytes).ok())??;
    // A system that has none gives small ones.
    #[cfg(target_os = "linux")]
    let _ = pages.advise(memmap2::Advice::HugePage);
    Some(pages)
}
