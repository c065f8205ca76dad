package dev.impulse.ci.command;

import dev.impulse.ci.define.Definition.ClassPathEntry;
import dev.impulse.ci.define.Definition.DefinedScenarios;
import dev.impulse.ci.define.Definition.DefinedTestCase;
import dev.impulse.ci.define.ScenarioClass;
import dev.impulse.ci.define.ScenarioFedRequest;
import dev.impulse.ci.define.ScenarioRequest;
import dev.impulse.ci.define.ScenarioSource;
import dev.impulse.ci.provision.ScenarioMistake;
import dev.impulse.ci.provision.Scenarios;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.TestCase;
import dev.impulse.load.LoadGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Finds the scenarios that a file names, and compiles what is a source. What is wrong with them goes to the call, with
/// their places in the file.
final class FoundScenarios {
    private final Call call;
    private final Scenarios scenarios;

    private FoundScenarios(DefinedScenarios defined, List<Path> more, Call call, Terminal terminal) {
        this.call = call;
        List<Path> classPath = new ArrayList<>();
        defined.classPath().stream().map(ClassPathEntry::path).forEach(classPath::add);
        classPath.addAll(more);
        this.scenarios = new Scenarios(classPath, Places.cache(), Places.kotlin(), terminal::line);
    }

    /// Its test cases; not to be run when the call has mistakes.
    ///
    /// @param more of the class path, after what the file names
    static List<TestCase> of(DefinedScenarios defined, List<Path> more, Call call, Terminal terminal) {
        FoundScenarios found = new FoundScenarios(defined, more, call, terminal);
        List<TestCase> testCases = new ArrayList<>();
        for (DefinedTestCase testCase : defined.testCases()) {
            testCases.add(new TestCase(testCase.name(), found.scenario(testCase), testCase.threads()));
        }
        return testCases;
    }

    private Supplier<? extends LoadGenerator> scenario(DefinedTestCase testCase) {
        try {
            return switch (testCase.scenario()) {
                case ScenarioRequest request -> request::scenario;
                case ScenarioFedRequest request -> request::scenario;
                case ScenarioClass type -> scenarios.ofClass(type.className());
                case ScenarioSource source -> scenarios.ofSource(source.file());
            };
        } catch (ScenarioMistake mistake) {
            String message = String.valueOf(mistake.getMessage());
            if (message.contains("\n")) {
                call.quote(message);
            } else {
                call.mistake(testCase.scenario().origin().mistake(message, ""));
            }
            return () -> load -> {};
        }
    }
}
