package dev.impulse.mocker.stub;

import dev.impulse.mocker.delay.Delay;
import dev.impulse.mocker.delay.None;
import org.jspecify.annotations.Nullable;

/// What is said about how answers are given, which need not be all.
///
/// @param delay null when nothing is said of it
/// @param faults null when nothing is said of them
public record Behaviour(@Nullable Delay delay, @Nullable Faults faults) {

    /// Nothing is said.
    public static final Behaviour UNSAID = new Behaviour(null, null);

    /// This, and what it does not say, from the other.
    public Behaviour over(Behaviour other) {
        return new Behaviour(delay == null ? other.delay : delay, faults == null ? other.faults : faults);
    }

    /// With neither delay nor faults where nothing is said.
    public Conduct whole() {
        return new Conduct(delay == null ? None.NONE : delay, faults == null ? Faults.NONE : faults);
    }
}
