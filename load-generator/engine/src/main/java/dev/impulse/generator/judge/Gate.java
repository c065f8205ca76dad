package dev.impulse.generator.judge;

import dev.impulse.generator.Limits;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A condition that a load test must meet, such as `checkout p99 < 300 ms in steady`. docs/gates.md has the grammar.
///
/// A gate that names no test case must hold for each of them; one that names no phase, in each phase that is not a
/// warm-up.
public sealed interface Gate {

    /// The gate as written.
    String text();

    /// What it is about.
    Scope scope();

    /// What it compares, as written, such as `checkout p99`.
    String measured();

    Operator operator();

    /// What it expects, as written, such as `< 300 ms`.
    String expected();

    /// How long the windows are in each of which it must hold; null when it is about a phase as a whole.
    default @Nullable Duration window() {
        return null;
    }

    /// A time of triggers or requests.
    ///
    /// @param service whether it is the requests' service time; else the response time
    /// @param okOnly whether failed ones are left out; timed out, unfinished and not started ones never are
    record Latency(
            String text,
            Scope scope,
            String measured,
            Operator operator,
            String expected,
            Statistic statistic,
            Duration bound,
            boolean service,
            boolean okOnly,
            @Nullable Duration window)
            implements Gate {}

    /// How many failed.
    ///
    /// @param kinds those that count; empty: all, and triggers that were not started or are unfinished
    /// @param bound in percent of what was planned (of a request: of its calls), or a number
    record Errors(
            String text,
            Scope scope,
            String measured,
            Operator operator,
            String expected,
            Set<ErrorKind> kinds,
            double bound,
            boolean percent,
            @Nullable Duration window)
            implements Gate {
        public Errors {
            kinds = Set.copyOf(kinds);
        }
    }

    /// Which part of the asked rate was started.
    record Throughput(
            String text, Scope scope, String measured, Operator operator, String expected, double percentOfAsked)
            implements Gate {}

    /// A figure of the system under test: in each second of a phase, or on average over them.
    ///
    /// @param figure what is looked at
    /// @param part of it, such as `established` of its sockets; empty for the whole
    /// @param mean whether the average counts; else each second
    /// @param bound in the figure's unit
    record OfSystem(
            String text,
            Scope scope,
            String measured,
            Operator operator,
            String expected,
            SystemFigure figure,
            String part,
            boolean mean,
            double bound)
            implements Gate {}

    /// What a mocked dependency of the system under test was asked in a phase, and how late it answered.
    ///
    /// @param figure what is looked at
    /// @param bound a number, a number of calls for each trigger, percent, or nanoseconds, as the figure says
    record OfDependency(
            String text,
            Scope scope,
            String measured,
            Operator operator,
            String expected,
            Scope.Name dependency,
            DependencyFigure figure,
            double bound)
            implements Gate {
        @Override
        public List<MalformedText> check(Known known) {
            return Stream.of(Scope.checkDependency(dependency, known), scope.check(known, false))
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /// Ends the load test, and fails it, when a condition has held for a while: in each second in which something
    /// ended. Warm-ups are watched as well.
    ///
    /// @param condition what must not last
    record Abort(String text, Gate condition, Duration lasting) implements Gate {

        /// Whether the condition held, and the real value.
        public record Found(boolean holds, String actual) {}

        /// Holds it against what ended in a while.
        ///
        /// @return null when nothing ended that the condition is about
        public @Nullable Found found(TestCaseEvidence ended, Limits limits) {
            var reading = new GateReading(condition, limits).readWhole(ended);
            return reading.isMissing()
                    ? null
                    // What never ended is above every bound.
                    : new Found(
                            reading.met() || !operator().wantsLow() && reading.value() == Double.POSITIVE_INFINITY,
                            reading.actual());
        }

        /// Whether a value of a second meets a condition on a figure, which nobody could read where it is no number.
        ///
        /// @return null when there is no such value, or the condition is about something else
        public @Nullable Found found(double value) {
            return !(condition instanceof OfSystem figure) || Double.isNaN(value)
                    ? null
                    : new Found(
                            operator().holds(value, figure.bound()),
                            Figures.value(value, figure.figure().unit()));
        }

        /// Whether it watches a test case in a phase.
        public boolean covers(String phase, Phase.Kind kind, String testCase) {
            return scope().names(phase, kind) && scope().covers(testCase);
        }

        @Override
        public Scope scope() {
            return condition.scope();
        }

        @Override
        public String measured() {
            return condition.measured();
        }

        @Override
        public Operator operator() {
            return condition.operator();
        }

        @Override
        public String expected() {
            return condition.expected();
        }
    }

    /// Reads a gate.
    ///
    /// @throws MalformedText when it is none; says where and what is expected
    static Gate parse(String text) {
        return new GateReader(text).read();
    }

    /// Whether what it names is known. Requests are known only when they were made.
    default List<MalformedText> check(Known known) {
        return scope().check(known, this instanceof Abort);
    }
}
