package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.judge.Evidence.RequestEvidence;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.Judge;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import dev.impulse.measure.Interval;
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
    private final Map<Place, NavigableMap<Long, Second>> seconds = new HashMap<>();

    private record Place(int phase, int testCase) {}

    /// One second of a test case in a phase.
    private static final class Second {
        private @Nullable Histogram responseOk;
        private @Nullable Histogram responseFailed;
        private @Nullable Histogram lateness;
        private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
        private final Map<String, Asked> requests = new TreeMap<>();
        private Result.@Nullable Second figures;
    }

    /// One request's part of it.
    private static final class Asked {
        private @Nullable Histogram responseOk;
        private @Nullable Histogram responseFailed;
        private @Nullable Histogram service;
        private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
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
        return gate.window() != null || gate instanceof Gate.Abort;
    }

    synchronized void add(Interval<SeriesKey> interval) {
        for (var part : interval.parts()) {
            var key = part.key();
            if (key.request() == null || askedRequests.contains(key.request())) {
                var own = seconds.computeIfAbsent(new Place(key.phase(), key.testCase()), place -> new TreeMap<>());
                var second = own.computeIfAbsent(interval.number(), number -> new Second());
                if (second.figures == null) {
                    add(second, key, part.histogram());
                }
            }
        }
        seconds.forEach((place, own) -> own.headMap(interval.number() - OPEN)
                .forEach((number, second) -> close(place.phase(), number, second)));
    }

    private static void add(Second second, SeriesKey key, Histogram histogram) {
        if (key.request() != null) {
            add(second.requests.computeIfAbsent(key.request(), name -> new Asked()), key, histogram);
            return;
        }
        switch (key.kind()) {
            case LATENESS -> second.lateness = sum(second.lateness, histogram);
            case RESPONSE -> {
                var outcome = key.outcome();
                if (outcome == null) {
                    second.responseOk = sum(second.responseOk, histogram);
                } else {
                    second.errors.merge(outcome, histogram.getTotalCount(), Long::sum);
                    if (Evidence.hasEndInTime(outcome)) {
                        second.responseFailed = sum(second.responseFailed, histogram);
                    }
                }
            }
            case SERVICE, WAITING, CONNECT, TLS -> {}
        }
    }

    private static void add(Asked asked, SeriesKey key, Histogram histogram) {
        switch (key.kind()) {
            case SERVICE -> asked.service = sum(asked.service, histogram);
            case RESPONSE -> {
                var outcome = key.outcome();
                if (outcome == null) {
                    asked.responseOk = sum(asked.responseOk, histogram);
                } else {
                    asked.errors.merge(outcome, histogram.getTotalCount(), Long::sum);
                    if (Evidence.hasEndInTime(outcome)) {
                        asked.responseFailed = sum(asked.responseFailed, histogram);
                    }
                }
            }
            case LATENESS, WAITING, CONNECT, TLS -> {}
        }
    }

    private static Histogram sum(@Nullable Histogram known, Histogram more) {
        Histogram sum = known;
        if (sum == null) {
            sum = new PackedHistogram(3);
        }
        sum.add(more);
        return sum;
    }

    private static Histogram orEmpty(@Nullable Histogram histogram) {
        return histogram == null ? Durations.histogram() : histogram;
    }

    /// Puts figures in the place of histograms that nobody will ask for.
    private void close(int phase, long number, Second second) {
        if (second.figures == null && !keeping) {
            second.figures = figures(phase, number, second);
            second.responseOk = null;
            second.responseFailed = null;
            second.lateness = null;
        }
    }

    private Result.Second figures(int phase, long number, Second second) {
        var response = Durations.histogram();
        response.add(orEmpty(second.responseOk));
        response.add(orEmpty(second.responseFailed));
        var lateness = orEmpty(second.lateness);
        long notStarted = second.errors.getOrDefault(ErrorKind.NOT_STARTED, 0L);
        return new Result.Second(
                number,
                lateness.getTotalCount(),
                orEmpty(second.responseOk).getTotalCount(),
                second.errors.values().stream().mapToLong(Long::longValue).sum() - notStarted,
                notStarted,
                response.getValueAtPercentile(50),
                response.getValueAtPercentile(99),
                response.getMaxValue(),
                lateness.getValueAtPercentile(99),
                lateness.getMaxValue(),
                lateness.getTotalCount() - lateness.getCountBetweenValues(0, allowedLateness[phase]));
    }

    /// The figures of each second in which something happened, in order.
    synchronized List<Result.Second> figures(int phase, int testCase) {
        var figures = new ArrayList<Result.Second>();
        of(phase, testCase)
                .forEach((number, second) ->
                        figures.add(second.figures == null ? figures(phase, number, second) : second.figures));
        return figures;
    }

    /// What gates are held against: each second from the first to the last in which something happened. Empty where no
    /// gate looks at seconds.
    synchronized List<TestCaseEvidence> evidence(int phase, int testCase) {
        var own = of(phase, testCase);
        var evidence = new ArrayList<TestCaseEvidence>();
        if (keeping && !own.isEmpty()) {
            for (long number = own.firstKey(); number <= own.lastKey(); number++) {
                evidence.add(evidence(testCase, own.getOrDefault(number, new Second())));
            }
        }
        return evidence;
    }

    /// What ended in one second; null when nothing did.
    synchronized @Nullable TestCaseEvidence evidence(int phase, int testCase, long number) {
        var second = of(phase, testCase).get(number);
        return second == null ? null : evidence(testCase, second);
    }

    private NavigableMap<Long, Second> of(int phase, int testCase) {
        return seconds.getOrDefault(new Place(phase, testCase), new TreeMap<>());
    }

    private TestCaseEvidence evidence(int testCase, Second second) {
        long ok = orEmpty(second.responseOk).getTotalCount();
        long notStarted = second.errors.getOrDefault(ErrorKind.NOT_STARTED, 0L);
        long failed = second.errors.values().stream().mapToLong(Long::longValue).sum() - notStarted;
        var requests = new ArrayList<RequestEvidence>();
        second.requests.forEach((name, asked) -> requests.add(new RequestEvidence(
                name,
                orEmpty(asked.responseOk),
                orEmpty(asked.responseFailed),
                orEmpty(asked.service),
                Evidence.timedOut(asked.errors),
                asked.errors)));
        return new TestCaseEvidence(
                test.testCases().get(testCase).name(),
                0,
                0,
                new Ledger(ok + failed + notStarted, ok + failed, notStarted, 0, ok, failed, 0),
                orEmpty(second.responseOk),
                orEmpty(second.responseFailed),
                Evidence.timedOut(second.errors),
                second.errors,
                requests,
                List.of());
    }
}
