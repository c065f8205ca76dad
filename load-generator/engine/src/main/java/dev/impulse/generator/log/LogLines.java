package dev.impulse.generator.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/// Appends lines to the files of the log. A file is open only while it is written to, so that thousands of them need no
/// descriptors; and is left as it was when it could not be. One thread.
final class LogLines {
    private static final double NANOS_IN_MILLI = 1e6;

    private final Path folder;
    private final String loadTest;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final HistogramLogWriter writer =
            new HistogramLogWriter(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private long beganMillis;

    LogLines(Path folder, String loadTest) {
        this.folder = folder;
        this.loadTest = loadTest;
    }

    void began(Instant at) {
        beganMillis = at.toEpochMilli();
        writer.setBaseTime(beganMillis);
    }

    /// Appends a line for each histogram.
    ///
    /// @param from in seconds since the begin, as `to`
    /// @param byTag in the order of the lines
    /// @return how many bytes that took
    long append(LogFile file, long from, long to, Map<String, Histogram> byTag) throws IOException {
        var path = folder.resolve(file.path());
        bytes.reset();
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            head(file);
        }
        byTag.forEach((tag, histogram) -> {
            histogram.setTag(tag.equals(SeriesFiles.UNTAGGED) ? null : tag);
            writer.outputIntervalHistogram((double) from, (double) to, histogram, NANOS_IN_MILLI);
        });
        append(path);
        return bytes.size();
    }

    private void head(LogFile file) {
        LogHead.of(loadTest, file).comments().forEach(writer::outputComment);
        writer.outputLogFormatVersion();
        writer.outputStartTime(beganMillis);
        writer.outputLegend();
    }

    private void append(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long end = channel.size();
            var left = ByteBuffer.wrap(bytes.toByteArray());
            try {
                channel.position(end);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            } catch (IOException full) {
                cut(channel, end, full);
                throw new IOException(path + ": " + full.getMessage(), full);
            }
        }
    }

    private static void cut(FileChannel channel, long end, IOException why) {
        try {
            channel.truncate(end);
        } catch (IOException stays) {
            why.addSuppressed(stays);
        }
    }
}
