package dev.impulse.ci.run;

import dev.impulse.ci.provision.Ready;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How the system under test is started.
///
/// @param command program and arguments, run without a shell
/// @param ready how one knows that it is up
/// @param timeout how long it may take until then
public record SystemUnderTest(
        List<String> command, Path directory, Map<String, String> environment, Ready ready, Duration timeout) {
    public SystemUnderTest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
