package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Scope.Name;
import dev.impulse.generator.plan.LineReader;
import dev.impulse.generator.plan.MalformedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a gate says of a mocked dependency, such as `payments calls` and `1.1 a trigger`.
final class DependencyGateReader {
    /// Before the operator.
    static final Pattern COUNT =
            Pattern.compile("(?:(?<dependency>[^/]*[^/\\s])\\s+)?(?<counted>calls|unmatched|faults)");

    /// Before the operator. A request may be called so: then a `/` is before it.
    static final Pattern DELAY =
            Pattern.compile("(?<dependency>[^/]*[^/\\s])\\s+delay(?:\\s+(?<statistic>" + Statistic.ANY + "))?");

    private static final String RATE = "a number, or a number a trigger, such as 1.1 a trigger";
    private static final String SHARE = "a number such as 0, or a share such as 3 %";

    private DependencyGateReader() {}

    static boolean reads(Pattern pattern) {
        return pattern == COUNT || pattern == DELAY;
    }

    static Gate read(
            String text,
            Matcher measure,
            String measured,
            Operator operator,
            String expected,
            LineReader bound,
            @Nullable Name phase) {
        if (measure.group("dependency") == null) {
            throw new MalformedText(
                    measure.start() + 1,
                    measured + " (expected: a dependency before it, as in payments " + measured + ")");
        }
        var dependency = new Name(measure.group("dependency"), measure.start("dependency") + 1);
        var read = measure.pattern() == DELAY ? delay(measure, bound) : count(measure, bound);
        return new Gate.OfDependency(
                text,
                new Scope(null, null, phase, null),
                measured,
                operator,
                expected,
                dependency,
                read.figure(),
                read.bound());
    }

    private record Bounded(DependencyFigure figure, double bound) {}

    private static Bounded delay(Matcher measure, LineReader bound) {
        if (measure.group("statistic") == null) {
            throw new MalformedText(measure.end() + 1, "nothing after delay (expected: " + Statistic.texts(", ") + ")");
        }
        var figure = new DependencyFigure.Delay(Statistic.of(measure.group("statistic")));
        double nanos = (double) bound.duration().toNanos();
        bound.end("in and a phase, or nothing");
        return new Bounded(figure, nanos);
    }

    private static Bounded count(Matcher measure, LineReader bound) {
        String counted = measure.group("counted");
        boolean calls = counted.equals("calls");
        double number = bound.number(calls ? RATE : SHARE);
        boolean relative = calls ? aTrigger(bound) : bound.accept("%");
        bound.end((relative ? "" : calls ? "a trigger, " : "%, ") + "in and a phase, or nothing");
        var figure = switch (counted) {
            case "calls" -> new DependencyFigure.Calls(relative);
            case "unmatched" -> new DependencyFigure.Unmatched(relative);
            default -> new DependencyFigure.Faults(relative);
        };
        return new Bounded(figure, number);
    }

    private static boolean aTrigger(LineReader bound) {
        if (!bound.accept("a")) {
            return false;
        }
        if (!bound.accept("trigger")) {
            throw bound.expected("trigger, as in 1.1 a trigger");
        }
        return true;
    }
}
