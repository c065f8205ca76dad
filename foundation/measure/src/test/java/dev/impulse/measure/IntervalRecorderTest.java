package dev.impulse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.HdrHistogram.Histogram;

class IntervalRecorderTest {
    private static final int SERIES = 4;

    private final List<Interval<Integer>> taken = new ArrayList<>();
    private final IntervalRecorder<Integer> recorder = new IntervalRecorder<>(taken::add);

    /// What is done to a recorder.
    sealed interface Step {
        record Recorded(int series, long nanos) implements Step {}

        record End() implements Step {}

        /// The interval taken longest ago comes back.
        record GiveBack() implements Step {}
    }

    @Property
    void eachIntervalHoldsWhatWasRecordedInItAndNothingElse(@ForAll("steps") List<Step> steps) {
        var taken = new ArrayList<Interval<Integer>>();
        var recorder = new IntervalRecorder<Integer>(taken::add);
        var series = new ArrayList<Series<Integer>>();
        for (int key = 0; key < SERIES; key++) {
            series.add(recorder.series(key));
        }
        var model = new HashMap<Integer, Map<Long, Long>>();
        long number = 0;
        for (var step : steps) {
            switch (step) {
                case Step.Recorded recorded -> {
                    series.get(recorded.series).record(recorded.nanos);
                    model.computeIfAbsent(recorded.series, key -> new HashMap<>())
                            .merge(recorded.nanos, 1L, Long::sum);
                }
                case Step.End end -> {
                    int before = taken.size();
                    recorder.end(number);
                    assertThat(taken).hasSize(model.isEmpty() ? before : before + 1);
                    if (!model.isEmpty()) {
                        assertThat(taken.getLast().number()).isEqualTo(number);
                        assertThat(counts(taken.getLast())).isEqualTo(model);
                    }
                    model.clear();
                    number++;
                }
                case Step.GiveBack back -> {
                    if (!taken.isEmpty()) {
                        recorder.giveBack(taken.removeFirst());
                    }
                }
            }
        }
    }

    /// How often each value was recorded under each key. Values below 2048 are counted exactly.
    private static Map<Integer, Map<Long, Long>> counts(Interval<Integer> interval) {
        return interval.parts().stream()
                .collect(Collectors.toMap(
                        Interval.Part::key, part -> counts(part.times().histogram())));
    }

    private static Map<Long, Long> counts(Histogram histogram) {
        var counts = new HashMap<Long, Long>();
        for (var value : histogram.recordedValues()) {
            counts.put(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
        }
        return counts;
    }

    @Example
    void timesThatCameBackAreUsedAgain() {
        var series = recorder.series(1);
        series.record(10);
        recorder.end(0);
        var first = onlyTimes(taken.getFirst());
        recorder.giveBack(taken.getFirst());
        series.record(20);
        recorder.end(1);

        assertThat(onlyTimes(taken.getLast())).isSameAs(first);
        assertThat(counts(first.histogram())).isEqualTo(Map.of(20L, 1L));
    }

    @Example
    void timesThatHaveNotComeBackAreLeftAlone() {
        var series = recorder.series(1);
        series.record(10);
        recorder.end(0);
        series.record(20);
        recorder.end(1);

        assertThat(onlyTimes(taken.getLast())).isNotSameAs(onlyTimes(taken.getFirst()));
        assertThat(counts(onlyTimes(taken.getFirst()).histogram())).isEqualTo(Map.of(10L, 1L));
    }

    @Example
    void whatIsBeyondTheBoundsCountsAsTheBound() {
        var series = recorder.series(1);
        series.record(-1);
        series.record(Long.MIN_VALUE);
        series.record(Long.MAX_VALUE);
        recorder.end(0);
        var histogram = onlyTimes(taken.getFirst()).histogram();

        assertThat(histogram.getCountAtValue(0)).isEqualTo(2);
        assertThat(histogram.getCountAtValue(Durations.LONGEST)).isEqualTo(1);
        assertThat(histogram.getTotalCount()).isEqualTo(3);
    }

    @Example
    void seriesOfOneKeyStayApartUntilTheyAreGathered() {
        recorder.series(1).record(10);
        recorder.series(1).record(10);
        recorder.end(0);

        assertThat(taken.getFirst().parts()).extracting(Interval.Part::key).containsExactly(1, 1);
    }

    private static Recorded onlyTimes(Interval<Integer> interval) {
        assertThat(interval.parts()).hasSize(1);
        return interval.parts().getFirst().times();
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        Arbitrary<Step> recorded = Combinators.combine(
                        Arbitraries.integers().between(0, SERIES - 1),
                        Arbitraries.longs().between(0, 2047))
                .as(Step.Recorded::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, recorded),
                        Tuple.of(2, Arbitraries.just(new Step.End())),
                        Tuple.of(1, Arbitraries.just(new Step.GiveBack())))
                .list()
                .ofMaxSize(200);
    }
}
