/// The histograms of a run as files that HdrHistogram's own tools read, written while it goes: intervals enter on the
/// gatherer's thread, lines leave to a file for each test case and request of each phase.
///
/// Read [IntervalLog] first, then [SeriesFiles] and [LogWidth]; [LoggedSeries] reads what was written.
@NullMarked
package dev.impulse.generator.log;

import org.jspecify.annotations.NullMarked;
