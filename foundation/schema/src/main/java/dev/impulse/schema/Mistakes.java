package dev.impulse.schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// All mistakes of a file, in the order of their places. Never empty.
public record Mistakes(List<Mistake> all) {

    public Mistakes {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("mistakes: none (expected: 1 or more)");
        }
        all = all.stream()
                .distinct()
                .sorted(Comparator.comparing(Mistake::place).thenComparing(Mistake::path))
                .toList();
    }

    /// A line for each, and one that says how many there are and that nothing was started.
    public String text() {
        return all.stream().map(mistake -> mistake.text() + "\n").collect(Collectors.joining()) + all.size()
                + (all.size() == 1 ? " mistake" : " mistakes") + "; nothing was started";
    }
}
