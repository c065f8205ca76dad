/// Keeps samples of what failed first. What was seen of a failure enters from any thread; scrubbed and bounded it is
/// kept by a thread of its own, since users' patterns may take long, and leaves as a [Result.Failure]. A whole trigger
/// that is looked at goes by way of a [CloseUp]. Read
/// [FirstFailures] first, then [Seen], [Scrubbing], [NamedValues].
@NullMarked
package dev.impulse.generator.sample;

import dev.impulse.generator.Result;
import org.jspecify.annotations.NullMarked;
