/// One run, from what was asked for to an exit code: the system under test comes up, the target is reached, the load
/// generator runs, results are published, and everything is taken down again.
///
/// A [Run] enters, an [ExitCode] leaves. It runs on the caller's thread, on which the load generator reports its
/// progress as well; each hook is run by a thread of its own. Read [Run] first, then [Hooks], [ExitCode] and
/// [Terminal].
@NullMarked
package dev.impulse.ci.run;

import org.jspecify.annotations.NullMarked;
