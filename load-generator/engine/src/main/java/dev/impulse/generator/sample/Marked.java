package dev.impulse.generator.sample;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/// A text with marks on what in it is secret. For one thread.
final class Marked {
    static final String MASK = "***";

    /// What is shorter may be a secret under its name, but is too common to be looked for elsewhere.
    private static final int SHORTEST_TELLING = 6;

    private final String text;
    private final BitSet marks = new BitSet();
    private final Set<String> secrets = new HashSet<>();

    Marked(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Marks what lies in between.
    void mark(int from, int to) {
        int end = Math.min(to, text.length());
        if (from < end) {
            marks.set(from, end);
        }
    }

    /// Remembers what lies in between as a secret.
    void tell(int from, int to) {
        int end = Math.min(to, text.length());
        if (from < end) {
            tell(text.substring(from, end), secrets);
        }
    }

    /// Marks what lies in between, and remembers it as a secret.
    void markSecret(int from, int to) {
        mark(from, to);
        tell(from, to);
    }

    /// What was remembered, and is long enough to be looked for in other texts.
    Set<String> secrets() {
        return secrets;
    }

    /// Marks each of these wherever it stands, also where the text ends in its middle.
    void markAll(Set<String> known) {
        for (var secret : known) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                marks.set(at, at + secret.length());
            }
            int from = Math.max(0, text.length() - secret.length() + 1);
            for (int at = from; at <= text.length() - SHORTEST_TELLING; at++) {
                if (secret.startsWith(text.substring(at))) {
                    marks.set(at, text.length());
                    break;
                }
            }
        }
    }

    /// The text up to there, with `***` for each stretch that is marked, whatever its length.
    String shown(int limit) {
        int end = Math.min(limit, text.length());
        var shown = new StringBuilder();
        int at = 0;
        while (at < end) {
            int marked = marks.nextSetBit(at);
            int next = marked < 0 ? end : Math.min(marked, end);
            shown.append(text, at, next);
            at = next;
            if (at < end) {
                shown.append(MASK);
                at = marks.nextClearBit(at);
            }
        }
        return shown.toString();
    }

    boolean isMarked(int at) {
        return marks.get(at);
    }

    /// Adds a secret in the forms in which it may come back: as it is, and without escapes.
    static void tell(String secret, Set<String> to) {
        addTelling(secret.strip(), to);
        addTelling(Escapes.read(secret).strip(), to);
    }

    private static void addTelling(String secret, Set<String> to) {
        if (secret.length() >= SHORTEST_TELLING) {
            to.add(secret);
        }
    }
}
