package dev.impulse.ci.define;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the system under test is started, as the file says.
///
/// @param command program and arguments, run without a shell
/// @param ready how one knows that it is up
/// @param directory in which it runs
/// @param environment put over what it inherits
/// @param startTimeout how long it may take until it is ready
public record DefinedSystem(
        List<String> command, Ready ready, Path directory, Map<String, String> environment, Duration startTimeout) {

    /// How long a system may take to start when the file does not say.
    public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    /// How one knows that a system is up.
    public sealed interface Ready {

        /// A `GET` is answered with a status from 200 to 299.
        record Answers(URI url) implements Ready {}

        /// Connections to the port are accepted.
        record Listens(String host, int port) implements Ready {}

        /// A line of its output holds a match of a regular expression.
        record Says(Pattern line) implements Ready {}
    }

    public DefinedSystem {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// The command in one line, quoted so that a POSIX shell makes the same words of it.
    public String commandLine() {
        return command.stream().map(DefinedSystem::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
