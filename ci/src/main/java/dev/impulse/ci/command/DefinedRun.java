package dev.impulse.ci.command;

import dev.impulse.ci.define.AskedBehaviour;
import dev.impulse.ci.define.DefinedDependency;
import dev.impulse.ci.define.DefinedHook;
import dev.impulse.ci.define.DefinedSystem;
import dev.impulse.ci.define.Definition;
import dev.impulse.ci.define.LoadTestFile;
import dev.impulse.ci.mock.MockProgram;
import dev.impulse.ci.provision.Ready;
import dev.impulse.ci.run.Debugging;
import dev.impulse.ci.run.Run;
import dev.impulse.ci.run.SystemUnderTest;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.Known;
import dev.impulse.schema.Reading;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a run of what a file says and what the call puts over it.
///
/// @param testCases those of the definition, as they were found
record DefinedRun(Definition definition, List<TestCase> testCases, Call call) {

    /// Reads a file, and finds its scenarios. What is wrong with it goes to the call.
    ///
    /// @param classPath of its scenarios, beside what it names itself
    /// @return null when the file has mistakes
    static @Nullable DefinedRun read(Path file, FillOptions fill, List<Path> classPath, Call call, Terminal terminal) {
        List<TestCase> testCases = new ArrayList<>();
        return switch (LoadTestFile.read(
                file,
                fill.given(call),
                scenarios -> testCases.addAll(FoundScenarios.of(scenarios, classPath, call, terminal)))) {
            case Reading.Mistaken<Definition> mistaken -> {
                call.mistakes(mistaken.mistakes());
                yield null;
            }
            case Reading.Whole<Definition> whole -> new DefinedRun(whole.value(), testCases, call);
        };
    }

    Run run(String target, Options options) {
        if (!target.isEmpty()) {
            refuseRestarts(target);
        }
        List<String> names = testCases.stream().map(TestCase::name).toList();
        Known known = new Known(
                names,
                definition.phases(),
                definition.hooks().stream().map(DefinedHook::name).toList(),
                definition.dependencies().stream().map(DefinedDependency::name).toList());
        LoadTest loadTest =
                loadTest(options.name, target, call.gates(options.gates, known), options.seed, options.allowed);
        return new Run(
                loadTest,
                mocks(loadTest.seed()),
                system(target),
                call.destination(options.results, options.out),
                written(definition),
                options.channels(call),
                definition.hooks(),
                call.baseline(options.baseline, definition.phases()));
    }

    /// What is not started cannot be started again.
    private void refuseRestarts(String target) {
        definition.hooks().stream()
                .filter(hook -> hook.action() instanceof DefinedHook.Action.RestartSystem)
                .findFirst()
                .ifPresent(hook -> call.mistake(
                        "--target",
                        target + ": the file's system is not started then, and the hook " + hook.name()
                                + " restarts it",
                        "no --target, or a file without this hook"));
    }

    /// A single trigger of one of its test cases.
    ///
    /// @param testCase the name of one
    /// @param save the folder in which it is kept; null for none
    Debugging debugging(
            String testCase, long number, String target, String seed, List<String> allowed, @Nullable Path save) {
        LoadTest loadTest = loadTest("", target, List.of(), seed, allowed);
        return new Debugging(loadTest, mocks(loadTest.seed()), system(target), testCase, number, save);
    }

    /// @param name empty for the file's own, as the target and the seed
    private LoadTest loadTest(String name, String target, List<Gate> more, String seed, List<String> allowed) {
        LoadTest written = definition.loadTest(testCases, call.seed(seed));
        List<Gate> gates = new ArrayList<>(written.gates());
        gates.addAll(more);
        return new LoadTest(
                name.isEmpty() ? written.name() : name,
                target.isEmpty() ? written.target() : call.uri("--target", target),
                testCases,
                written.phases(),
                gates,
                seed.isEmpty() ? written.seed() : call.seed(seed),
                written.limits(),
                written.allowed().and(call.allowed(allowed)),
                written.scrub(),
                written.trace(),
                written.feeders());
    }

    private static WrittenLoadTest written(Definition definition) {
        return new WrittenLoadTest(
                String.valueOf(definition.file().getFileName()), definition.text(), definition.profile());
    }

    /// A process for each dependency. They draw from the load test's seed.
    private List<MockProgram> mocks(long seed) {
        return definition.dependencies().stream()
                .map(dependency -> new MockProgram(
                        dependency.name(),
                        dependency.port(),
                        asked(dependency.name()),
                        OwnCommand.of(mockArguments(dependency, seed))))
                .toList();
    }

    /// By the names of phases.
    private Map<String, Object> asked(String dependency) {
        Map<String, Object> asked = new LinkedHashMap<>();
        definition.asked().forEach((phase, said) -> {
            AskedBehaviour ofIt = said.get(dependency);
            if (ofIt != null) {
                asked.put(phase, ofIt.said());
            }
        });
        return asked;
    }

    private Stream<String> mockArguments(DefinedDependency dependency, long seed) {
        String classPath = definition.classPath().stream()
                .map(entry -> entry.path().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.of(
                "mock",
                dependency.stubs().toString(),
                "--classpath=" + classPath,
                "--name=" + dependency.name(),
                "--port=" + dependency.port(),
                "--seed=" + seed);
    }

    /// Another target than the file's is up already: what the file starts is not what is tested.
    private @Nullable SystemUnderTest system(String target) {
        DefinedSystem defined = definition.system();
        if (defined == null || !target.isEmpty()) {
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
