package dev.impulse.generator.judge;

/// What gates can ask of a mocked dependency of the system under test.
public sealed interface DependencyFigure {

    /// How often the system called it.
    ///
    /// @param aTrigger whether it is for each trigger that was started, of all test cases
    record Calls(boolean aTrigger) implements DependencyFigure {}

    /// How many of its calls no stub was for.
    ///
    /// @param percent whether it is the share of all its calls
    record Unmatched(boolean percent) implements DependencyFigure {}

    /// How many of its calls were answered otherwise than their stubs say, on purpose.
    ///
    /// @param percent whether it is the share of all its calls
    record Faults(boolean percent) implements DependencyFigure {}

    /// How late it answered the calls that a stub was for, from their last byte on.
    record Delay(Statistic statistic) implements DependencyFigure {}
}
