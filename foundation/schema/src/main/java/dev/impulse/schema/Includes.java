package dev.impulse.schema;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts a file over those that it includes: each is named relative to the file that names it, a later one goes over an
/// earlier one, and the including file over all of them. Places stay those of the files in which values are written.
/// For one thread, one file.
public final class Includes {

    private static final int DEEPEST = 10;
    private static final int MOST = 100;
    private static final int LONGEST_TOGETHER = 3_000_000;
    private static final String EXPECTED = "the path of a YAML or JSON file";

    private final String key;
    private final Consumer<Mistake> mistakes;
    private final List<Step> way = new ArrayList<>();
    private int files;
    private int length;
    private boolean whole = true;

    /// @param named as people named it
    private record Step(Path real, String named) {}

    /// @param key under which a file names those that it includes
    public Includes(String key, Consumer<Mistake> mistakes) {
        this.key = key;
        this.mistakes = mistakes;
    }

    /// The file's tree over those of all that it includes; null after a mistake in those: what they say is not known.
    ///
    /// @param file as it was asked for
    public @Nullable Node merged(Path file, Node root) {
        way.add(new Step(real(file), file.toString()));
        Node merged = below(file, root);
        return whole ? merged : null;
    }

    private Node below(Path file, Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            return root;
        }
        Node.Mapping below = new Node.Mapping(mapping.place(), List.of());
        for (Node.Entry entry : mapping.entries()) {
            if (entry.key().text().equals(key)) {
                List<Value> items = Value.root(mapping, this::tell).under(entry).itemOrItems();
                for (Value item : items) {
                    Node.Mapping included = included(file, item);
                    below = included == null ? below : Merging.over(below, included);
                }
            }
        }
        List<Node.Entry> own = mapping.entries().stream()
                .filter(entry -> !entry.key().text().equals(key))
                .toList();
        return Merging.over(below, new Node.Mapping(mapping.place(), own));
    }

    private Node.@Nullable Mapping included(Path from, Value item) {
        String text = item.text(EXPECTED);
        if (text == null) {
            return null;
        }
        if (Reference.isIn(text)) {
            item.refuse("a variable in the name of an included file", EXPECTED);
            return null;
        }
        try {
            Path file = from.resolveSibling(text);
            return included(new Step(real(file), file.normalize().toString()), item);
        } catch (InvalidPathException e) {
            item.refuse(EXPECTED);
            return null;
        }
    }

    private Node.@Nullable Mapping included(Step step, Value item) {
        List<String> named = way.stream().map(Step::named).toList();
        if (way.stream().anyMatch(earlier -> earlier.real().equals(step.real()))) {
            item.refuse("a file that includes itself: " + String.join(" → ", named) + " → " + step.named(), "another");
            return null;
        }
        if (way.size() > DEEPEST || ++files > MOST) {
            item.refuse(
                    way.size() > DEEPEST
                            ? "files that include files, " + DEEPEST + " deep"
                            : "more than " + MOST + " included files",
                    "fewer");
            return null;
        }
        String text = text(step, item);
        Node root = text == null ? null : YamlTree.read(step.named(), text, this::tell);
        if (root == null) {
            return null;
        }
        way.add(step);
        Node merged = below(Path.of(step.named()), root);
        way.removeLast();
        if (merged instanceof Node.Mapping mapping) {
            return mapping;
        }
        Value.root(root, this::tell).refuse("keys with values");
        return null;
    }

    private @Nullable String text(Step step, Value item) {
        switch (YamlFile.text(Path.of(step.named()))) {
            case Reading.Mistaken<String> mistaken -> {
                Mistake found = mistaken.mistakes().all().getFirst();
                if (found.place().line() == 0) {
                    item.refuse(step.named() + ": " + found.what(), found.expected());
                } else {
                    tell(found);
                }
                return null;
            }
            case Reading.Whole<String> read -> {
                length += read.value().length();
                if (length > LONGEST_TOGETHER) {
                    item.refuse("included files of more than 3 MB together", "less");
                    return null;
                }
                return read.value();
            }
        }
    }

    private void tell(Mistake mistake) {
        whole = false;
        mistakes.accept(mistake);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            // It is not there, which reading it tells.
            return file.toAbsolutePath().normalize();
        }
    }
}
