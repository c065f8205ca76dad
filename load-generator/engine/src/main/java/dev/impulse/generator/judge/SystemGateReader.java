package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Scope.Name;
import dev.impulse.generator.plan.LineReader;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.NearMiss;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a gate says of the system under test, such as `system mean cpu` and `150 %`.
final class SystemGateReader {
    /// Before the operator: everything that begins so, and is no time, share or rate of a test case of that name.
    static final Pattern MEASURE =
            Pattern.compile("system\\s+(?:(?<mean>mean)\\s+)?(?<figure>[^(]*[^(\\s])(?:\\s*\\((?<part>[^)]*)\\))?");

    private static final String SIZE = "a size such as 512 MB or 2 GiB";
    private static final Map<String, Double> BYTES = Map.of(
            "B", 1.0,
            "kB", 1e3,
            "MB", 1e6,
            "GB", 1e9,
            "KiB", 0x1p10,
            "MiB", 0x1p20,
            "GiB", 0x1p30);

    private SystemGateReader() {}

    static Gate read(
            String text,
            Matcher measure,
            String measured,
            Operator operator,
            String expected,
            LineReader bound,
            @Nullable Name phase) {
        var figure = figure(measure);
        var part = measure.group("part") == null ? "" : measure.group("part").strip();
        double limit = bound(figure, bound);
        bound.end("in and a phase, or nothing");
        return new Gate.OfSystem(
                text,
                new Scope(null, null, phase, null),
                measured,
                operator,
                expected,
                figure,
                part,
                measure.group("mean") != null,
                limit);
    }

    private static SystemFigure figure(Matcher measure) {
        var written = measure.group("figure").replaceAll("\\s+", " ");
        return Arrays.stream(SystemFigure.values())
                .filter(one -> one.text().equals(written))
                .findFirst()
                .orElseThrow(() -> new MalformedText(
                        measure.start("figure") + 1,
                        written + ": no such figure of the system ("
                                + NearMiss.of(written, SystemFigure.texts())
                                        .map(near -> "did you mean " + near + "?")
                                        .orElse("expected: " + String.join(", ", SystemFigure.texts()))
                                + ")"));
    }

    private static double bound(SystemFigure figure, LineReader bound) {
        return switch (figure.unit()) {
            case "%" -> percent(bound);
            case "By" -> bytes(bound);
            default -> bound.number("a number such as 200");
        };
    }

    private static double percent(LineReader bound) {
        String form = "a share such as 80 %";
        double percent = bound.number(form);
        if (!bound.accept("%")) {
            throw bound.expected(form);
        }
        return percent;
    }

    private static double bytes(LineReader bound) {
        double count = bound.number(SIZE);
        for (var unit : BYTES.entrySet()) {
            if (bound.accept(unit.getKey())) {
                return count * unit.getValue();
            }
        }
        throw bound.expected(SIZE);
    }
}
