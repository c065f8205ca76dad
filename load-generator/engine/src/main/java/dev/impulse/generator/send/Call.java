package dev.impulse.generator.send;

import dev.impulse.load.ErrorKind;
import org.jspecify.annotations.Nullable;

/// One request of a trigger, to be counted once nothing more can change its outcome: when the trigger's next one
/// begins, or the trigger ends.
sealed interface Call permits HttpCall, MeasuredCall {

    /// Whether it has ended.
    boolean hasEnded();

    /// Counts it, the first time. On the loop.
    ///
    /// @return how it failed; null when it was ok
    @Nullable
    ErrorKind settle();
}
