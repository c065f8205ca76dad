package dev.impulse.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/// Puts one mapping over another: what both have is merged key by key where it is a mapping in both, and is the upper
/// one's in every other case; a list replaces a list.
public final class Merging {

    private Merging() {}

    /// The lower mapping with the upper one over it; keys are in the order of the lower one, new ones behind.
    public static Node.Mapping over(Node.Mapping lower, Node.Mapping upper) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        lower.entries().forEach(entry -> entries.put(entry.key().text(), entry));
        upper.entries().forEach(entry -> entries.merge(entry.key().text(), entry, Merging::over));
        return new Node.Mapping(upper.place(), entries.values().stream().toList());
    }

    private static Node.Entry over(Node.Entry lower, Node.Entry upper) {
        return lower.value() instanceof Node.Mapping below && upper.value() instanceof Node.Mapping above
                ? new Node.Entry(upper.key(), over(below, above))
                : upper;
    }
}
