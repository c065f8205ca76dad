package dev.impulse.ci.draft;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds mappings in the tree of an OpenAPI file: what is none is as good as left out.
final class Part {
    private static final int MOST_REFERENCES = 10;

    private Part() {}

    static Map<?, ?> of(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    /// What stands there, or what its `$ref` within the file leads to.
    static Map<?, ?> resolved(Map<?, ?> root, @Nullable Object node) {
        Map<?, ?> part = of(node);
        for (int step = 0; step < MOST_REFERENCES && part.get("$ref") instanceof String reference; step++) {
            part = reference.startsWith("#/") ? at(root, reference.substring(2)) : Map.of();
        }
        return part;
    }

    private static Map<?, ?> at(Map<?, ?> root, String pointer) {
        Map<?, ?> part = root;
        for (String name : pointer.split("/", -1)) {
            part = of(part.get(name.replace("~1", "/").replace("~0", "~")));
        }
        return part;
    }
}
