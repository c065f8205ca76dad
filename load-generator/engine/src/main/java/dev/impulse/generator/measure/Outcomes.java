package dev.impulse.generator.measure;

import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.IntervalRecorder;
import dev.impulse.measure.Series;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Response times of one test case or request, apart by outcome, with how often each came. Written by the loop's thread.
final class Outcomes {
    private static final ErrorKind[] KINDS = ErrorKind.values();

    private final IntervalRecorder<SeriesKey> recorder;
    private final SeriesKey ok;
    private final Series<SeriesKey> okTimes;
    private final @Nullable Series<SeriesKey>[] failedTimes = newArray(KINDS.length);
    private final long[] failed = new long[KINDS.length];
    private long okCount;

    Outcomes(IntervalRecorder<SeriesKey> recorder, int phase, int testCase, @Nullable String request) {
        this.recorder = recorder;
        this.ok = new SeriesKey(phase, testCase, request, Kind.RESPONSE, null);
        this.okTimes = recorder.series(ok);
    }

    void ok(long responseNanos) {
        okCount++;
        okTimes.record(responseNanos);
    }

    void failed(ErrorKind kind, long responseNanos) {
        int at = kind.ordinal();
        failed[at]++;
        var times = failedTimes[at];
        if (times == null) {
            times = recorder.series(new SeriesKey(ok.phase(), ok.testCase(), ok.request(), Kind.RESPONSE, kind));
            failedTimes[at] = times;
        }
        times.record(responseNanos);
    }

    long okCount() {
        return okCount;
    }

    long failedCount() {
        long sum = 0;
        for (long count : failed) {
            sum += count;
        }
        return sum;
    }

    Map<ErrorKind, Long> errors() {
        var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        for (var kind : KINDS) {
            if (failed[kind.ordinal()] > 0) {
                errors.put(kind, failed[kind.ordinal()]);
            }
        }
        return errors;
    }

    @SuppressWarnings("unchecked") // a generic array cannot be made otherwise
    private static @Nullable Series<SeriesKey>[] newArray(int length) {
        return (Series<SeriesKey>[]) new Series<?>[length];
    }
}
