package dev.impulse.ci.run;

import dev.impulse.ci.provision.Ready;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How the system under test is started.
///
/// @param command as for a shell
/// @param ready how one knows that it is up
/// @param timeout how long it may take until then
public record SystemUnderTest(
        String command, Path directory, Map<String, String> environment, Ready ready, Duration timeout) {
    public SystemUnderTest {
        environment = Map.copyOf(environment);
    }
}
