package dev.impulse.generator.measure;

import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.IntervalRecorder;
import dev.impulse.measure.Series;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records one test case in one phase on one loop. Written by the loop's thread; the counts may be read from elsewhere
/// for showing progress, where a value that is a moment old does no harm.
public final class CaseRecorder {
    private final IntervalRecorder<SeriesKey> recorder;
    private final int phase;
    private final int testCase;
    private final Outcomes outcomes;
    private final Series<SeriesKey> lateness;
    private final Series<SeriesKey> waiting;
    private final Series<SeriesKey> heldBack;
    private final Map<String, RequestRecorder> requests = new HashMap<>();
    private long started;
    private long notStarted;
    private boolean closed;

    CaseRecorder(IntervalRecorder<SeriesKey> recorder, int phase, int testCase) {
        this.recorder = recorder;
        this.phase = phase;
        this.testCase = testCase;
        this.outcomes = new Outcomes(recorder, phase, testCase, null);
        this.lateness = recorder.series(new SeriesKey(phase, testCase, null, Kind.LATENESS, null));
        this.waiting = recorder.series(new SeriesKey(phase, testCase, null, Kind.WAITING, null));
        this.heldBack = recorder.series(new SeriesKey(phase, testCase, null, Kind.RESPONSE, ErrorKind.NOT_STARTED));
    }

    void close() {
        closed = true;
    }

    /// Whether the accounts are closed: what ends now is unfinished, and must not be recorded.
    public boolean isClosed() {
        return closed;
    }

    /// Counts a trigger that is being started.
    public void started() {
        started++;
    }

    /// Counts a trigger that is not started: it waited too long for room.
    public void notStarted(long waitedNanos) {
        notStarted++;
        heldBack.record(waitedNanos);
    }

    /// Counts a trigger that has ended.
    ///
    /// @param failure how it failed; null when it was ok
    public void ended(@Nullable ErrorKind failure, long responseNanos) {
        if (failure == null) {
            outcomes.ok(responseNanos);
        } else {
            outcomes.failed(failure, responseNanos);
        }
    }

    /// Counts how late the generator was with a trigger that has started.
    public void late(long nanos) {
        lateness.record(nanos);
    }

    /// Counts how long a limit held a trigger back.
    public void waited(long nanos) {
        waiting.record(nanos);
    }

    /// The recorder of the requests of one name.
    public RequestRecorder request(String name) {
        var known = requests.get(name);
        if (known == null) {
            known = new RequestRecorder(recorder, phase, testCase, name);
            requests.put(name, known);
        }
        return known;
    }

    /// The recorders of all its requests, by name.
    public Map<String, RequestRecorder> requests() {
        return requests;
    }

    /// Which phase, from 0.
    public int phase() {
        return phase;
    }

    /// Which test case, from 0.
    public int testCase() {
        return testCase;
    }

    /// How many were started.
    public long startedCount() {
        return started;
    }

    /// How many were not.
    public long notStartedCount() {
        return notStarted;
    }

    /// How many came through.
    public long okCount() {
        return outcomes.okCount();
    }

    /// How many failed.
    public long failedCount() {
        return outcomes.failedCount();
    }

    /// How many failed of each kind, or did not start.
    public Map<ErrorKind, Long> errors() {
        var errors = outcomes.errors();
        if (notStarted > 0) {
            errors.put(ErrorKind.NOT_STARTED, notStarted);
        }
        return errors;
    }
}
