package dev.impulse.schema;

import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
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

    /// The same, with other words: what must not be shown is taken out of them.
    public Mistakes worded(UnaryOperator<String> words) {
        return new Mistakes(all.stream()
                .map(mistake -> new Mistake(
                        mistake.place(), mistake.path(), words.apply(mistake.what()), words.apply(mistake.expected())))
                .toList());
    }

    /// A line for each, and one that says how many there are and that nothing was started.
    public String text() {
        return all.stream().map(mistake -> mistake.text() + "\n").collect(Collectors.joining()) + all.size()
                + (all.size() == 1 ? " mistake" : " mistakes") + "; nothing was started";
    }
}
