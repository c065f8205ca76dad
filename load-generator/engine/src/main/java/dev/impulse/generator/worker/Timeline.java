package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Evidence.TimedOut;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.Judge;
import dev.impulse.generator.judge.RankedTimes;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import dev.impulse.measure.Interval;
import dev.impulse.measure.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/// What each second of a run gave, of each test case in each phase. Histograms are kept, packed, where a gate looks at
/// seconds; elsewhere figures take their place once no loop can add to a second any more. Written by the gatherer's
/// thread, read by the one that runs the phases.
final class Timeline {
    /// So many seconds after the newest one a second is closed: a loop that was hogged delivers late.
    private static final int OPEN = 30;

    private final LoadTest test;
    private final long[] allowedLateness;
    private final Set<String> askedRequests;
    private final boolean keeping;
    private final Map<Place, Seconds> places = new HashMap<>();

    private record Place(int phase, int testCase) {}

    /// The seconds of a test case in a phase: those that may still grow or that a gate looks at, and the others'
    /// figures.
    private static final class Seconds {
        private final NavigableMap<Long, Second> open = new TreeMap<>();
        private final NavigableMap<Long, Result.Second> closed = new TreeMap<>();
    }

    /// One second.
    private final class Second {
        private final Part triggers = new Part();
        private final Map<String, Part> requests = new TreeMap<>();
        private @Nullable Histogram lateness;
    }

    /// What ended in it: triggers, or the requests of one name.
    private final class Part {
        private @Nullable Histogram responseOk;
        private @Nullable Histogram responseFailed;
        private @Nullable Histogram service;
        private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);

        private void ended(@Nullable ErrorKind outcome, Recorded times) {
            if (outcome == null) {
                responseOk = sum(responseOk, times);
                return;
            }
            errors.merge(outcome, times.count(), Long::sum);
            if (Evidence.hasEndInTime(outcome)) {
                responseFailed = sum(responseFailed, times);
            }
        }
    }

    Timeline(LoadTest test) {
        this.test = test;
        this.allowedLateness = test.phases().stream()
                .mapToLong(phase -> Judge.allowedLateness(test.gates(), phase))
                .toArray();
        this.keeping = test.gates().stream().anyMatch(Timeline::looksAtSeconds);
        this.askedRequests = test.gates().stream()
                .filter(Timeline::looksAtSeconds)
                .map(gate -> gate.scope().request())
                .filter(request -> request != null)
                .map(request -> request.text())
                .collect(Collectors.toSet());
    }

    private static boolean looksAtSeconds(Gate gate) {
        return gate.window() != null || gate.scope().during() != null || gate instanceof Gate.Abort;
    }

    synchronized void add(Interval<SeriesKey> interval) {
        for (var part : interval.parts()) {
            var key = part.key();
            if (key.request() == null || askedRequests.contains(key.request())) {
                var own = places.computeIfAbsent(new Place(key.phase(), key.testCase()), place -> new Seconds());
                if (!own.closed.containsKey(interval.number())) {
                    add(own.open.computeIfAbsent(interval.number(), number -> new Second()), key, part.times());
                }
            }
        }
        if (!keeping) {
            places.forEach((place, own) -> close(place.phase(), own, interval.number() - OPEN));
        }
    }

    private void add(Second second, SeriesKey key, Recorded times) {
        var request = key.request();
        var part = request == null ? second.triggers : second.requests.computeIfAbsent(request, name -> new Part());
        switch (key.kind()) {
            case RESPONSE -> part.ended(key.outcome(), times);
            case SERVICE -> part.service = sum(part.service, times);
            case LATENESS -> second.lateness = sum(second.lateness, times);
            case WAITING, CONNECT, TLS -> {}
        }
    }

    /// Puts figures in the place of histograms that nobody will ask for.
    private void close(int phase, Seconds own, long before) {
        for (var first = own.open.firstEntry();
                first != null && first.getKey() < before;
                first = own.open.firstEntry()) {
            own.closed.put(first.getKey(), figures(phase, first.getKey(), first.getValue()));
            own.open.remove(first.getKey());
        }
    }

    /// Packed ones are slow to add to: only what is kept for long is packed.
    private Histogram sum(@Nullable Histogram known, Recorded more) {
        Histogram sum = known;
        if (sum == null) {
            sum = keeping ? new PackedHistogram(3) : Durations.histogram();
        }
        more.addTo(sum);
        return sum;
    }

    private static Histogram orEmpty(@Nullable Histogram histogram) {
        return histogram == null ? Durations.histogram() : histogram;
    }

    private Result.Second figures(int phase, long number, Second second) {
        var triggers = second.triggers;
        var response = Durations.histogram();
        response.add(orEmpty(triggers.responseOk));
        response.add(orEmpty(triggers.responseFailed));
        var lateness = orEmpty(second.lateness);
        long notStarted = triggers.errors.getOrDefault(ErrorKind.NOT_STARTED, 0L);
        var times = new RankedTimes(response, Evidence.timedOut(triggers.errors) + notStarted, Duration.ZERO).figures();
        return new Result.Second(
                number,
                lateness.getTotalCount(),
                orEmpty(triggers.responseOk).getTotalCount(),
                Evidence.failed(triggers.errors),
                notStarted,
                times.p50(),
                times.p99(),
                times.max(),
                lateness.getValueAtPercentile(99),
                lateness.getMaxValue(),
                lateness.getTotalCount() - lateness.getCountBetweenValues(0, allowedLateness[phase]));
    }

    /// The figures of each second in which something happened, in order.
    synchronized List<Result.Second> figures(int phase, int testCase) {
        var own = of(phase, testCase);
        var figures = new TreeMap<>(own.closed);
        own.open.forEach((number, second) -> figures.put(number, figures(phase, number, second)));
        return List.copyOf(figures.values());
    }

    /// What gates are held against: each second from the first to the last in which something happened. Empty where no
    /// gate looks at seconds.
    synchronized List<TestCaseEvidence> evidence(int phase, int testCase) {
        var own = of(phase, testCase).open;
        var evidence = new ArrayList<TestCaseEvidence>();
        if (keeping && !own.isEmpty()) {
            for (long number = own.firstKey(); number <= own.lastKey(); number++) {
                evidence.add(evidence(testCase, own.getOrDefault(number, new Second())));
            }
        }
        return evidence;
    }

    /// The number of the first second in which something happened; 0 when nothing did.
    synchronized long firstSecond(int phase, int testCase) {
        var own = of(phase, testCase).open;
        return own.isEmpty() ? 0 : own.firstKey();
    }

    /// What ended in one second; null when nothing did.
    synchronized @Nullable TestCaseEvidence evidence(int phase, int testCase, long number) {
        var second = of(phase, testCase).open.get(number);
        return second == null ? null : evidence(testCase, second);
    }

    private Seconds of(int phase, int testCase) {
        return places.getOrDefault(new Place(phase, testCase), new Seconds());
    }

    private TestCaseEvidence evidence(int testCase, Second second) {
        var requests = new ArrayList<RequestEvidence>();
        second.requests.forEach((name, asked) -> requests.add(new RequestEvidence(
                name,
                orEmpty(asked.responseOk),
                orEmpty(asked.responseFailed),
                orEmpty(asked.service),
                TimedOut.counted(asked.errors),
                asked.errors)));
        return TestCaseEvidence.ofStretch(
                test.testCases().get(testCase).name(),
                orEmpty(second.triggers.responseOk),
                orEmpty(second.triggers.responseFailed),
                second.triggers.errors,
                requests,
                0,
                0);
    }
}
