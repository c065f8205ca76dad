package dev.impulse.mock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A stub while it is said. For one thread.
public final class StubDefinition {

    private Request request;
    private final BehaviourDefinition always = new BehaviourDefinition();
    private final SequencedMap<String, BehaviourDefinition> during = new LinkedHashMap<>();
    private Replier replier = new Replier.Always(Answer.status(200));
    private @Nullable String name;

    /// What answers.
    public sealed interface Replier {

        /// The same for all calls.
        record Always(Answer answer) implements Replier {}

        /// Code, on a virtual thread of its own for each call.
        record ByCode(Code<Answer> code) implements Replier {}
    }

    /// Makes something of a call.
    @FunctionalInterface
    public interface Code<T> {

        /// @throws Exception when it cannot: the call is answered 500, and counted as a failure of the mock
        T of(Call call) throws Exception;
    }

    StubDefinition(Request request) {
        this.request = request;
    }

    /// Names it, in evidence and results; else it is called as its method and path.
    ///
    /// @return this
    public StubDefinition named(String name) {
        this.name = name;
        return this;
    }

    /// Only those calls of which this is true; see [Request#having].
    ///
    /// @return this
    public StubDefinition having(Predicate<? super Call> test) {
        request = request.having(test);
        return this;
    }

    /// Answers 200 with what the code gives, written as JSON. The code runs on a virtual thread and may block.
    ///
    /// @return this
    public StubDefinition returns(Code<?> body) {
        return answers(call -> Answer.json(body.of(call)));
    }

    /// Answers all calls alike.
    ///
    /// @return this
    public StubDefinition answers(Answer answer) {
        replier = new Replier.Always(answer);
        return this;
    }

    /// Answers with what the code gives. The code runs on a virtual thread and may block.
    ///
    /// @return this
    public StubDefinition answers(Code<Answer> code) {
        replier = new Replier.ByCode(code);
        return this;
    }

    /// How late its answers are.
    ///
    /// @return this
    public StubDefinition delayed(Latency latency) {
        always.delayed(latency);
        return this;
    }

    /// A percentage of its calls, and what it is answered with.
    ///
    /// @return this
    public StubDefinition errors(double percent, Answer answer) {
        always.errors(percent, answer);
        return this;
    }

    /// What is different in a phase.
    ///
    /// @param phase its name, or a kind of phases: `warm-up`, `steady` or `peak`
    /// @return this
    public StubDefinition in(String phase, Consumer<BehaviourDefinition> behaviour) {
        behaviour.accept(during.computeIfAbsent(phase, any -> new BehaviourDefinition()));
        return this;
    }

    /// Which calls it is for.
    public Request request() {
        return request;
    }

    /// What answers them.
    public Replier replier() {
        return replier;
    }

    /// What it was named; null when it was not.
    public @Nullable String name() {
        return name;
    }

    /// What was said of delays and errors.
    public BehaviourDefinition always() {
        return always;
    }

    /// What was said of delays and errors in phases, by their names or kinds.
    public SequencedMap<String, BehaviourDefinition> during() {
        return Collections.unmodifiableSequencedMap(during);
    }
}
