package dev.impulse.generator.report;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.generator.judge.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A sample of a failure in words, for the terminal and `summary.md`.
final class FailureText {

    private FailureText() {}

    /// Which test case and request: `checkout/pay`.
    static String where(Failure failure) {
        return failure.request().isEmpty() || failure.request().equals(failure.testCase())
                ? failure.testCase()
                : failure.testCase() + "/" + failure.request();
    }

    /// Which trigger and when: `trigger 17 at 12.3 s, in steady`.
    static String when(Failure failure) {
        return moment(failure) + ", in " + failure.phase();
    }

    /// The same without the phase.
    static String moment(Failure failure) {
        if (failure.trigger() < 0) {
            return "outside of triggers"; // set-up and tear-down
        }
        return "trigger " + failure.trigger()
                + String.format(Locale.ROOT, " at %.3f s", failure.at().toNanos() / 1e9);
    }

    /// `POST http://shop/pay → 503`; empty when it was no HTTP request of our client.
    static String exchange(Failure failure) {
        if (failure.sent() == null) {
            return "";
        }
        var answer = failure.received() == null
                ? "no answer"
                : Integer.toString(failure.received().status());
        return failure.sent().method() + " " + failure.sent().url() + " → " + answer;
    }

    /// `waited 0.1 ms for a connection, connect 0.2 ms, service 12 ms, response 13 ms`: what there is of it.
    static String timings(Failure failure) {
        return timings(failure.timings());
    }

    static String timings(Timings timings) {
        var parts = new ArrayList<String>();
        add("waited ", timings.waited(), " for a connection", parts);
        add("connect ", timings.connect(), "", parts);
        add("TLS ", timings.tls(), "", parts);
        add("service ", timings.service(), "", parts);
        add("response ", timings.response(), "", parts);
        return String.join(", ", parts);
    }

    private static void add(String before, @Nullable Duration time, String after, List<String> parts) {
        if (time != null) {
            parts.add(before + Figures.time(time.toNanos()) + after);
        }
    }

    /// A request or an answer as lines, its first one given.
    static String message(String first, List<Field> headers, @Nullable Body body) {
        var text = new StringBuilder(first).append('\n');
        for (var header : headers) {
            text.append(header.name()).append(": ").append(header.value()).append('\n');
        }
        if (body != null) {
            text.append('\n').append(head(body)).append('\n');
        }
        return text.toString();
    }

    private static String head(Body body) {
        var bytes = Figures.count(body.length()) + " bytes";
        return switch (body.form()) {
            case TEXT -> body.whole() ? body.head() : body.head() + "\n… (" + bytes + " in all)";
            case BINARY -> "(binary, " + bytes + ": " + body.head() + (body.whole() ? ")" : "…)");
            case LEFT_OUT -> "(" + bytes + ", not kept)";
        };
    }

    /// What tells most in few lines: the answer's first line, or where an exception came from.
    static List<String> gist(Failure failure, int lines) {
        if (!failure.stack().isEmpty()) {
            return failure.stack()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.equals(failure.reason()))
                    .limit(lines)
                    .toList();
        }
        var received = failure.received();
        return received == null || received.body() == null
                ? List.of()
                : head(received.body())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(1)
                        .toList();
    }
}
