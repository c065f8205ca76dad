package dev.impulse.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A variable as it is written in a value: `${NAME}`, `${NAME:-default}`, `${env.NAME}`, `${secret.NAME}`. `$${` stands
/// for the characters `${`.
///
/// @param otherwise what it stands for when there is none; null when that is a mistake
record Reference(Kind kind, String name, @Nullable String otherwise) {

    private static final String FORMS = "${NAME}, ${NAME:-default}, ${env.NAME} or ${secret.NAME}; $${ for ${ itself";
    private static final Pattern FORM =
            Pattern.compile("(?:([A-Za-z]+)\\.)?([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);
    private static final Pattern ANY = Pattern.compile("(?<!\\$)\\$\\{" + "[^}]*}");

    /// What gives it its value.
    enum Kind {
        OWN("", "variable"),
        ENVIRONMENT("env.", "variable in the environment"),
        SECRET("secret.", "secret");

        private final String prefix;
        private final String word;

        Kind(String prefix, String word) {
            this.prefix = prefix;
            this.word = word;
        }

        String prefix() {
            return prefix;
        }

        String word() {
            return word;
        }
    }

    /// A piece of a text.
    sealed interface Piece {

        /// Letters that stand for themselves.
        record Letters(String text) implements Piece {}

        /// @param at where in the text
        record Named(Reference reference, int at) implements Piece {}

        /// What begins as a variable and is none.
        ///
        /// @param at where in the text
        record Wrong(String what, String expected, int at) implements Piece {}
    }

    /// Whether there is something in a text that looks like one.
    static boolean isIn(String text) {
        return ANY.matcher(text).find();
    }

    /// The pieces of a text, in order.
    static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
            if (at > from && text.charAt(at - 1) == '$') {
                pieces.add(new Piece.Letters(text.substring(from, at - 1) + "${"));
                from = at + 2;
                continue;
            }
            pieces.add(new Piece.Letters(text.substring(from, at)));
            int end = text.indexOf('}', at);
            if (end < 0) {
                pieces.add(new Piece.Wrong("a variable that is not closed", "${NAME}; $${ for ${ itself", at));
                return pieces;
            }
            pieces.add(piece(text.substring(at + 2, end), at));
            from = end + 1;
        }
        pieces.add(new Piece.Letters(text.substring(from)));
        return pieces;
    }

    private static Piece piece(String inside, int at) {
        var form = FORM.matcher(inside);
        if (inside.contains("${")) {
            return new Piece.Wrong("a variable inside a variable", "one after the other, or one under vars", at);
        }
        if (!form.matches()) {
            return new Piece.Wrong("${" + inside + "}", FORMS, at);
        }
        Kind kind = kind(form.group(1));
        if (kind == null) {
            return new Piece.Wrong("no such kind of variable: " + form.group(1) + ".", FORMS, at);
        }
        if (kind == Kind.SECRET && form.group(3) != null) {
            return new Piece.Wrong("a secret with a default in the file", "${secret." + form.group(2) + "}", at);
        }
        return new Piece.Named(new Reference(kind, form.group(2), form.group(3)), at);
    }

    private static @Nullable Kind kind(@Nullable String prefix) {
        return switch (prefix) {
            case null -> Kind.OWN;
            case "env" -> Kind.ENVIRONMENT;
            case "secret" -> Kind.SECRET;
            default -> null;
        };
    }
}
