package dev.impulse.schema;

import dev.impulse.schema.Reference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Fills variables into the values of a file, never into its keys. What cannot be filled in is told, and left with a
/// text of which nothing more is told. For one thread, one file.
public final class Filling {

    /// Variables that stand for others could make a text of any length out of a few lines.
    private static final int LONGEST = 1_000_000;

    private static final int LONGEST_TOGETHER = 16_000_000;

    private final Variables variables;
    private final String declared;
    private final Predicate<String> takesSecrets;
    private final Consumer<Mistake> mistakes;
    private final Map<String, Node.Scalar> defaults = new LinkedHashMap<>();
    private final Map<String, Text> resolved = new HashMap<>();
    private final Set<String> resolving = new LinkedHashSet<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> used = new TreeSet<>();
    private int length;

    /// @param declared the key of the file under which it says what its variables stand for by default
    /// @param takesSecrets whether the value at a path, such as `system.environment.TOKEN`, may hold a secret
    public Filling(Variables variables, String declared, Predicate<String> takesSecrets, Consumer<Mistake> mistakes) {
        this.variables = variables;
        this.declared = declared;
        this.takesSecrets = takesSecrets;
        this.mistakes = mistakes;
    }

    /// What a text came to.
    ///
    /// @param whole false when something in it could not be filled in, which was told
    private record Text(String text, boolean secret, boolean whole) {
        static final Text UNKNOWN = new Text("", false, false);
    }

    /// The file's tree, filled in; what is declared stays as it is written.
    public Filled fill(Node root) {
        if (root instanceof Node.Mapping mapping) {
            mapping.entries().stream()
                    .filter(entry -> entry.key().text().equals(declared))
                    .forEach(entry -> declare(entry.value()));
        }
        return new Filled(filled(root, ""), secrets, used);
    }

    private void declare(Node node) {
        if (node instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                String name = entry.key().text();
                used.add(name);
                if (entry.value() instanceof Node.Scalar scalar && scalar.type() != Node.Type.NOTHING) {
                    defaults.put(name, scalar);
                }
            }
        }
    }

    private Node filled(Node node, String path) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, path);
            case Node.Sequence sequence -> {
                List<Node> items = new ArrayList<>();
                for (Node item : sequence.items()) {
                    items.add(filled(item, path + "[" + items.size() + "]"));
                }
                yield new Node.Sequence(sequence.place(), items);
            }
            case Node.Mapping mapping -> mapping(mapping, path);
        };
    }

    private Node mapping(Node.Mapping mapping, String path) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            String below = path.isEmpty() ? key : path + "." + key;
            if (below.equals(declared)) {
                entries.add(entry);
                continue;
            }
            if (Reference.isIn(key)) {
                mistakes.accept(
                        new Mistake(entry.key().place(), below, "a variable in a key", "variables in values alone"));
            }
            entries.add(new Node.Entry(entry.key(), filled(entry.value(), below)));
        }
        return new Node.Mapping(mapping.place(), entries);
    }

    private Node.Scalar scalar(Node.Scalar scalar, String path) {
        if (!scalar.text().contains("${")) {
            return scalar;
        }
        Text text = text(scalar, path);
        length += text.text().length();
        if (!text.whole()) {
            return new Node.Scalar(scalar.place(), scalar.text(), Node.Type.TEXT, -1, Node.Form.UNKNOWN);
        }
        if (text.secret() && !takesSecrets.test(path)) {
            tell(
                    scalar.place(),
                    path,
                    "a secret where it would be shown",
                    "secrets in `system`, and in a request's parts");
            return new Node.Scalar(scalar.place(), scalar.text(), Node.Type.TEXT, -1, Node.Form.UNKNOWN);
        }
        boolean plain = scalar.form() == Node.Form.PLAIN;
        return new Node.Scalar(
                scalar.place(),
                text.text(),
                plain ? YamlTree.typeOf(text.text()) : Node.Type.TEXT,
                -1,
                text.secret() ? Node.Form.SECRET : plain ? Node.Form.PLAIN : Node.Form.FILLED);
    }

    private Text text(Node.Scalar scalar, String path) {
        var filled = new StringBuilder();
        boolean secret = false;
        boolean whole = true;
        for (Reference.Piece piece : Reference.pieces(scalar.text())) {
            switch (piece) {
                case Reference.Piece.Letters letters -> filled.append(letters.text());
                case Reference.Piece.Wrong wrong -> {
                    tell(scalar.placeAt(wrong.at()), path, wrong.what(), wrong.expected());
                    whole = false;
                }
                case Reference.Piece.Named named -> {
                    Text value = value(named.reference(), scalar.placeAt(named.at()), path);
                    filled.append(value.text());
                    secret |= value.secret();
                    whole &= value.whole();
                }
            }
            if (filled.length() > LONGEST || length + filled.length() > LONGEST_TOGETHER) {
                tell(scalar.place(), path, "too long a text once variables are filled in", "at most 1 MB");
                return Text.UNKNOWN;
            }
        }
        return new Text(filled.toString(), secret, whole);
    }

    private Text value(Reference reference, Place place, String path) {
        return switch (reference.kind()) {
            case OWN -> own(reference, place, path);
            case ENVIRONMENT -> environment(reference, place, path);
            case SECRET -> secret(reference, place, path);
        };
    }

    private Text own(Reference reference, Place place, String path) {
        String name = reference.name();
        used.add(name);
        String given = variables.given().get(name);
        Node.Scalar declaredAs = defaults.get(name);
        Text value = given != null
                ? new Text(given, false, true)
                : declaredAs == null ? null : declared(name, declaredAs, place, path);
        if (value != null && !(value.whole() && value.text().isEmpty() && reference.otherwise() != null)) {
            return value;
        }
        return otherwise(reference, place, path);
    }

    private Text declared(String name, Node.Scalar value, Place place, String path) {
        Text known = resolved.get(name);
        if (known != null) {
            return known;
        }
        if (!resolving.add(name)) {
            tell(
                    place,
                    path,
                    "variables that stand for each other: " + String.join(", ", resolving),
                    "each to end in a value");
            return Text.UNKNOWN;
        }
        try {
            Text text = text(value, declared + "." + name);
            resolved.put(name, text);
            return text;
        } finally {
            resolving.remove(name);
        }
    }

    private Text environment(Reference reference, Place place, String path) {
        String value = variables.environment().get(reference.name());
        return value != null && !(value.isEmpty() && reference.otherwise() != null)
                ? new Text(value, false, true)
                : otherwise(reference, place, path);
    }

    private Text secret(Reference reference, Place place, String path) {
        String own = variables.secrets().get(reference.name());
        String value = own == null ? variables.environment().get(reference.name()) : own;
        if (value == null) {
            return otherwise(reference, place, path);
        }
        if (value.length() < Variables.SHORTEST_SECRET) {
            tell(
                    place,
                    path,
                    "the secret " + reference.name() + " has less than " + Variables.SHORTEST_SECRET + " characters",
                    "one that can be told from other text, and so be hidden");
            return Text.UNKNOWN;
        }
        secrets.add(value);
        return new Text(value, true, true);
    }

    private Text otherwise(Reference reference, Place place, String path) {
        String otherwise = reference.otherwise();
        if (otherwise != null) {
            return new Text(otherwise, false, true);
        }
        tell(place, path, "no such " + reference.kind().word() + ": " + reference.name(), advice(reference));
        return Text.UNKNOWN;
    }

    private String advice(Reference reference) {
        String name = reference.name();
        return switch (reference.kind()) {
            case OWN -> {
                Set<String> known = new TreeSet<>(defaults.keySet());
                known.addAll(variables.given().keySet());
                yield variables.environment().containsKey(name)
                        ? "did you mean ${env." + name + "}?"
                        : nearest(Nearest.of(name, known), Kind.OWN)
                                .orElse("--var " + name + "=…, or a value under " + declared);
            }
            case ENVIRONMENT ->
                nearest(Nearest.of(name, variables.environment().keySet()), Kind.ENVIRONMENT)
                        .orElse("one that is set, or a default: ${env." + name + ":-…}");
            case SECRET -> {
                Set<String> known = new TreeSet<>(variables.secrets().keySet());
                known.addAll(variables.environment().keySet());
                yield nearest(Nearest.of(name, known), Kind.SECRET)
                        .orElse("a line " + name + "=… in --secrets-file, or " + name + " in the environment");
            }
        };
    }

    private static Optional<String> nearest(@Nullable String name, Kind kind) {
        return Optional.ofNullable(name).map(near -> "did you mean ${" + kind.prefix() + near + "}?");
    }

    private void tell(Place place, String path, String what, String expected) {
        mistakes.accept(new Mistake(place, path, what, expected));
    }
}
