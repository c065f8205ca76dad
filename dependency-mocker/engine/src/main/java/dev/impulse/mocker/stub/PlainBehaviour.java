package dev.impulse.mocker.stub;

import dev.impulse.schema.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is said of delay and errors, for a reader in another folder: the files that it names by their whole paths.
public final class PlainBehaviour {
    private static final Set<List<String>> FILES = Set.of(
            List.of("delay", "recorded"), List.of("errors", "answer", "file"), List.of("errors", "answer", "template"));

    private PlainBehaviour() {}

    /// As lists, maps and texts.
    ///
    /// @param behaviour in which [BehaviourReader] found no mistake
    public static @Nullable Object of(Node behaviour) {
        return plain(behaviour, List.of());
    }

    /// @param keys under which it stands, from the outermost on
    private static @Nullable Object plain(Node node, List<String> keys) {
        return switch (node) {
            case Node.Scalar scalar -> FILES.contains(keys) ? whole(scalar) : scalar.meaning();
            case Node.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(plain(item, keys)));
                yield items;
            }
            case Node.Mapping mapping -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                for (Node.Entry entry : mapping.entries()) {
                    String key = entry.key().text();
                    List<String> below =
                            Stream.concat(keys.stream(), Stream.of(key)).toList();
                    entries.put(key, plain(entry.value(), below));
                }
                yield entries;
            }
        };
    }

    private static String whole(Node.Scalar file) {
        return StubPaths.beside(Path.of(file.place().file()), file.text()).toString();
    }
}
