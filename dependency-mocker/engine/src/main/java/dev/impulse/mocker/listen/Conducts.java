package dev.impulse.mocker.listen;

import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.Conduct;
import dev.impulse.mocker.stub.Dependency;
import java.util.ArrayList;
import java.util.List;

/// How a dependency's stubs answer, by phase. Immutable; any thread.
public final class Conducts {
    private final Timeline timeline;
    private final Dependency dependency;
    private final List<List<PreparedStub>> prepared = new ArrayList<>();

    /// @param timeline what the load test asks of the dependency is in its phases
    public Conducts(Serving serving, Timeline timeline) {
        this.timeline = timeline;
        this.dependency = serving.dependency();
        for (int phase = Timeline.OUTSIDE; phase < timeline.phases().size(); phase++) {
            List<PreparedStub> stubs = new ArrayList<>();
            for (int stub = 0; stub < dependency.stubs().size(); stub++) {
                stubs.add(new PreparedStub(serving.answer(stub), conduct(phase, stub)));
            }
            prepared.add(stubs);
        }
    }

    /// How a stub answers in a phase.
    public Conduct conduct(int phase, int stub) {
        var written = dependency.stubs().get(stub);
        if (phase == Timeline.OUTSIDE) {
            return dependency.conduct(written);
        }
        var in = timeline.phases().get(phase);
        var asked = in.asked().getOrDefault(dependency.name(), Behaviour.UNSAID);
        return dependency.conduct(written, in.name(), asked);
    }

    Timeline timeline() {
        return timeline;
    }

    PreparedStub stub(int phase, int stub) {
        return prepared.get(phase + 1).get(stub);
    }
}
