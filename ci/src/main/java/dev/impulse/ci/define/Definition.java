package dev.impulse.ci.define;

import dev.impulse.generator.Feeder;
import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Trace;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Origin;
import dev.impulse.wire.client.AllowedHosts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a load test's file says. Paths are resolved against the file's folder, texts are parsed; what its test cases
/// name is not looked for yet.
///
/// @param file as it was asked for
/// @param text all that the file says, as written, before variables are filled in
/// @param profile the one that was put over it; null without one
/// @param system how the system under test is started; null when it is up already
/// @param dependencies those of the system that are mocked
/// @param asked what phases ask of them, by the phase's and the dependency's name
/// @param seed null when the file leaves it to chance
/// @param allowed which hosts may be sent to
/// @param hooks what is done while the phases run
public record Definition(
        Path file,
        String text,
        @Nullable String profile,
        String name,
        URI target,
        @Nullable DefinedSystem system,
        List<DefinedDependency> dependencies,
        Map<String, Map<String, AskedBehaviour>> asked,
        List<ClassPathEntry> classPath,
        List<DefinedTestCase> testCases,
        List<Phase> phases,
        List<Gate> gates,
        @Nullable Long seed,
        Limits limits,
        AllowedHosts allowed,
        Scrub scrub,
        Trace trace,
        List<Feeder> feeders,
        List<DefinedHook> hooks) {

    /// A folder or a jar with the classes of scenarios.
    ///
    /// @param origin where the file names it, for a mistake that is found later
    public record ClassPathEntry(Path path, Origin origin) {}

    /// What scenarios are found by, as far as it could be read: other parts of the file may be mistaken.
    public record DefinedScenarios(List<ClassPathEntry> classPath, List<DefinedTestCase> testCases) {
        public DefinedScenarios {
            classPath = List.copyOf(classPath);
            testCases = List.copyOf(testCases);
        }
    }

    /// A scenario under a name, as the file defines it.
    ///
    /// @param threads what its triggers run on
    public record DefinedTestCase(String name, Scenario scenario, TestCase.Threads threads) {}

    public Definition {
        dependencies = List.copyOf(dependencies);
        asked = Map.copyOf(asked);
        classPath = List.copyOf(classPath);
        testCases = List.copyOf(testCases);
        phases = List.copyOf(phases);
        gates = List.copyOf(gates);
        feeders = List.copyOf(feeders);
        hooks = List.copyOf(hooks);
    }

    /// What its scenarios are found by.
    public DefinedScenarios scenarios() {
        return new DefinedScenarios(classPath, testCases);
    }

    /// The load test, once its test cases have become code.
    ///
    /// @param seedByChance the seed when the file names none
    public LoadTest loadTest(List<TestCase> testCases, long seedByChance) {
        return new LoadTest(
                name,
                target,
                testCases,
                phases,
                gates,
                seed == null ? seedByChance : seed,
                limits,
                allowed,
                scrub,
                trace,
                feeders);
    }
}
