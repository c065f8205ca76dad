package dev.impulse.ci.mock;

import dev.impulse.generator.Figure;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import dev.impulse.generator.plan.Phase;
import dev.impulse.mocker.MockEvidence;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the mocks when the phases begin, before they do, and asks them at the end what came of it. What a mock does
/// not take or say makes its testimony lost, which makes the run inconclusive; the load test goes on.
final class MocksWitness implements Witness {
    /// Long enough for a few requests on this machine, the first ones of this process.
    private static final Duration LEAD = Duration.ofMillis(150);

    private final List<RunningMock> mocks;
    private final List<Phase> phases;
    private final Map<RunningMock, String> lost = new HashMap<>();

    MocksWitness(List<RunningMock> mocks, List<Phase> phases) {
        this.mocks = mocks;
        this.phases = phases;
    }

    @Override
    public Duration lead() {
        return LEAD;
    }

    @Override
    public void begins(Instant at, long nanos) {
        for (RunningMock mock : mocks) {
            try {
                mock.administration().phases(json(mock.mock(), at));
            } catch (IOException refused) {
                lost.put(mock, "it was not told of the phases: " + reason(mock, refused));
            }
        }
    }

    private String json(MockProgram mock, Instant begin) {
        ObjectNode tree = JsonMapper.shared().createObjectNode().put("begin", begin.toString());
        ArrayNode all = tree.putArray("phases");
        for (Phase phase : phases) {
            ObjectNode told = all.addObject()
                    .put("name", phase.name())
                    .put("kind", phase.kind().text())
                    .put("seconds", BigDecimal.valueOf(phase.lasting().toNanos(), 9));
            Object asked = mock.asked().get(phase.name());
            if (asked != null) {
                told.putObject("with").putPOJO(mock.dependency(), asked);
            }
        }
        return tree.toString();
    }

    @Override
    public Testimony ended(List<PhaseTimes> times) {
        List<MockedDependency> dependencies = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (RunningMock mock : mocks) {
            String name = mock.mock().dependency();
            String why = lost.get(mock);
            if (why != null) {
                dependencies.add(MockedDependency.lost(name, why));
                continue;
            }
            try {
                MockTestimony testimony = new MockTestimony(
                        name, MockEvidence.ofJson(mock.administration().evidence()));
                dependencies.add(testimony.dependency(times));
                figures.addAll(testimony.figures());
            } catch (IOException | IllegalArgumentException unsaid) {
                dependencies.add(MockedDependency.lost(name, reason(mock, unsaid)));
            }
        }
        return new Testimony(figures, dependencies, List.of());
    }

    private static String reason(RunningMock mock, Exception failure) {
        return mock.program().isAlive()
                ? String.valueOf(failure.getMessage())
                : mock.program().end();
    }
}
