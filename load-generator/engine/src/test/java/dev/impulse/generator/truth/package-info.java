/// What Impulse reports, held against what a server knows that was built to know it. In come the server's log and what
/// the scenario saw on its own clock, which is the same clock: [System#nanoTime] of one process. From both come, for
/// each trigger, a time that the truth does not fall below and one that it does not exceed; what is reported must lie
/// between. So a busy machine makes the bounds wider and no test fail.
@NullMarked
package dev.impulse.generator.truth;

import org.jspecify.annotations.NullMarked;
