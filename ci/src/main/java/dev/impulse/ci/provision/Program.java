package dev.impulse.ci.provision;

import java.nio.file.Path;
import java.util.Map;

/// A program that is started for a load test.
///
/// @param name what messages call it
/// @param command as for a shell
/// @param directory in which it runs
/// @param environment added to, or put over, the one that Impulse itself has
/// @param log where what it writes goes
public record Program(String name, String command, Path directory, Map<String, String> environment, Path log) {
    public Program {
        if (command.isBlank()) {
            throw new IllegalArgumentException("command: empty (expected: a command, as for a shell)");
        }
        environment = Map.copyOf(environment);
    }
}
