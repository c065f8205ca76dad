/// The generator watches itself and its machine, so that one that was starved can say of what, and when.
///
/// A [Watch] runs beside a load test on two threads of its own. `impulse-floor` does nothing but sleep to deadlines and
/// note how late it was woken: the machine's own floor. `impulse-watch` reads once a second what the kernel and the JVM
/// count. What leaves, after the end, is a [Watched]: a [WatchedSecond] for each second, the longest single [Stall]s,
/// and, asked for a stretch of time, each [Scarcity] in it. What a machine cannot tell is absent, never 0.
@NullMarked
package dev.impulse.measure.watch;

import org.jspecify.annotations.NullMarked;
