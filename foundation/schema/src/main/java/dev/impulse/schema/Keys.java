package dev.impulse.schema;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The keys that a [Section] may have.
///
/// @param known in the order in which they are told to people
/// @param open whether further keys, names that the writer chose, are right too
public record Keys(Set<String> known, boolean open) {

    public Keys {
        known = Collections.unmodifiableSet(new LinkedHashSet<>(known));
    }

    /// These keys and no others.
    public static Keys of(String... known) {
        return new Keys(new LinkedHashSet<>(List.of(known)), false);
    }

    /// These keys, and names that the writer chose.
    public static Keys andNames(String... known) {
        return new Keys(new LinkedHashSet<>(List.of(known)), true);
    }
}
