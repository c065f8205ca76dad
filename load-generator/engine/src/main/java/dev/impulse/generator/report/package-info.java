/// Writes what a load test gave: a [dev.impulse.generator.Result] enters; the summary for the terminal, `result.json`,
/// `summary.md` and `junit.xml` leave. From `result.json` the result is read back. The line that is shown meanwhile is
/// made here too, from [dev.impulse.generator.Observer.Progress]. All of it is functions of values; any thread.
///
/// A [RunFolder] is a run's while it goes on: it says how far that is, and an [UnendedRun] is what that and the
/// histograms say when there is no result.
///
/// A single trigger that was looked at is written by [TriggerText] and [TriggerFolder].
///
/// Read [Summary] first, then [LiveLine], [ResultFolder], [ResultReader], [RunFolder].
@NullMarked
package dev.impulse.generator.report;

import org.jspecify.annotations.NullMarked;
