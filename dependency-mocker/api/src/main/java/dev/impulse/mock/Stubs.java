package dev.impulse.mock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// The stubs of a dependency while they are said, and what goes for all of them. For one thread.
public final class Stubs {

    private final List<StubDefinition> all = new ArrayList<>();
    private final BehaviourDefinition always = new BehaviourDefinition();
    private final SequencedMap<String, BehaviourDefinition> during = new LinkedHashMap<>();

    /// Begins a stub for these calls. Until it is said otherwise, they are answered 200 without a body.
    public StubDefinition every(Request request) {
        StubDefinition stub = new StubDefinition(request);
        all.add(stub);
        return stub;
    }

    /// How late the stubs answer that say nothing else.
    ///
    /// @return this
    public Stubs delayed(Latency latency) {
        always.delayed(latency);
        return this;
    }

    /// A percentage of the calls of stubs that say nothing else, and what it is answered with.
    ///
    /// @return this
    public Stubs errors(double percent, Answer answer) {
        always.errors(percent, answer);
        return this;
    }

    /// What is different in a phase.
    ///
    /// @param phase its name, or a kind of phases: `warm-up`, `steady` or `peak`
    /// @return this
    public Stubs in(String phase, Consumer<BehaviourDefinition> behaviour) {
        behaviour.accept(during.computeIfAbsent(phase, any -> new BehaviourDefinition()));
        return this;
    }

    /// What was said, in order.
    public List<StubDefinition> all() {
        return Collections.unmodifiableList(all);
    }

    /// What was said of all stubs.
    public BehaviourDefinition always() {
        return always;
    }

    /// What was said of all stubs in phases, by their names or kinds.
    public SequencedMap<String, BehaviourDefinition> during() {
        return Collections.unmodifiableSequencedMap(during);
    }
}
