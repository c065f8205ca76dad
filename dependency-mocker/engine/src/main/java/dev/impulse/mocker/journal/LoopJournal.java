package dev.impulse.mocker.journal;

import dev.impulse.measure.IntervalRecorder;
import dev.impulse.measure.Series;
import dev.impulse.mocker.journal.JournalKey.Measure;
import dev.impulse.mocker.journal.JournalKey.PhaseStub;
import dev.impulse.mocker.journal.StubJournal.Counts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What came of the calls to one dependency on one loop. That loop's thread only.
public final class LoopJournal {
    private static final int MOST_UNMATCHED = 50;
    private static final int LONGEST_TOLD = 500;

    private final IntervalRecorder<JournalKey> recorder;
    private final int dependency;
    private long generation;
    private long intervals;
    private Map<PhaseStub, StubJournal> stubs = new HashMap<>();
    private Map<Integer, Long> unmatched = new HashMap<>();
    private Map<String, Long> told = new LinkedHashMap<>();

    LoopJournal(IntervalRecorder<JournalKey> recorder, int dependency) {
        this.recorder = recorder;
        this.dependency = dependency;
    }

    /// Where to write of a stub in a phase.
    ///
    /// @param phase below 0 outside all phases
    public StubJournal of(int phase, int stub) {
        return stubs.computeIfAbsent(
                new PhaseStub(phase, stub),
                of -> new StubJournal(series(of, Measure.ASKED), series(of, Measure.GIVEN), series(of, Measure.LATE)));
    }

    private Series<JournalKey> series(PhaseStub of, Measure measure) {
        return recorder.series(new JournalKey(generation, dependency, of, measure));
    }

    /// A call came that no stub was for.
    ///
    /// @param phase below 0 outside all phases
    /// @param text what it was told
    public void unmatched(int phase, String text) {
        unmatched.merge(phase, 1L, Long::sum);
        var kept = text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) + "..." : text;
        if (told.size() < MOST_UNMATCHED || told.containsKey(kept)) {
            told.merge(kept, 1L, Long::sum);
        }
    }

    /// Begins anew; what is written to what was given out before is not read any more.
    void empty(long newGeneration) {
        generation = newGeneration;
        stubs = new HashMap<>();
        unmatched = new HashMap<>();
        told = new LinkedHashMap<>();
    }

    /// What was counted so far; what was measured leaves by the recorder.
    Taken take() {
        recorder.end(intervals++);
        Map<PhaseStub, Counts> counts = new HashMap<>();
        stubs.forEach((of, stub) -> counts.put(of, stub.counts()));
        return new Taken(dependency, counts, Map.copyOf(unmatched), new LinkedHashMap<>(told));
    }

    /// @param unmatched by phase
    /// @param told by text
    record Taken(int dependency, Map<PhaseStub, Counts> counts, Map<Integer, Long> unmatched, Map<String, Long> told) {}
}
