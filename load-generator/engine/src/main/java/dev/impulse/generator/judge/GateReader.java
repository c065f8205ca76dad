package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Scope.Name;
import dev.impulse.generator.plan.LineReader;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.NearMiss;
import dev.impulse.load.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the text of a gate: what is measured, an operator, a bound, and where. Names may hold spaces, so the operator
/// that follows a known measure is looked for first, and the names are what is left.
final class GateReader {

    private static final Pattern LATENCY =
            Pattern.compile("(?:(?<target>.*\\S)\\s+)?(?<statistic>" + Statistic.ANY + ")");
    private static final Pattern ERRORS =
            Pattern.compile("(?:(?<target>.*\\S)\\s+)?errors\\s*(?:\\((?<kind>[^)]*)\\))?(?:\\s*\\bof\\s+(?<of>.+))?");
    private static final Pattern THROUGHPUT = Pattern.compile("(?:(?<target>.*\\S)\\s+)?tps(?:\\s+of\\s+(?<of>.+))?");
    private static final Pattern OPERATOR = Pattern.compile("<=|>=|<|>|==?");
    private static final Pattern ABORT =
            Pattern.compile("\\s*abort\\s+if\\s+(?<condition>.*)\\s+for\\s+(?<lasting>.*)");
    private static final Pattern ABORTS = Pattern.compile("\\s*abort\\b.*");

    /// Of those that match, the first reads.
    private static final List<Pattern> MEASURES = List.of(
            DependencyGateReader.DELAY,
            LATENCY,
            ERRORS,
            THROUGHPUT,
            SystemGateReader.MEASURE,
            DependencyGateReader.COUNT);

    private final String text;

    GateReader(String text) {
        this.text = text;
    }

    Gate read() {
        return ABORTS.matcher(text).matches() ? abort() : condition();
    }

    private Gate abort() {
        var abort = ABORT.matcher(text);
        if (!abort.matches()) {
            throw new MalformedText(
                    1, text.strip() + " (expected: a condition and a time, as in abort if errors > 50 % for 5 s)");
        }
        int begin = abort.start("condition");
        // What is before the condition is blanked, so that columns stay those of the whole text.
        var condition = new GateReader(" ".repeat(begin) + abort.group("condition")).condition();
        if (condition instanceof Gate.Throughput || condition instanceof Gate.OfDependency) {
            throw new MalformedText(
                    begin + 1, condition.measured() + " (expected: a time, errors, or a figure of the system)");
        }
        if (condition.window() != null) {
            throw new MalformedText(begin + 1, "over any (expected: for and a time alone)");
        }
        var during = condition.scope().during();
        if (during != null) {
            throw new MalformedText(
                    during.marker().column(),
                    during.marker().text() + " (expected: no hook; a condition that aborts watches the whole phase)");
        }
        return new Gate.Abort(
                text, condition, GateClauses.wholeSeconds(text, abort.start("lasting"), abort.end("lasting")));
    }

    private Gate condition() {
        var operator = OPERATOR.matcher(text);
        boolean found = false;
        while (operator.find()) {
            found = true;
            var left = text.substring(0, operator.start());
            if (left.isBlank()) {
                continue;
            }
            int begin = left.length() - left.stripLeading().length();
            for (var pattern : MEASURES) {
                var measure =
                        pattern.matcher(left).region(begin, left.stripTrailing().length());
                if (measure.matches()) {
                    return read(pattern, measure, operator);
                }
            }
        }
        var mistakes = new GateMistakes(text, OPERATOR);
        throw found ? mistakes.unknownMeasure() : mistakes.noOperator();
    }

    private Gate read(Pattern pattern, Matcher measure, Matcher operator) {
        var clauses = new GateClauses(text, operator.end());
        var bound = new LineReader(text.substring(0, clauses.boundEnd()), operator.end());
        var relation = operator(operator.group());
        String measured = measure.group().replaceAll("\\s+", " ");
        String expected = relation.text() + " " + bound.rest();
        if (clauses.window() != null && clauses.during() != null) {
            throw new MalformedText(
                    clauses.during().marker().column(),
                    clauses.during().marker().text() + " (expected: either over any and a time, or a hook)");
        }
        if (pattern == LATENCY) {
            return latency(measure, measured, relation, expected, bound, clauses);
        }
        if (clauses.ok()) {
            throw new MalformedText(clauses.okColumn(), "ok (expected: only after a time, as in p99 < 300 ms ok)");
        }
        if (pattern == ERRORS) {
            return errors(measure, measured, relation, expected, bound, clauses);
        }
        if (clauses.window() != null) {
            throw new MalformedText(
                    measure.start() + 1, measured + " (expected: over any only with times and errors of test cases)");
        }
        if (clauses.during() != null) {
            throw new MalformedText(
                    measure.start() + 1,
                    measured + " (expected: while and from only with times and errors of test cases)");
        }
        if (pattern == SystemGateReader.MEASURE) {
            return SystemGateReader.read(text, measure, measured, relation, expected, bound, clauses.phase());
        }
        if (DependencyGateReader.reads(pattern)) {
            return DependencyGateReader.read(text, measure, measured, relation, expected, bound, clauses.phase());
        }
        return throughput(measure, measured, relation, expected, bound, clauses);
    }

    private Gate latency(
            Matcher measure,
            String measured,
            Operator operator,
            String expected,
            LineReader bound,
            GateClauses clauses) {
        var target = name(measure, "target");
        boolean service = target != null
                && (target.text().equals("service") || target.text().matches(".*\\sservice"));
        if (service && target != null) {
            int end = target.text().length() - "service".length();
            target = new Name(target.text().substring(0, end).strip(), target.column());
        }
        var scope = scope(target, clauses);
        if (service && scope.request() == null) {
            throw new MalformedText(
                    measure.start() + 1,
                    measured + " (expected: a request before service, as in checkout/pay service p95 < 80 ms)");
        }
        var duration = bound.duration();
        bound.end("in and a phase, while and a hook, ok, or nothing");
        return new Gate.Latency(
                text,
                scope,
                measured,
                operator,
                expected,
                Statistic.of(measure.group("statistic")),
                duration,
                service,
                clauses.ok(),
                clauses.window());
    }

    private Gate errors(
            Matcher measure,
            String measured,
            Operator operator,
            String expected,
            LineReader bound,
            GateClauses clauses) {
        var kinds = measure.group("kind") == null ? Set.<ErrorKind>of() : kinds(measure);
        double value = bound.number("a share such as 0.1 %, or a number such as 0");
        boolean percent = bound.accept("%");
        bound.end((percent ? "" : "%, ") + "in and a phase, while and a hook, or nothing");
        return new Gate.Errors(
                text,
                scope(either(measure), clauses),
                measured,
                operator,
                expected,
                kinds,
                value,
                percent,
                clauses.window());
    }

    private Gate throughput(
            Matcher measure,
            String measured,
            Operator operator,
            String expected,
            LineReader bound,
            GateClauses clauses) {
        String form = "a share of the asked rate, as in tps >= 99 % of asked";
        var scope = scope(either(measure), clauses);
        if (scope.request() != null) {
            throw new MalformedText(
                    scope.request().column(),
                    scope.request().text() + " (expected: a test case only; requests have no asked rate)");
        }
        double percent = bound.number(form);
        if (!bound.accept("%") || !bound.accept("of") || !bound.accept("asked")) {
            throw bound.expected(form);
        }
        bound.end("in and a phase, or nothing");
        return new Gate.Throughput(text, scope, measured, operator, expected, percent);
    }

    /// The test case may stand before the measure or after `of`.
    private @Nullable Name either(Matcher measure) {
        var before = name(measure, "target");
        var after = name(measure, "of");
        if (before != null && after != null) {
            throw new MalformedText(
                    after.column(),
                    after.text() + " (expected: one test case; " + before.text() + " is named already)");
        }
        return before != null ? before : after;
    }

    private static Scope scope(@Nullable Name target, GateClauses clauses) {
        if (target == null || !target.text().contains("/")) {
            return new Scope(target, null, clauses.phase(), clauses.during());
        }
        int slash = target.text().indexOf('/');
        var testCase = new Name(target.text().substring(0, slash).strip(), target.column());
        var request = new Name(target.text().substring(slash + 1).strip(), target.column() + slash + 1);
        if (testCase.text().isEmpty() || request.text().isEmpty()) {
            throw new MalformedText(
                    target.column(), target.text() + " (expected: a test case and a request, as in checkout/pay)");
        }
        return new Scope(testCase, request, clauses.phase(), clauses.during());
    }

    private static Set<ErrorKind> kinds(Matcher measure) {
        String written = measure.group("kind").strip();
        if (written.equals("timeout")) {
            return EnumSet.of(ErrorKind.CONNECT_TIMEOUT, ErrorKind.REQUEST_TIMEOUT);
        }
        for (var kind : ErrorKind.values()) {
            if (kind.text().equals(written)) {
                return EnumSet.of(kind);
            }
        }
        var known = new ArrayList<>(List.of("timeout"));
        Arrays.stream(ErrorKind.values()).map(ErrorKind::text).forEach(known::add);
        throw new MalformedText(
                measure.start("kind") + 1,
                written + ": no such kind of error ("
                        + NearMiss.of(written, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("expected: " + String.join(", ", known))
                        + ")");
    }

    private static @Nullable Name name(Matcher matcher, String group) {
        String found = matcher.group(group);
        return found == null ? null : new Name(found.strip(), matcher.start(group) + 1);
    }

    private static Operator operator(String written) {
        String single = written.equals("==") ? "=" : written;
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.text().equals(single))
                .findFirst()
                .orElseThrow();
    }
}
