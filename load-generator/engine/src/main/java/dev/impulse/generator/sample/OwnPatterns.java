package dev.impulse.generator.sample;

import java.util.List;
import java.util.regex.Pattern;

/// Marks what users' own patterns match. A pattern that would take for ever on a text, as some do, marks all of it.
/// Immutable.
final class OwnPatterns {
    private static final long MOST_STEPS = 5_000_000;

    private final List<Pattern> patterns;

    OwnPatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    void mark(Marked marked) {
        for (var pattern : patterns) {
            try {
                var found = pattern.matcher(new Patient(marked.text()));
                while (found.find()) {
                    marked.markSecret(found.start(), found.end());
                }
            } catch (OutOfPatience | StackOverflowError e) {
                marked.mark(0, marked.text().length());
            }
        }
    }

    /// A text that is looked at for so long and no longer.
    private static final class Patient implements CharSequence {
        private final String text;
        private long steps;

        Patient(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new OutOfPatience();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class OutOfPatience extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfPatience() {
            super("a pattern takes too long", null, false, false);
        }
    }
}
