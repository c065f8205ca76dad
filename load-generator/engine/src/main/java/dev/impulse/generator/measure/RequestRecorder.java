package dev.impulse.generator.measure;

import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.IntervalRecorder;
import dev.impulse.measure.Series;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records the requests of one name, of one test case in one phase on one loop. Written by the loop's thread.
public final class RequestRecorder {
    private final Outcomes outcomes;
    private final Series<SeriesKey> service;

    RequestRecorder(IntervalRecorder<SeriesKey> recorder, int phase, int testCase, String request) {
        this.outcomes = new Outcomes(recorder, phase, testCase, request);
        this.service = recorder.series(new SeriesKey(phase, testCase, request, Kind.SERVICE, null));
    }

    /// Counts a request.
    ///
    /// @param failure how it failed; null when it was ok
    /// @param serviceNanos below 0 when there is none
    public void ended(@Nullable ErrorKind failure, long responseNanos, long serviceNanos) {
        if (failure != null) {
            outcomes.failed(failure, responseNanos);
        } else {
            outcomes.ok(responseNanos);
            if (serviceNanos >= 0) {
                service.record(serviceNanos);
            }
        }
    }

    /// How many there were of each kind of failure.
    public Map<ErrorKind, Long> errors() {
        return outcomes.errors();
    }
}
