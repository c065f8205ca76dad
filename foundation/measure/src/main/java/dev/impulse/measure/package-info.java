/// Durations, counted honestly and cheaply.
///
/// A loop records into the [Series] of its own [IntervalRecorder]; once a second the histograms that were touched leave
/// as an [Interval] and are taken up by the [Gatherer], on a thread of its own, which merges them into totals and
/// writes the log. Nothing is locked and nothing is copied: a histogram is handed over, and comes back emptied.
@NullMarked
package dev.impulse.measure;

import org.jspecify.annotations.NullMarked;
