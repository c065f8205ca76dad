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

/// Writes each interval's histograms to a file that HdrHistogram's own tools read: one line for each, tagged with
/// phase, test case, request, kind of time and outcome. Values are nanoseconds. Gatherer's thread only.
final class IntervalLog implements Closeable {
    private static final double MILLIS_IN_INTERVAL = 1000;
    private static final double NANOS_IN_MILLI = 1e6;

    private final LoadTest test;
    private final PrintStream out;
    private final HistogramLogWriter writer;
    private final Map<SeriesKey, String> tags = new HashMap<>();
    private long beganMillis;

    IntervalLog(LoadTest test, Path file) throws IOException {
        this.test = test;
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

    void write(Interval<SeriesKey> interval) {
        for (var part : interval.parts()) {
            var histogram = part.histogram();
            histogram.setTag(tags.computeIfAbsent(part.key(), this::tag));
            double begin = interval.number() * MILLIS_IN_INTERVAL;
            writer.outputIntervalHistogram(
                    begin / 1000, (begin + MILLIS_IN_INTERVAL) / 1000, histogram, NANOS_IN_MILLI);
            histogram.setTag(null);
        }
        if (out.checkError()) {
            throw new IllegalStateException("the histogram log could not be written: is the disk full?");
        }
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
