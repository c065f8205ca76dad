package dev.impulse.mocker.listen;

import dev.impulse.mocker.MockPhase;
import dev.impulse.mocker.MockPhases;
import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.PhaseName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The phases of a load test as the administration is told them.
///
/// ```json
/// {"begin": "2026-11-21T10:00:00.250Z", "phases": [{"name": "peak", "kind": "peak", "seconds": 20}]}
/// ```
final class PhasesJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final double NANOS = 1e9;

    private PhasesJson() {}

    /// @throws IllegalArgumentException when it says something else
    static MockPhases read(String json) {
        try {
            var root = MAPPER.readTree(json);
            List<MockPhase> phases = new ArrayList<>();
            for (var phase : root.required("phases")) {
                phases.add(phase(phase));
            }
            return new MockPhases(Instant.parse(root.required("begin").stringValue()), phases);
        } catch (JacksonException | DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "phases: " + wrong.getMessage()
                            + " (expected: {begin: an instant, phases: [{name, kind, seconds}]})",
                    wrong);
        }
    }

    private static MockPhase phase(JsonNode node) {
        var name = new PhaseName(
                node.required("name").stringValue(), node.required("kind").stringValue());
        double seconds = node.required("seconds").doubleValue();
        Map<String, Behaviour> asked = new HashMap<>();
        return new MockPhase(name, Duration.ofNanos(Math.round(seconds * NANOS)), asked);
    }
}
