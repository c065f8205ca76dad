package dev.impulse.ci.command;

import dev.impulse.ci.define.SourceFiles;
import dev.impulse.ci.provision.ScenarioMistake;
import dev.impulse.ci.provision.Scenarios;
import dev.impulse.ci.run.Terminal;
import dev.impulse.load.LoadGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A scenario in a source file of its own, without a load test's file.
final class SingleScenario {
    private SingleScenario() {}

    static boolean isOne(Path file) {
        return SourceFiles.isOne(file.toString());
    }

    /// A load test's file says for itself what these options say of a single scenario.
    ///
    /// @param options with what was given for each, or nothing
    static void refuseBeside(Path loadTest, Map<String, String> options, Call call) {
        options.forEach((option, value) -> {
            if (!value.isEmpty()) {
                call.mistake(
                        option,
                        value + ", beside " + loadTest,
                        "only with a single scenario; the file says it for its own");
            }
        });
    }

    /// The file's name without its ending.
    static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.lastIndexOf('.'));
    }

    /// Compiles it. What is wrong with it goes to the call.
    ///
    /// @param classPath jars and folders of classes
    static Supplier<LoadGenerator> of(Path file, List<Path> classPath, Call call, Terminal terminal) {
        try {
            return new Scenarios(classPath, Places.cache(), Places.kotlin(), terminal::line).ofSource(file);
        } catch (ScenarioMistake mistake) {
            call.quote(String.valueOf(mistake.getMessage()));
            return () -> load -> {};
        }
    }
}
