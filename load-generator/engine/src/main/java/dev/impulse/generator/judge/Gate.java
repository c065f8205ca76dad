package dev.impulse.generator.judge;

import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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
            boolean okOnly)
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
            boolean percent)
            implements Gate {
        public Errors {
            kinds = Set.copyOf(kinds);
        }
    }

    /// Which part of the asked rate was started.
    record Throughput(
            String text, Scope scope, String measured, Operator operator, String expected, double percentOfAsked)
            implements Gate {}

    /// Reads a gate.
    ///
    /// @throws MalformedText when it is none; says where and what is expected
    static Gate parse(String text) {
        return new GateReader(text).read();
    }

    /// Whether its test case and phase are known. Requests are known only when they were made.
    default List<MalformedText> check(Collection<String> testCases, List<Phase> phases) {
        return scope().check(testCases, phases);
    }
}
