/// Starts what is due, within the limits. One [Dispatcher] a loop, on its thread alone: due triggers enter from the
/// source, leave as running [dev.impulse.generator.send.Trigger]s, and report their end back by a callback.
@NullMarked
package dev.impulse.generator.dispatch;

import org.jspecify.annotations.NullMarked;
