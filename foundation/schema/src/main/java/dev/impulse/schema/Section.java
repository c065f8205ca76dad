package dev.impulse.schema;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A mapping of a file while it is read: its values under the keys that it may have. Keys that it may not have were
/// told as mistakes when the section was made. For one thread.
public final class Section {

    private final Value value;
    private final Keys keys;
    private final Map<String, Value> entries = new LinkedHashMap<>();
    private final Set<String> guessed = new HashSet<>();

    Section(Value value, Node.Mapping mapping, Keys keys) {
        this.value = value;
        this.keys = keys;
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            Value under = value.under(entry);
            if (keys.open() || keys.known().contains(key)) {
                entries.put(key, under);
            } else {
                under.refuseKey("unknown key", Nearest.advice(key, keys.known()));
                String nearest = Nearest.of(key, keys.known());
                if (nearest != null) {
                    guessed.add(nearest);
                }
            }
        }
    }

    /// The section as a value: its place and path.
    public Value value() {
        return value;
    }

    /// The value under a key; null when the key is left out.
    public @Nullable Value optional(String key) {
        if (!keys.known().contains(key)) {
            throw new IllegalArgumentException("key: " + key + " (expected: one of " + keys.known() + ")");
        }
        return entries.get(key);
    }

    /// The value under a key, read; null when the key is left out, or after a mistake.
    public <T> @Nullable T optional(String key, Function<? super Value, ? extends @Nullable T> reader) {
        Value found = optional(key);
        return found == null ? null : reader.apply(found);
    }

    /// The value under a key, read; the fallback when the key is left out, or after a mistake.
    public <T> T optional(String key, T fallback, Function<? super Value, ? extends @Nullable T> reader) {
        T read = optional(key, reader);
        return read == null ? fallback : read;
    }

    /// The value under a key, read; null after a mistake, which a key that is left out is too.
    ///
    /// @param expected what belongs there, for the mistake
    public <T> @Nullable T required(
            String key, String expected, Function<? super Value, ? extends @Nullable T> reader) {
        Value found = optional(key);
        if (found == null) {
            if (!isMisspelt(key)) {
                value.tell(value.place(), value.pathOf(key), "missing", expected);
            }
            return null;
        }
        return reader.apply(found);
    }

    /// Whether a key is left out that was probably meant by an unknown one, which was told already.
    public boolean isMisspelt(String key) {
        return guessed.contains(key) && !entries.containsKey(key);
    }

    /// The values under names that the writer chose, in the order of the file.
    public SequencedMap<String, Value> named() {
        SequencedMap<String, Value> named = new LinkedHashMap<>(entries);
        keys.known().forEach(named::remove);
        return Collections.unmodifiableSequencedMap(named);
    }
}
