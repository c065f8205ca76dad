package dev.impulse.generator.log;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result.LoggedInterval;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.measure.Durations;
import dev.impulse.measure.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Writes the histograms of a run as it goes: what all loops recorded in an interval is merged, and appended to the
/// file of its phase, test case and request. An interval is a second, and wider where the log would become larger than
/// 50 MB an hour. Gatherer's thread only; the others' once it has ended.
public final class IntervalLog {
    /// What the log of an hour may take.
    public static final long BYTES_AN_HOUR = 50_000_000;

    /// So many requests of a phase have a file of their own.
    static final int MOST_REQUESTS = 1000;

    private final SeriesFiles files;
    private final LogLines lines;
    private final LogWidth width;
    private final NavigableMap<Long, Window> open = new TreeMap<>();
    private final Deque<Histogram> emptied = new ArrayDeque<>();
    private long closedUntil;
    private long written;
    private @Nullable String failure;

    /// What was recorded from one second to another, that is not written yet.
    private record Window(long from, long to, Map<LogFile, NavigableMap<String, Histogram>> byFile) {
        private Window(long from, long to) {
            this(from, to, new LinkedHashMap<>());
        }
    }

    /// @param folder for the files; it is made
    /// @throws IOException when it cannot be
    public IntervalLog(LoadTest test, Path folder) throws IOException {
        this(test, folder, BYTES_AN_HOUR, MOST_REQUESTS);
    }

    IntervalLog(LoadTest test, Path folder, long bytesAnHour, int mostRequests) throws IOException {
        Files.createDirectories(folder);
        this.files = new SeriesFiles(test, mostRequests);
        this.lines = new LogLines(folder, test.name());
        this.width = new LogWidth(Math.max(1, test.lasting().toSeconds()), bytesAnHour);
    }

    /// Says when second 0 began. Called before anything is added.
    public void began(Instant at) {
        lines.began(at);
    }

    /// Takes up what a loop recorded in a second.
    public void add(Interval<SeriesKey> interval) {
        ended(interval.number());
        if (failure != null) {
            return;
        }
        boolean late = interval.number() < closedUntil;
        var window = late ? new Window(interval.number(), interval.number() + 1) : window(interval.number());
        for (var part : interval.parts()) {
            var series = files.of(part.key());
            var byTag = window.byFile.computeIfAbsent(series.file(), file -> new TreeMap<>());
            for (var tag : series.tags()) {
                part.times().addTo(byTag.computeIfAbsent(tag, first -> empty()));
            }
        }
        if (late) {
            write(window);
        }
    }

    /// Says that a second has ended: what ended a second before it is written now, since by now all loops have
    /// delivered.
    public void ended(long second) {
        while (!open.isEmpty() && open.firstEntry().getValue().to <= second) {
            close(open.pollFirstEntry().getValue());
        }
    }

    /// Writes all that is not written yet. Nothing may be added any more.
    public void end() {
        ended(Long.MAX_VALUE);
    }

    /// Why not all of it is in the files; null when it is. After a write that failed nothing more is written: the load
    /// test goes on, and this is told at its end.
    public @Nullable String failure() {
        return failure;
    }

    /// How wide the intervals were, and from when.
    public List<LoggedInterval> intervals() {
        return width.used();
    }

    /// Up to which second, since the first phase's begin, everything is written.
    public long writtenUntil() {
        return closedUntil;
    }

    /// How much was written.
    public long bytes() {
        return written;
    }

    /// The file of a test case, or of its requests of one name, below the folder and parted by `/`; empty when there is
    /// none.
    public String file(int phase, int testCase, @Nullable String request) {
        var file = files.find(phase, testCase, request);
        return file == null ? "" : file.path();
    }

    private Window window(long second) {
        var before = open.floorEntry(second);
        if (before != null && second < before.getValue().to) {
            return before.getValue();
        }
        long aligned = second - second % width.seconds();
        long from = Math.max(aligned, before == null ? closedUntil : before.getValue().to);
        var next = open.higherKey(second);
        long to = aligned + width.seconds();
        var window = new Window(from, next == null ? to : Math.min(to, next));
        open.put(from, window);
        return window;
    }

    private void close(Window window) {
        closedUntil = window.to;
        long bytes = write(window);
        width.written(
                window.from,
                window.to,
                bytes,
                open.isEmpty() ? window.to : open.lastEntry().getValue().to);
    }

    private long write(Window window) {
        long bytes = 0;
        for (var file : window.byFile.entrySet()) {
            if (failure == null) {
                try {
                    bytes += lines.append(file.getKey(), window.from, window.to, file.getValue());
                } catch (IOException full) {
                    failure = String.valueOf(full.getMessage());
                }
            }
            file.getValue().values().forEach(this::giveBack);
        }
        written += bytes;
        return bytes;
    }

    private Histogram empty() {
        var reused = emptied.poll();
        return reused == null ? Durations.histogram() : reused;
    }

    private void giveBack(Histogram histogram) {
        histogram.reset();
        histogram.setTag(null);
        emptied.add(histogram);
    }
}
