package dev.impulse.ci.mock;

import java.util.List;

/// How the mock of a dependency is started.
///
/// @param dependency its name
/// @param port on which it stands in for it
/// @param command program and arguments, run without a shell
public record MockProgram(String dependency, int port, List<String> command) {
    public MockProgram {
        command = List.copyOf(command);
    }
}
