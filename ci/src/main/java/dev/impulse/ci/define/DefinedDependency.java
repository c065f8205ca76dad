package dev.impulse.ci.define;

import dev.impulse.schema.Origin;
import java.nio.file.Path;
import java.util.List;

/// A dependency of the system under test that is mocked, as the file says.
///
/// @param port on which the system expects it
/// @param stubs the files that say what it answers
/// @param origin where the file names it
public record DefinedDependency(String name, int port, List<Path> stubs, Origin origin) {
    public DefinedDependency {
        stubs = List.copyOf(stubs);
    }
}
