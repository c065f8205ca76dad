/// Foreign clients on the event loops' virtual threads, for an hour, while threads are dumped and flights recorded.
///
/// [Soak] starts a [Server] and a load test with a test case for each of [Kinds], looks at the process once a minute
/// ([Vitals], [Dumps], [Flights]) and ends with a [Summary] and an exit code. The scenarios run on the loops, all else
/// on threads of its own. What is known to be unsafe there is tried by [Trials], each in a JVM of its own.
@NullMarked
package dev.impulse.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
