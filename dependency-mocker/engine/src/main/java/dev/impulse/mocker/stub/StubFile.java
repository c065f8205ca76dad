package dev.impulse.mocker.stub;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Node;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import dev.impulse.schema.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of stubs: of one dependency, or of several under their names.
public final class StubFile {

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");
    private static final String NAME_EXPECTED = "a word of letters, digits, - and _ that begins with a letter";

    private StubFile() {}

    /// Reads a YAML or JSON file: its dependencies, or all of its mistakes.
    public static Reading<List<Dependency>> read(Path file) {
        return YamlFile.read(file, value -> dependencies(value, nameOf(file)));
    }

    /// Reads a text as if it were in a file.
    ///
    /// @param file for the places of mistakes, and for what the text names relative to it
    public static Reading<List<Dependency>> parse(Path file, String text) {
        return YamlFile.parse(file.toString(), text, value -> dependencies(value, nameOf(file)));
    }

    static @Nullable String name(Value value) {
        return value.parsed(
                "a name: " + NAME_EXPECTED, text -> NAME.matcher(text).matches() ? text : null);
    }

    private static @Nullable List<Dependency> dependencies(Value value, String name) {
        if (isOne(value.node())) {
            Dependency dependency = DependencyReader.read(value, name);
            return dependency == null ? null : List.of(dependency);
        }
        Section names = value.section(Keys.andNames());
        if (names == null) {
            return null;
        }
        if (names.named().isEmpty()) {
            value.refuse("nothing", "stubs, or dependencies by their names");
            return null;
        }
        List<Dependency> dependencies = new ArrayList<>();
        names.named().forEach((key, below) -> {
            if (!NAME.matcher(key).matches()) {
                below.refuseKey("no name for a dependency", NAME_EXPECTED);
            }
            Dependency dependency = DependencyReader.read(below, key);
            if (dependency != null) {
                dependencies.add(dependency);
            }
        });
        return dependencies.size() == names.named().size() ? dependencies : null;
    }

    /// Whether the file is of one dependency: it has one of its keys, or what no dependency is under a name.
    private static boolean isOne(Node node) {
        return node instanceof Node.Mapping mapping
                && mapping.entries().stream()
                        .anyMatch(entry -> DependencyReader.KEYS
                                        .known()
                                        .contains(entry.key().text())
                                || !(entry.value() instanceof Node.Mapping));
    }

    /// The file's own name, for a dependency that says none.
    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
