package dev.impulse.generator.log;

import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Durations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/// What a file of the log holds, all its intervals merged: of a run that went on to its end, and of one that was
/// killed.
///
/// @param request empty for the triggers of the test case
/// @param from when its first interval began
/// @param to when its last one ended
/// @param byTag under an empty text: what has no tag
public record LoggedSeries(
        String phase, String testCase, String request, Instant from, Instant to, Map<String, Histogram> byTag) {

    /// Those of a folder, in the order of the phases, and of the files in each; what cannot be read is left out.
    ///
    /// @throws IOException when the folder cannot be read
    public static List<LoggedSeries> of(Path folder) throws IOException {
        var all = new ArrayList<LoggedSeries>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(path -> path.toString().endsWith(SeriesFiles.ENDING))
                        .sorted()
                        .toList()) {
                    read(file, all);
                }
            }
        }
        var begun = new TreeMap<String, Instant>();
        all.forEach(
                one -> begun.merge(one.phase, one.from, (first, second) -> first.isBefore(second) ? first : second));
        all.sort(Comparator.comparing((LoggedSeries one) -> begun.getOrDefault(one.phase, one.from))
                .thenComparing(LoggedSeries::phase)
                .thenComparing(LoggedSeries::testCase)
                .thenComparing(LoggedSeries::request));
        return all;
    }

    /// Response times of all that ended, failed ones included.
    public Histogram ended() {
        return byTag.getOrDefault(SeriesFiles.UNTAGGED, Durations.histogram());
    }

    /// Those among them that failed in one way; of [ErrorKind#NOT_STARTED], which never ended, the time that each had
    /// waited.
    public Histogram failed(ErrorKind kind) {
        var tag = kind == ErrorKind.NOT_STARTED ? SeriesFiles.NOT_STARTED : SeriesFiles.tag(kind);
        return byTag.getOrDefault(tag, Durations.histogram());
    }

    private static void read(Path file, List<LoggedSeries> into) throws IOException {
        var text = Files.readString(file, StandardCharsets.UTF_8);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1); // whoever is killed may have begun a line
        var head = LogHead.read(
                whole.lines().takeWhile(line -> line.startsWith("#")).toList());
        var byTag = new TreeMap<String, Histogram>();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        try (var reader = new HistogramLogReader(new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8)))) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                    var tag = histogram.getTag() == null ? SeriesFiles.UNTAGGED : histogram.getTag();
                    byTag.computeIfAbsent(tag, first -> Durations.histogram()).add(histogram);
                    from = Math.min(from, histogram.getStartTimeStamp());
                    to = Math.max(to, histogram.getEndTimeStamp());
                }
            }
        }
        if (head != null && !byTag.isEmpty()) {
            into.add(new LoggedSeries(
                    head.phase(),
                    head.testCase(),
                    head.request(),
                    Instant.ofEpochMilli(from),
                    Instant.ofEpochMilli(to),
                    byTag));
        }
    }
}
