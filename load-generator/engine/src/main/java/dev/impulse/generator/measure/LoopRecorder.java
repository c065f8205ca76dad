package dev.impulse.generator.measure;

import dev.impulse.measure.Interval;
import dev.impulse.measure.IntervalRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// All that one loop records: a [CaseRecorder] for each phase and test case. Loop's thread only, but for reading
/// counts.
public final class LoopRecorder {
    private final IntervalRecorder<SeriesKey> recorder;
    private final List<List<CaseRecorder>> byPhase = new ArrayList<>();

    public LoopRecorder(int phases, int testCases, Consumer<Interval<SeriesKey>> taker) {
        recorder = new IntervalRecorder<>(taker);
        for (int phase = 0; phase < phases; phase++) {
            var cases = new ArrayList<CaseRecorder>();
            for (int testCase = 0; testCase < testCases; testCase++) {
                cases.add(new CaseRecorder(recorder, phase, testCase));
            }
            byPhase.add(List.copyOf(cases));
        }
    }

    /// The recorder of one test case in one phase.
    public CaseRecorder of(int phase, int testCase) {
        return byPhase.get(phase).get(testCase);
    }

    /// Ends the last interval: nothing is counted from here on, so that others may read the counts.
    public void close(long number) {
        endInterval(number);
        byPhase.forEach(cases -> cases.forEach(CaseRecorder::close));
    }

    /// Ends an interval.
    public void endInterval(long number) {
        recorder.end(number);
    }
}
