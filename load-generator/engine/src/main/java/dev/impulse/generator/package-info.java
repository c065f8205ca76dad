/// The load generator. A [LoadTest] enters, a [Result] leaves; `run` blocks the caller while event loops do the work.
///
/// The stages, in the order of the work: `plan` says when each trigger is due, `source` holds what is due on one loop,
/// `dispatch` starts it within the limits, `send` runs the scenario and its requests, `measure` counts and times,
/// `sample` keeps what failed first, `judge` holds the gates, `report` writes.
@NullMarked
package dev.impulse.generator;

import org.jspecify.annotations.NullMarked;
