package dev.impulse.ci.command;

import dev.impulse.ci.define.DefinedSystem;
import dev.impulse.ci.define.Definition;
import dev.impulse.ci.provision.Ready;
import dev.impulse.ci.run.Run;
import dev.impulse.ci.run.SystemUnderTest;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.judge.Gate;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a run of what a file says and what the call puts over it.
final class DefinedRun {
    private final Definition definition;
    private final List<TestCase> testCases;
    private final Call call;

    /// @param testCases those of the definition, as they were found
    DefinedRun(Definition definition, List<TestCase> testCases, Call call) {
        this.definition = definition;
        this.testCases = testCases;
        this.call = call;
    }

    Run run(String target, Options options) {
        LoadTest written = definition.loadTest(testCases, call.seed(options.seed));
        List<Gate> gates = new ArrayList<>(written.gates());
        List<String> names = testCases.stream().map(TestCase::name).toList();
        gates.addAll(call.gates(options.gates, names, written.phases()));
        URI uri = target.isEmpty() ? written.target() : call.uri("--target", target);
        LoadTest loadTest = new LoadTest(
                options.name.isEmpty() ? written.name() : options.name,
                uri,
                testCases,
                written.phases(),
                gates,
                options.seed.isEmpty() ? written.seed() : call.seed(options.seed),
                written.limits(),
                written.allowed().and(call.allowed(options.allowed)),
                written.scrub(),
                written.trace(),
                written.feeders());
        // Another target than the file's is up already: what the file starts is not what is tested.
        return new Run(
                loadTest,
                target.isEmpty() ? system(definition.system()) : null,
                call.destination(options.results, options.out),
                written(definition),
                options.channels(call));
    }

    private static WrittenLoadTest written(Definition definition) {
        return new WrittenLoadTest(
                String.valueOf(definition.file().getFileName()), definition.text(), definition.profile());
    }

    private static @Nullable SystemUnderTest system(@Nullable DefinedSystem defined) {
        if (defined == null) {
            return null;
        }
        Ready ready = switch (defined.ready()) {
            case DefinedSystem.Ready.Answers answers -> new Ready.Answers(answers.url());
            case DefinedSystem.Ready.Listens listens -> new Ready.Listens(listens.host(), listens.port());
            case DefinedSystem.Ready.Says says -> new Ready.Says(says.line());
        };
        return new SystemUnderTest(
                defined.command(), defined.directory(), defined.environment(), ready, defined.startTimeout());
    }
}
