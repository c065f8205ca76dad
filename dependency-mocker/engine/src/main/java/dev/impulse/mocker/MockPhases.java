package dev.impulse.mocker;

import java.time.Instant;
import java.util.List;

/// The phases of a load test, one behind the other.
///
/// @param begin of the first
public record MockPhases(Instant begin, List<MockPhase> all) {
    public MockPhases {
        all = List.copyOf(all);
    }
}
