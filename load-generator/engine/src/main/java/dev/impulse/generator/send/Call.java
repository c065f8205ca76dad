package dev.impulse.generator.send;

import dev.impulse.generator.sample.Seen;
import dev.impulse.load.ErrorKind;
import org.jspecify.annotations.Nullable;

/// One request of a trigger. How it counts is decided when the trigger's next one begins, or the trigger ends; see
/// [Trigger#begin].
sealed interface Call permits HttpCall, MeasuredCall {

    /// Whether it has ended.
    boolean hasEnded();

    /// Whether it will count as failed only because the scenario has not said yet that its status is right. Once it has
    /// ended.
    boolean isUnexpected();

    /// From here on nothing changes how it counts.
    ///
    /// @return how it failed; null when it was ok
    @Nullable
    ErrorKind decide();

    /// Decides and counts it, the first time. On the loop.
    ///
    /// @return how it failed; null when it was ok
    @Nullable
    ErrorKind settle();

    /// What can be seen of it, once it was settled. On the loop.
    ///
    /// @param bodyBytes how many bytes of a body are wanted
    Seen seen(int bodyBytes);
}
