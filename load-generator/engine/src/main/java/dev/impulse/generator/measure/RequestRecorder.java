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
    private final Series<SeriesKey> waiting;
    private final Series<SeriesKey> connect;
    private final Series<SeriesKey> tls;

    RequestRecorder(IntervalRecorder<SeriesKey> recorder, int phase, int testCase, String request) {
        this.outcomes = new Outcomes(recorder, phase, testCase, request);
        this.service = recorder.series(new SeriesKey(phase, testCase, request, Kind.SERVICE, null));
        this.waiting = recorder.series(new SeriesKey(phase, testCase, request, Kind.WAITING, null));
        this.connect = recorder.series(new SeriesKey(phase, testCase, request, Kind.CONNECT, null));
        this.tls = recorder.series(new SeriesKey(phase, testCase, request, Kind.TLS, null));
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

    /// Counts what a request took until it had its connection, however it ended. Each is below 0 when there was none of
    /// it.
    ///
    /// @param waitedNanos for a connection, without what it took to open its own
    public void connected(long waitedNanos, long connectNanos, long tlsNanos) {
        if (waitedNanos >= 0) {
            waiting.record(waitedNanos);
        }
        if (connectNanos >= 0) {
            connect.record(connectNanos);
        }
        if (tlsNanos >= 0) {
            tls.record(tlsNanos);
        }
    }

    /// How many there were of each kind of failure.
    public Map<ErrorKind, Long> errors() {
        return outcomes.errors();
    }
}
