/// Runs scenarios and sends their requests. A [Trigger] is started by the dispatcher on a virtual thread; its scenario
/// makes an [HttpRequest], which becomes an [HttpCall] on the loop, and goes on when that has ended. Outcomes leave to
/// the recorders on the loop's thread. A [WatchedTrigger] remembers what it did, for `impulse debug`. Read [Trigger]
/// first, then [HttpRequest], [HttpCall], [Sender].
@NullMarked
package dev.impulse.generator.send;

import org.jspecify.annotations.NullMarked;
