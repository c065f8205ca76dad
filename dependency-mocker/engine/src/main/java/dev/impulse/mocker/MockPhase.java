package dev.impulse.mocker;

import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.PhaseName;
import java.time.Duration;
import java.util.Map;

/// A phase of the load test during which a mock answers.
///
/// @param asked what the load test asks of dependencies in this phase, by their names
public record MockPhase(PhaseName name, Duration length, Map<String, Behaviour> asked) {
    public MockPhase {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(
                    "length of phase " + name.name() + ": " + length + " (expected: above 0)");
        }
        asked = Map.copyOf(asked);
    }
}
