package dev.impulse.ci.provision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that is started for a load test.
///
/// @param name what messages call it
/// @param command program and arguments, run without a shell
/// @param directory in which it runs
/// @param environment added to, or put over, the one that Impulse itself has
/// @param log where what it writes goes
public record Program(String name, List<String> command, Path directory, Map<String, String> environment, Path log) {
    public Program {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command: empty (expected: a program and its arguments)");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
