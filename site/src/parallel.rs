//! The same work for many things, on every core.

use std::num::NonZero;
use std::thread;

/// What `work` makes of each of `items`, in their order.
pub fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(workers).max(1);
    if items.len() < 2 * workers {
        return items.into_iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let mut items = items.into_iter();
        let shares: Vec<_> = (0..workers)
            .map(|_| items.by_ref().take(share).collect::<Vec<T>>())
            .map(|mine| scope.spawn(move || mine.into_iter().map(work).collect::<Vec<R>>()))
            .collect();
        shares
            .into_iter()
            .flat_map(|share| match share.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_is_done_once_and_in_order() {
        for count in [0, 1, 5, 1_000] {
            let done = super::map((0..count).collect(), |n: i32| n * 2);
            assert_eq!(done, (0..count).map(|n| n * 2).collect::<Vec<_>>());
        }
    }
}
