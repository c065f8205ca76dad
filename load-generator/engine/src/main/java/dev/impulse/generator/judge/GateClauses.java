package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Scope.Name;
import dev.impulse.generator.plan.LineReader;
import dev.impulse.generator.plan.MalformedText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what stands behind a gate's bound, in any order: `over any 10 s`, `in steady`, `while restart`, `from restart
/// for 30 s`; and `ok` at the end. Each comes once at most. For one thread.
final class GateClauses {
    private static final Pattern CLAUSE = Pattern.compile("\\s+(?<word>over\\s+any|in|while|from)(?=\\s+\\S)");
    private static final Pattern OK = Pattern.compile("\\s+(?<ok>ok)\\s*$");
    private static final Pattern FROM = Pattern.compile("\\s*(?<marker>\\S+)\\s+for(?=\\s)(?<lasting>.*)");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String text;
    private final int boundEnd;
    private final int okColumn;
    private @Nullable Name phase;
    private @Nullable Duration window;
    private @Nullable During during;

    /// @param text the whole gate
    /// @param from where its bound begins
    GateClauses(String text, int from) {
        if (!text.substring(from).lines().skip(1).toList().isEmpty()) {
            throw new MalformedText(from + 1, "nothing (expected: a bound on one line)");
        }
        this.text = text;
        var ok = OK.matcher(text).region(from, text.length());
        boolean isOk = ok.find();
        this.okColumn = isOk ? ok.start("ok") + 1 : 0;
        int end = isOk ? ok.start() : text.length();
        var clause = CLAUSE.matcher(text).region(from, end);
        boolean found = clause.find();
        this.boundEnd = found ? clause.start() : end;
        while (found) {
            String word = clause.group("word").replaceAll("\\s+", " ");
            int wordStart = clause.start("word");
            int begin = clause.end("word");
            found = clause.find();
            read(word, wordStart, begin, found ? clause.start() : end);
        }
    }

    private void read(String word, int wordStart, int begin, int end) {
        if (text.substring(begin, end).isBlank()) {
            throw new MalformedText(end + 1, "nothing after " + word + " (expected: " + expected(word) + ")");
        }
        boolean twice = switch (word) {
            case "in" -> phase != null;
            case "over any" -> window != null;
            default -> during != null;
        };
        if (twice) {
            throw new MalformedText(wordStart + 1, word + ", a second time (expected: " + expected(word) + ", once)");
        }
        switch (word) {
            case "in" -> phase = name(begin, end);
            case "over any" -> window = wholeSeconds(text, begin, end);
            case "while" -> during = new During(name(begin, end), null);
            default -> during = from(begin, end);
        }
    }

    private During from(int begin, int end) {
        var from = FROM.matcher(text).region(begin, end);
        if (!from.matches()) {
            throw new MalformedText(
                    name(begin, end).column(),
                    name(begin, end).text() + " (expected: a hook and a time, as in from restart for 30 s)");
        }
        return new During(
                name(from.start("marker"), from.end("marker")),
                wholeSeconds(text, from.start("lasting"), from.end("lasting")));
    }

    private static String expected(String word) {
        return switch (word) {
            case "in" -> "a phase";
            case "over any" -> "a time";
            default -> "a hook";
        };
    }

    private Name name(int begin, int end) {
        String name = text.substring(begin, end);
        int blanks = name.length() - name.stripLeading().length();
        return new Name(name.strip(), begin + blanks + 1);
    }

    /// A time of whole seconds.
    static Duration wholeSeconds(String text, int begin, int end) {
        var reader = new LineReader(text.substring(0, end), begin);
        int column = reader.column();
        var length = reader.duration();
        reader.end("nothing after the time");
        if (length.compareTo(SECOND) < 0
                || length.compareTo(LONGEST) > 0
                || !length.equals(length.truncatedTo(ChronoUnit.SECONDS))) {
            throw new MalformedText(
                    column, text.substring(begin, end).strip() + " (expected: whole seconds, from 1 s to 1 h)");
        }
        return length;
    }

    /// Where the bound ends.
    int boundEnd() {
        return boundEnd;
    }

    @Nullable
    Name phase() {
        return phase;
    }

    @Nullable
    Duration window() {
        return window;
    }

    @Nullable
    During during() {
        return during;
    }

    boolean ok() {
        return okColumn > 0;
    }

    /// Where `ok` stands.
    int okColumn() {
        return okColumn;
    }
}
