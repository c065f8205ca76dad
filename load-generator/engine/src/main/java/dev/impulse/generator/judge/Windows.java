package dev.impulse.generator.judge;

import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Evidence.TimedOut;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Looks at a test case through a window that slides over its seconds, one by one. What leaves the window is taken out
/// of its histograms again, so that a long run costs no more than its seconds.
final class Windows {
    private final Part triggers = new Part();
    private final Map<String, Part> requests = new TreeMap<>();

    /// What ended in the window: triggers, or the requests of one name.
    private static final class Part {
        private final Histogram responseOk = Durations.histogram();
        private final Histogram responseFailed = Durations.histogram();
        private final Histogram service = Durations.histogram();
        private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);

        private boolean isEmpty() {
            return responseOk.getTotalCount() == 0
                    && responseFailed.getTotalCount() == 0
                    && errors.values().stream().noneMatch(count -> count > 0);
        }
    }

    private Windows() {}

    /// The worst reading of all windows of so many seconds; of the whole where that is shorter. Windows in which
    /// nothing ended say nothing: what was on its way then shows when it ended.
    ///
    /// @param length in whole seconds
    static Reading worst(
            TestCaseEvidence whole, Duration length, Operator operator, Function<TestCaseEvidence, Reading> read) {
        var seconds = whole.seconds();
        int width = (int) Math.min(length.toSeconds(), seconds.size());
        var window = new Windows();
        @Nullable Reading worst = null;
        for (int second = 0; second < seconds.size(); second++) {
            window.take(seconds.get(second), 1);
            if (second >= width) {
                window.take(seconds.get(second - width), -1);
            }
            if (second >= width - 1 && !window.triggers.isEmpty()) {
                int from = second - width + 1;
                var reading = read.apply(window.evidence(whole, second == seconds.size() - 1));
                if (worst == null || reading.isWorseThan(worst, operator)) {
                    worst = new Reading(
                            reading.met(),
                            reading.value(),
                            reading.actual() + " (from " + from + " s to " + (second + 1) + " s)");
                }
            }
        }
        return worst == null ? Reading.missing("nothing was measured") : worst;
    }

    /// What ended in some of its seconds, together; empty when nothing did.
    ///
    /// @param chosen whether a second, numbered since the first phase's begin, is one of them
    static Optional<TestCaseEvidence> sum(TestCaseEvidence whole, LongPredicate chosen) {
        var seconds = whole.seconds();
        var sum = new Windows();
        boolean last = false;
        for (int second = 0; second < seconds.size(); second++) {
            if (chosen.test(whole.firstSecond() + second)) {
                sum.take(seconds.get(second), 1);
                last = second == seconds.size() - 1;
            }
        }
        var evidence = sum.evidence(whole, last);
        return evidence.ledger().planned() == 0 ? Optional.empty() : Optional.of(evidence);
    }

    private void take(TestCaseEvidence second, int sign) {
        take(triggers.responseOk, second.responseOk(), sign);
        take(triggers.responseFailed, second.responseFailed(), sign);
        take(triggers.errors, second.errors(), sign);
        for (var request : second.requests()) {
            var own = requests.computeIfAbsent(request.name(), first -> new Part());
            take(own.responseOk, request.responseOk(), sign);
            take(own.responseFailed, request.responseFailed(), sign);
            take(own.service, request.service(), sign);
            take(own.errors, request.errors(), sign);
        }
    }

    private static void take(Histogram into, Histogram from, int sign) {
        if (from.getTotalCount() == 0) {
            return;
        }
        if (sign > 0) {
            into.add(from);
        } else {
            into.subtract(from);
        }
    }

    private static void take(Map<ErrorKind, Long> into, Map<ErrorKind, Long> from, int sign) {
        from.forEach((kind, count) -> into.merge(kind, sign * count, Long::sum));
    }

    /// @param last whether it reaches to the end: what never ended belongs there
    private TestCaseEvidence evidence(TestCaseEvidence whole, boolean last) {
        List<RequestEvidence> asked = new ArrayList<>();
        requests.forEach((name, own) -> asked.add(new RequestEvidence(
                name, own.responseOk, own.responseFailed, own.service, TimedOut.counted(own.errors), own.errors)));
        return TestCaseEvidence.ofStretch(
                whole.name(),
                triggers.responseOk,
                triggers.responseFailed,
                triggers.errors,
                asked,
                last ? whole.ledger().unfinished() : 0,
                last ? whole.ledger().unaccounted() : 0);
    }
}
