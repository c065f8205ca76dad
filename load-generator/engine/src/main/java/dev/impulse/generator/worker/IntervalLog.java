package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.measure.Interval;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;

/// Writes each interval's histograms to a file that HdrHistogram's own tools read: one line for each, tagged with
/// phase, test case, request, kind of time and outcome. Values are nanoseconds. Gatherer's thread only.
final class IntervalLog implements Closeable {
    private static final double MILLIS_IN_INTERVAL = 1000;
    private static final double NANOS_IN_MILLI = 1e6;

    private final LoadTest test;
    private final Path file;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final Map<SeriesKey, String> tags = new HashMap<>();
    private long beganMillis;
    private boolean failed;

    IntervalLog(LoadTest test, Path file) throws IOException {
        this.test = test;
        this.file = file;
        this.out = new PrintStream(Files.newOutputStream(file), false, java.nio.charset.StandardCharsets.UTF_8);
        this.writer = new HistogramLogWriter(out);
    }

    void began(Instant at) {
        beganMillis = at.toEpochMilli();
        writer.outputComment("[" + test.name() + ": values in ns, maxima in ms]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(beganMillis);
        writer.setBaseTime(beganMillis);
        writer.outputLegend();
    }

    /// After a write that failed nothing more is written: the load test goes on, and is told at its end.
    void write(Interval<SeriesKey> interval) {
        if (failed) {
            return;
        }
        for (var part : interval.parts()) {
            var histogram = part.histogram();
            histogram.setTag(tags.computeIfAbsent(part.key(), this::tag));
            double begin = interval.number() * MILLIS_IN_INTERVAL;
            writer.outputIntervalHistogram(
                    begin / 1000, (begin + MILLIS_IN_INTERVAL) / 1000, histogram, NANOS_IN_MILLI);
            histogram.setTag(null);
        }
        failed = out.checkError();
    }

    /// Why not all of it is in the file; null when it is. After the gatherer has ended.
    @Nullable
    String failure() {
        return failed ? file + ": a write failed (is the disk full?)" : null;
    }

    /// Tags may not hold commas or blanks.
    private String tag(SeriesKey key) {
        var tag = new StringBuilder(test.phases().get(key.phase()).name())
                .append('/')
                .append(test.testCases().get(key.testCase()).name());
        if (key.request() != null) {
            tag.append('/').append(key.request());
        }
        tag.append('/').append(key.kind().text());
        if (key.kind() == SeriesKey.Kind.RESPONSE) {
            tag.append('/').append(key.outcome() == null ? "ok" : key.outcome().text());
        }
        return tag.toString().replaceAll("[\\s,]+", "_");
    }

    @Override
    public void close() {
        out.close();
    }
}
