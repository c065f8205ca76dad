package dev.impulse.generator.measure;

import dev.impulse.generator.measure.SeriesKey.Kind;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.IntervalRecorder;
import dev.impulse.measure.Series;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Response times of one test case or request, apart by outcome, with how often each came. Written by the loop's
/// thread.
final class Outcomes {
    private final IntervalRecorder<SeriesKey> recorder;
    private final SeriesKey ok;
    private final Series<SeriesKey> okTimes;
    private final Map<ErrorKind, Failed> failed = new EnumMap<>(ErrorKind.class);
    private long okCount;

    private static final class Failed {
        private final Series<SeriesKey> times;
        private long count;

        private Failed(Series<SeriesKey> times) {
            this.times = times;
        }
    }

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
        var group = failed.computeIfAbsent(
                kind,
                first -> new Failed(
                        recorder.series(new SeriesKey(ok.phase(), ok.testCase(), ok.request(), Kind.RESPONSE, first))));
        group.count++;
        group.times.record(responseNanos);
    }

    long okCount() {
        return okCount;
    }

    long failedCount() {
        long sum = 0;
        for (var group : failed.values()) {
            sum += group.count;
        }
        return sum;
    }

    Map<ErrorKind, Long> errors() {
        var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        failed.forEach((kind, group) -> errors.put(kind, group.count));
        return errors;
    }
}
