package dev.impulse.generator.worker;

import dev.impulse.generator.Figure;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Witness;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.judge.Gate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Watches for the conditions that end a load test early. Looks at each second once, a second after it is over, when
/// all loops have delivered it. Called by the thread that runs the phases.
final class AbortWatch {
    private static final long SECOND = 1_000_000_000;

    private final LoadTest test;
    private final Timeline timeline;
    private final Witness witness;
    private final Map<Place, Integer> held = new HashMap<>();
    private long next;
    private Gate.@Nullable Abort met;

    private static final int OF_NO_TEST_CASE = -1;

    private record Place(Gate.Abort abort, int testCase) {}

    /// @param witness sees the system under test
    AbortWatch(LoadTest test, Timeline timeline, Witness witness) {
        this.test = test;
        this.timeline = timeline;
        this.witness = witness;
    }

    /// Looks at the seconds that are new.
    ///
    /// @param sinceBegin nanoseconds since the first phase began
    /// @return why the load test is to end, in a sentence; null when it may go on
    @Nullable
    String look(long sinceBegin) {
        @Nullable String why = null;
        for (; next + 2 <= sinceBegin / SECOND && why == null; next++) {
            for (var gate : test.gates()) {
                if (gate instanceof Gate.Abort abort && why == null) {
                    why = look(abort, next);
                }
            }
        }
        return why;
    }

    /// The condition that was met; null when none was.
    Gate.@Nullable Abort met() {
        return met;
    }

    private @Nullable String look(Gate.Abort abort, long second) {
        if (abort.condition() instanceof Gate.OfSystem figure) {
            return look(abort, figure, second);
        }
        for (int testCase = 0; testCase < test.testCases().size(); testCase++) {
            for (int phase = 0; phase < test.phases().size(); phase++) {
                var asked = test.phases().get(phase);
                var name = test.testCases().get(testCase).name();
                var ended = abort.covers(asked.name(), asked.kind(), name)
                        ? timeline.evidence(phase, testCase, second)
                        : null;
                var why = ended == null ? null : look(abort, testCase, ended);
                if (why != null) {
                    return why;
                }
            }
        }
        return null;
    }

    /// A second that could not be read says nothing, neither does one of a phase that is not meant.
    private @Nullable String look(Gate.Abort abort, Gate.OfSystem figure, long second) {
        var phase = PhaseTimes.of(test.phases(), Duration.ofSeconds(second + 1)).getLast();
        double value = abort.covers(phase.name(), phase.kind(), "")
                ? witness.seen(Figure.SYSTEM, figure.figure().text(), figure.part(), second)
                : Double.NaN;
        return look(abort, new Place(abort, OF_NO_TEST_CASE), abort.found(value), "");
    }

    /// A second in which nothing ended says nothing: what is on its way then is looked at when it ends.
    private @Nullable String look(Gate.Abort abort, int testCase, TestCaseEvidence ended) {
        return look(abort, new Place(abort, testCase), abort.found(ended, test.limits()), " of " + ended.name());
    }

    private @Nullable String look(Gate.Abort abort, Place place, Gate.Abort.@Nullable Found found, String of) {
        if (found == null) {
            return null;
        }
        int seconds = found.holds() ? held.getOrDefault(place, 0) + 1 : 0;
        held.put(place, seconds);
        if (seconds < abort.lasting().toSeconds()) {
            return null;
        }
        met = abort;
        return abort.measured() + " " + abort.expected() + " for " + seconds + " s (" + found.actual() + of
                + " in the last one)";
    }
}
