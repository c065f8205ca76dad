package dev.impulse.ci.define;

import dev.impulse.generator.Figure;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.StubFile;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads `dependencies`, and looks at what their files of stubs say.
final class DependencyReader {

    static final Keys KEYS = Keys.of("port", "stubs");

    private static final String STUBS = "the path of a file of stubs (.yaml), or of code (.java, .kt)";
    private static final String PORT = "a port such as 9001";

    private final Set<String> testCases;
    private final Map<Integer, String> ports = new HashMap<>();

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
        } else if (name.equals(Figure.SYSTEM)) {
            value.refuseKey("the name of the system under test", "another");
        } else if (testCases.contains(name)) {
            value.refuseKey("the name of a test case", "another, so that gates can tell them apart");
        }
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        Path file = section.required("stubs", STUBS, DependencyReader::file);
        // What code says is known once it is compiled, by the mock.
        boolean isCode = file != null && SourceFiles.isOne(file.toString());
        Dependency stubs = file == null || isCode ? null : section.optional("stubs", named -> stubs(file, named));
        Value port = section.optional("port");
        Integer own = port != null ? port.integer(1, 65_535) : stubs == null ? null : stubs.port();
        if (port == null && (isCode || stubs != null) && (own == null || own == 0)) {
            if (!section.isMisspelt("port")) {
                value.refuse("no port" + (isCode ? "" : ", neither here nor in " + file), PORT);
            }
            return null;
        }
        if (own == null || file == null || stubs == null && !isCode) {
            return null;
        }
        String other = ports.putIfAbsent(own, name);
        if (other != null) {
            String of = port == null ? " of " + file : "";
            (port == null ? value : port).refuse("port " + own + of + ", which " + other + " has", "a port of its own");
            return null;
        }
        return new DefinedDependency(name, own, file);
    }

    private static @Nullable Path file(Value value) {
        Path file = Paths.in(value, STUBS);
        if (file != null && !Files.isRegularFile(file)) {
            Paths.refuseAbsent(file, value, "file");
            return null;
        }
        return file;
    }

    /// What the file says; null after a mistake, all of which are told with their places in it.
    private static @Nullable Dependency stubs(Path file, Value value) {
        return switch (StubFile.read(file)) {
            case Reading.Mistaken<List<Dependency>> mistaken -> {
                mistaken.mistakes().all().forEach(value::tell);
                yield null;
            }
            case Reading.Whole<List<Dependency>> whole -> {
                if (whole.value().size() > 1) {
                    String names = whole.value().stream().map(Dependency::name).collect(Collectors.joining(", "));
                    value.refuse(file + ", which has several dependencies: " + names, "a file for each");
                    yield null;
                }
                yield whole.value().getFirst();
            }
        };
    }
}
