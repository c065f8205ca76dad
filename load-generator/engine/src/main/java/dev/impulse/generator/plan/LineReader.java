package dev.impulse.generator.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a one-line notation from left to right: words, signs, numbers, durations. Spaces between them do not matter.
/// For one thread.
public final class LineReader {

    /// Groups of thousands may be set off by commas or underscores.
    private static final Pattern NUMBER =
            Pattern.compile("\\d{1,3}(?:,\\d{3})+(?!,?\\d)(?:\\.\\d+)?|\\d[\\d_]*(?:\\.\\d+)?|\\.\\d+");

    private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}\\d_-]*|%|/\\p{L}+");
    private static final Pattern PIECE = Pattern.compile("[^\\s(),]+|[(),]");

    /// Longer numbers are refused before anything computes with them.
    private static final int LONGEST_NUMBER = 24;

    private static final String DURATION = "a duration such as 300 ms or 2 s";

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("μs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("second", 1_000_000_000L),
            Map.entry("seconds", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("minute", 60_000_000_000L),
            Map.entry("minutes", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("hour", 3_600_000_000_000L),
            Map.entry("hours", 3_600_000_000_000L));

    private final String text;
    private int position;

    public LineReader(String text) {
        this(text, 0);
    }

    /// Reads the text from an offset on; columns are still those of the whole text.
    public LineReader(String text, int from) {
        this.text = text;
        moveTo(from);
    }

    /// Where the next piece begins, from 1.
    public int column() {
        return position + 1;
    }

    public boolean atEnd() {
        return position == text.length();
    }

    /// What is left.
    public String rest() {
        return text.substring(position).strip();
    }

    /// Takes a word or a sign if it is the next one.
    public boolean accept(String next) {
        if (!text.startsWith(next, position)) {
            return false;
        }
        int end = position + next.length();
        boolean insideWord = Character.isLetterOrDigit(text.charAt(end - 1))
                && end < text.length()
                && Character.isLetterOrDigit(text.charAt(end));
        if (insideWord) {
            return false;
        }
        moveTo(end);
        return true;
    }

    /// Whether a number is next.
    public boolean atNumber() {
        return matcher(NUMBER).lookingAt();
    }

    /// Takes a number that is 0 or above.
    public double number(String expected) {
        return decimal(expected).doubleValue();
    }

    /// Takes a word, a `%`, or a `/` with a word; empty when none is next.
    public String word() {
        return skip(WORD);
    }

    /// Takes a duration, such as `300 ms`, `1.5s` or `1m 30s`.
    public Duration duration() {
        int begin = position;
        var nanos = BigDecimal.ZERO;
        do {
            if (!atNumber()) {
                throw expected(begin, DURATION);
            }
            var count = decimal(DURATION);
            var unit = NANOS.get(word());
            if (unit == null) {
                throw expected(begin, DURATION);
            }
            nanos = nanos.add(count.multiply(BigDecimal.valueOf(unit)));
        } while (atNumber());
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            throw expected(begin, "a duration below 292 years");
        }
        return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    /// Says that everything was taken.
    public void end(String expected) {
        if (!atEnd()) {
            throw new MalformedText(column(), rest() + " (expected: " + expected + ")");
        }
    }

    /// A mistake at the next piece.
    public MalformedText expected(String expected) {
        var piece = matcher(PIECE);
        return new MalformedText(
                column(), (piece.lookingAt() ? piece.group() : "nothing") + " (expected: " + expected + ")");
    }

    /// A mistake that began at an earlier place and reaches to here.
    private MalformedText expected(int begin, String expected) {
        String found = text.substring(begin, position).strip();
        var piece = matcher(PIECE);
        if ((found.isEmpty() || !atNumber() && !endsInWord(found)) && piece.lookingAt()) {
            found = (found + " " + piece.group()).strip();
        }
        return new MalformedText(begin + 1, (found.isEmpty() ? "nothing" : found) + " (expected: " + expected + ")");
    }

    private static boolean endsInWord(String found) {
        return !Character.isDigit(found.charAt(found.length() - 1));
    }

    private BigDecimal decimal(String expected) {
        var number = matcher(NUMBER);
        if (!number.lookingAt() || number.group().length() > LONGEST_NUMBER) {
            throw expected(expected);
        }
        moveTo(number.end());
        return new BigDecimal(number.group().replaceAll("[,_]", ""));
    }

    private String skip(Pattern pattern) {
        var next = matcher(pattern);
        if (!next.lookingAt()) {
            return "";
        }
        moveTo(next.end());
        return next.group();
    }

    private void moveTo(int end) {
        position = end;
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }
}
