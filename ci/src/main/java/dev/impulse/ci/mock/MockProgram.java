package dev.impulse.ci.mock;

import java.util.List;
import java.util.Map;

/// How the mock of a dependency is started.
///
/// @param dependency its name
/// @param port on which it stands in for it
/// @param asked what the load test asks of it in phases, by their names: lists, maps and texts, as under `with`
/// @param command program and arguments, run without a shell
public record MockProgram(String dependency, int port, Map<String, Object> asked, List<String> command) {
    public MockProgram {
        asked = Map.copyOf(asked);
        command = List.copyOf(command);
    }
}
