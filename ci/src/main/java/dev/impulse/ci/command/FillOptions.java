package dev.impulse.ci.command;

import dev.impulse.ci.define.Given;
import dev.impulse.schema.Variables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a call fills into a load test's file.
final class FillOptions {
    private static final String VARIABLE = "NAME=value, with a name of letters, digits and _";

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "What $${NAME} stands for in the file; may be given more than once.")
    private List<String> variables = List.of();

    @Option(
            names = "--secrets-file",
            paramLabel = "FILE",
            description = "Lines of NAME=value for $${secret.NAME} in the file, which are never shown. Without it: the"
                    + " environment.")
    private @Nullable Path secrets;

    @Option(names = "--profile", paramLabel = "NAME", description = "One of the file's profiles, put over it.")
    private @Nullable String profile;

    /// What is given, with what the environment has.
    Given given(Call call) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String text : variables) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || !name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                call.mistake("--var", equals < 0 ? text : name, VARIABLE);
            } else if (given.put(name, text.substring(equals + 1)) != null) {
                call.mistake("--var", name + ", a second time", "each once");
            }
        }
        return new Given(
                new Variables(given, System.getenv(), secrets == null ? Map.of() : SecretsFile.read(secrets, call)),
                profile);
    }

    /// A single scenario has nothing to be filled in.
    void refuseBeside(Path scenario, Call call) {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        asked.put("--var", !variables.isEmpty());
        asked.put("--secrets-file", secrets != null);
        asked.put("--profile", profile != null);
        asked.forEach((option, isGiven) -> {
            if (isGiven) {
                call.mistake(option, "beside " + scenario, "only with a load test's file");
            }
        });
    }
}
