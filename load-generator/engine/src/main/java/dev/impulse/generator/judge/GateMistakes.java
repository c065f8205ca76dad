package dev.impulse.generator.judge;

import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.NearMiss;
import java.util.List;
import java.util.regex.Pattern;

/// What is said of a text that is no gate at all.
///
/// @param operator finds them in it
record GateMistakes(String text, Pattern operator) {
    private static final String OPERATORS = "<, <=, =, >= or >";
    private static final List<String> KNOWN = List.of(
            "p50", "p90", "p95", "p99", "p99.9", "max", "mean", "errors", "tps", "calls", "unmatched", "faults");
    private static final String MEASURES =
            String.join(", ", KNOWN.subList(0, KNOWN.size() - 1)) + " or " + KNOWN.getLast();

    /// Before the operator stands what no gate measures: the last word, or the last two that belong together, as in `p9
    /// 9`.
    MalformedText unknownMeasure() {
        var found = operator.matcher(text);
        int end = found.find() ? found.start() : text.length();
        String left = text.substring(0, end).stripTrailing();
        if (left.isBlank()) {
            return new MalformedText(
                    1, "nothing before " + text.substring(end).strip() + " (expected: " + MEASURES + ")");
        }
        int last = startOfLastWord(left);
        int lastTwo = startOfLastWord(left.substring(0, last).stripTrailing());
        String both = left.substring(lastTwo).replaceAll("\\s+", "");
        boolean together = KNOWN.contains(both);
        int begin = together ? lastTwo : last;
        String written = left.substring(begin);
        String hint = NearMiss.of(together ? both : written, KNOWN)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return new MalformedText(begin + 1, written + " (expected: " + MEASURES + hint + ")");
    }

    MalformedText noOperator() {
        if (text.isBlank()) {
            return new MalformedText(1, "nothing (expected: a gate such as checkout p99 < 300 ms in steady)");
        }
        return new MalformedText(
                text.stripTrailing().length() + 1,
                text.strip() + " (expected: one of " + OPERATORS + " and a bound, as in checkout p99 < 300 ms)");
    }

    private static int startOfLastWord(String left) {
        int begin = left.length();
        while (begin > 0 && !Character.isWhitespace(left.charAt(begin - 1))) {
            begin--;
        }
        return begin;
    }
}
