package dev.impulse.mocker.stub;

import dev.impulse.mocker.delay.Delay;
import dev.impulse.mocker.delay.None;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// What is said, in one line; empty when nothing is.
    public String text() {
        return Stream.of(delay == null ? "" : "delay " + delay.text(), faults == null ? "" : "errors " + faults.text())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// With neither delay nor faults where nothing is said.
    public Conduct whole() {
        return new Conduct(delay == null ? None.NONE : delay, faults == null ? Faults.NONE : faults);
    }
}
