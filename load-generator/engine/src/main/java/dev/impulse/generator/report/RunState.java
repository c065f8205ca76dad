package dev.impulse.generator.report;

import java.time.Duration;

/// How far a run is that has no result yet: what `run.json` says.
public sealed interface RunState {

    /// Its folder is made; the system under test comes up, scenarios are set up.
    record Starting() implements RunState {}

    /// Its phases run.
    ///
    /// @param loadTest its name
    /// @param reached how much of the phase is over
    /// @param of how long the phase lasts
    record Running(String loadTest, String phase, Duration reached, Duration of) implements RunState {}

    /// It will have no result.
    record GivenUp(String why) implements RunState {}
}
