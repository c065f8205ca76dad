package dev.impulse.mocker.delay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;

/// Reads durations that were recorded: histogram logs of a result folder, or any that HdrHistogram's tools write.
public final class RecordedDurations {

    private static final int DIGITS = 3;

    private RecordedDurations() {}

    /// The law by which they came.
    ///
    /// @param tag of the lines that are read; null for those without one
    /// @param unit of the values: nanoseconds in ours
    /// @throws ImpossibleDelay when there are none
    /// @throws IOException when the file cannot be read
    public static Empirical of(Path file, @Nullable String tag, TimeUnit unit) throws IOException {
        Set<String> others = new TreeSet<>();
        Histogram durations = new Histogram(DIGITS);
        for (Histogram interval : intervals(file)) {
            String found = interval.getTag();
            if (tag == null ? found == null : tag.equals(found)) {
                addInNanos(interval, unit, durations);
            } else {
                others.add(found == null ? "none" : found);
            }
        }
        String lines = tag == null ? "" : " tagged " + tag;
        if (durations.getTotalCount() == 0) {
            throw new ImpossibleDelay(
                    "no durations%s in %s".formatted(lines, file),
                    others.isEmpty() ? "a histogram log with some" : "a tag: " + String.join(", ", others));
        }
        return new Empirical(file.getFileName() + lines, durations);
    }

    private static List<Histogram> intervals(Path file) throws IOException {
        List<Histogram> intervals = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                var reader = new HistogramLogReader(bytes)) {
            while (reader.hasNext()) {
                EncodableHistogram interval = reader.nextIntervalHistogram();
                if (interval instanceof Histogram histogram) {
                    intervals.add(histogram);
                }
            }
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        } catch (RuntimeException torn) {
            // What the reader throws for bytes that are no histogram: of half a dozen kinds.
            throw new ImpossibleDelay(file.getFileName() + " is torn: " + torn.getMessage(), "a whole histogram log");
        }
        return intervals;
    }

    private static void addInNanos(Histogram interval, TimeUnit unit, Histogram durations) {
        if (unit == TimeUnit.NANOSECONDS) {
            durations.add(interval);
            return;
        }
        interval.recordedValues()
                .forEach(value -> durations.recordValueWithCount(
                        unit.toNanos(value.getValueIteratedTo()), value.getCountAtValueIteratedTo()));
    }
}
