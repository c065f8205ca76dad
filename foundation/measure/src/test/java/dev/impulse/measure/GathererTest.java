package dev.impulse.measure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GathererTest {
    private static final int RECORDERS = 8;
    private static final long INTERVALS = 200L;
    private static final int RECORDED = 50;

    @Test
    void nothingIsLostThatManyThreadsRecordAtOnce() throws Exception {
        var listened = new long[1];
        var gatherer = new Gatherer<String>(interval -> listened[0] += count(interval));
        var begin = new CountDownLatch(RECORDERS);
        try (gatherer;
                var threads = Executors.newFixedThreadPool(RECORDERS)) {
            var ends = new ArrayList<Future<?>>();
            for (int number = 0; number < RECORDERS; number++) {
                int own = number;
                ends.add(threads.submit(() -> {
                    begin.countDown();
                    assertThat(begin.await(20, SECONDS)).isTrue();
                    recordIntervals(gatherer, own);
                    return own;
                }));
            }
            for (var end : ends) {
                end.get(20, SECONDS);
            }
        }

        long each = INTERVALS * RECORDED;
        assertThat(totals(gatherer))
                .isEqualTo(Map.of("all", RECORDERS * each, "even", RECORDERS / 2 * each, "odd", RECORDERS / 2 * each));
        // Each of a recorder's own values came as often as there were intervals.
        var all = Objects.requireNonNull(gatherer.totals().get("all"));
        for (int number = 0; number < RECORDERS; number++) {
            assertThat(all.getCountAtValue(value(number))).isEqualTo(each);
        }
        assertThat(listened[0]).isEqualTo(2 * RECORDERS * each);
    }

    private static void recordIntervals(Gatherer<String> gatherer, int number) {
        var recorder = new IntervalRecorder<String>(gatherer::accept);
        var all = recorder.series("all");
        var some = recorder.series(number % 2 == 0 ? "even" : "odd");
        for (int interval = 0; interval < INTERVALS; interval++) {
            for (int recorded = 0; recorded < RECORDED; recorded++) {
                all.record(value(number));
                some.record(value(number));
            }
            recorder.end(interval);
        }
    }

    private static long value(int recorder) {
        return 100L + recorder;
    }

    @Test
    void closeWaitsForAllThatWasQueued() {
        var goOn = new CountDownLatch(1);
        var gatherer = new Gatherer<String>(interval -> await(goOn));
        var recorder = new IntervalRecorder<String>(gatherer::accept);
        var series = recorder.series("all");
        for (int interval = 0; interval < INTERVALS; interval++) {
            series.record(1);
            recorder.end(interval);
        }
        goOn.countDown();
        gatherer.close();

        assertThat(totals(gatherer)).isEqualTo(Map.of("all", INTERVALS));
    }

    @Test
    void theListenerSeesIntervalsInTheOrderOfTheirRecorderBeforeTheyAreEmptied() {
        var seen = new ArrayList<Map.Entry<Long, Long>>();
        try (var gatherer = new Gatherer<String>(interval -> seen.add(Map.entry(interval.number(), count(interval))))) {
            var recorder = new IntervalRecorder<String>(gatherer::accept);
            var series = recorder.series("all");
            for (int interval = 1; interval <= 3; interval++) {
                for (int recorded = 0; recorded < interval; recorded++) {
                    series.record(1);
                }
                recorder.end(interval);
            }
        }

        assertThat(seen).containsExactly(Map.entry(1L, 1L), Map.entry(2L, 2L), Map.entry(3L, 3L));
    }

    @Test
    void anErrorOfTheListenerIsToldAtCloseAndTheTotalsGoOn() {
        var thrown = new AssertionError("a listener that broke");
        var gatherer = new Gatherer<String>(interval -> {
            throw thrown;
        });
        recordThree(gatherer);

        assertThatThrownBy(gatherer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the measurements could not be taken up: a listener that broke")
                .hasCause(thrown);
        assertThat(totals(gatherer)).isEqualTo(Map.of("all", 3L));
    }

    @Test
    void closeTellsTheFirstFailure() {
        var gatherer = new Gatherer<String>(interval -> {
            throw new IllegalStateException("interval " + interval.number());
        });
        recordThree(gatherer);

        assertThatThrownBy(gatherer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the measurements could not be taken up: interval 0");
        assertThat(totals(gatherer)).isEqualTo(Map.of("all", 3L));
    }

    @Test
    void aFailureIsToldOnce() {
        var gatherer = new Gatherer<String>(interval -> {
            throw new IllegalStateException("once");
        });
        recordThree(gatherer);

        assertThatThrownBy(gatherer::close).isInstanceOf(IllegalStateException.class);
        assertThatCode(gatherer::close).doesNotThrowAnyException();
    }

    @Test
    void timesComeBackFromAListenerThatFails() {
        var parts = new ArrayList<Interval.Part<String>>();
        var gatherer = new Gatherer<String>(interval -> {
            parts.addAll(interval.parts());
            throw new IllegalStateException("expected");
        });
        recordThree(gatherer);

        assertThatThrownBy(gatherer::close).hasMessageEndingWith("expected");
        assertThat(parts).extracting(part -> part.times().count()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void oneWhoIsInterruptedWhileItClosesWaitsAllTheSameAndStaysInterrupted() {
        var gatherer = new Gatherer<String>(interval -> {});
        recordThree(gatherer);
        Thread.currentThread().interrupt();
        gatherer.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(totals(gatherer)).isEqualTo(Map.of("all", 3L));
    }

    @Test
    void anInterruptionByTheListenerIsToldAtCloseAndTheTotalsGoOn() {
        var gatherer = new Gatherer<String>(interval -> Thread.currentThread().interrupt());
        recordThree(gatherer);

        assertThatThrownBy(gatherer::close).hasMessage("the measurements could not be taken up: interrupted");
        assertThat(totals(gatherer)).isEqualTo(Map.of("all", 3L));
    }

    private static void recordThree(Gatherer<String> gatherer) {
        var recorder = new IntervalRecorder<String>(gatherer::accept);
        var series = recorder.series("all");
        for (int interval = 0; interval < 3; interval++) {
            series.record(1);
            recorder.end(interval);
        }
    }

    private static Map<String, Long> totals(Gatherer<String> gatherer) {
        return gatherer.totals().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().getTotalCount()));
    }

    private static long count(Interval<String> interval) {
        return interval.parts().stream().mapToLong(part -> part.times().count()).sum();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
