package dev.impulse.ci.define;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `dependencies`. What their stubs' files say is read elsewhere.
final class DependencyReader {

    static final Keys KEYS = Keys.of("port", "stubs");

    /// What gates say of the system under test itself.
    static final String SYSTEM = "system";

    private static final String STUBS = "the path of a file with stubs";

    private final Set<String> testCases;
    private final Map<Integer, String> ports = new LinkedHashMap<>();

    /// @param testCases their names, of those with mistakes too
    DependencyReader(Set<String> testCases) {
        this.testCases = testCases;
    }

    /// All dependencies that have no mistakes.
    List<DefinedDependency> read(Value value) {
        Section section = value.section(Keys.andNames());
        List<DefinedDependency> dependencies = new ArrayList<>();
        if (section != null) {
            section.named().forEach((name, definition) -> {
                DefinedDependency dependency = dependency(name, definition);
                if (dependency != null) {
                    dependencies.add(dependency);
                }
            });
        }
        return dependencies;
    }

    private @Nullable DefinedDependency dependency(String name, Value value) {
        if (!Names.fits(name)) {
            value.refuseKey("no name for a dependency", Names.EXPECTED);
        } else if (name.equals(SYSTEM)) {
            value.refuseKey("the name of the system under test", "another");
        } else if (testCases.contains(name)) {
            value.refuseKey("the name of a test case", "another, so that gates can tell them apart");
        }
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        Integer port = section.required("port", "a port such as 9001", number -> port(name, number));
        List<Path> stubs = section.required("stubs", STUBS, DependencyReader::stubs);
        return port == null || stubs == null ? null : new DefinedDependency(name, port, stubs, value.origin());
    }

    private @Nullable Integer port(String name, Value value) {
        Integer port = value.integer(1, 65_535);
        if (port == null) {
            return null;
        }
        String other = ports.putIfAbsent(port, name);
        if (other != null) {
            value.refuse(port + ", which " + other + " has", "a port of its own");
            return null;
        }
        return port;
    }

    private static @Nullable List<Path> stubs(Value value) {
        List<Value> items = value.itemOrItems();
        if (items.isEmpty()) {
            value.refuse("nothing", STUBS);
            return null;
        }
        List<Path> files = new ArrayList<>();
        for (Value item : items) {
            Path file = Paths.in(item, STUBS);
            if (file != null && Files.isRegularFile(file)) {
                files.add(file);
            } else if (file != null) {
                Paths.refuseAbsent(file, item, "file");
            }
        }
        return files.size() == items.size() ? files : null;
    }
}
