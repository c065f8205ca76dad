package dev.impulse.benchmarks.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// Records flights with the JDK's `profile` settings and every pinned virtual thread, and counts what was seen in them.
/// For one thread.
final class Flights {
    private final Path file;
    private final Map<String, Long> pinnedAt = new TreeMap<>();
    private @Nullable Recording recording;
    private int recorded;
    private long samples;
    private long allocations;
    private long pinned;
    private long longestPinnedNanos;

    Flights(Path folder) {
        file = folder.resolve("last.jfr");
    }

    void begin() throws IOException, ParseException {
        var begun = new Recording(Configuration.getConfiguration("profile"));
        begun.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
        begun.enable("jdk.VirtualThreadSubmitFailed").withStackTrace();
        begun.start();
        recording = begun;
    }

    boolean isRunning() {
        return recording != null;
    }

    /// Ends the recording and reads it back: a recording that cannot be read is a failure.
    void end() throws IOException {
        var ending = recording;
        if (ending == null) {
            return;
        }
        recording = null;
        try (ending) {
            ending.stop();
            Files.deleteIfExists(file);
            ending.dump(file);
        }
        recorded++;
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                count(events.readEvent());
            }
        }
    }

    private void count(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> samples++;
            case "jdk.ObjectAllocationSample" -> allocations++;
            case "jdk.VirtualThreadPinned" -> {
                pinned++;
                longestPinnedNanos =
                        Math.max(longestPinnedNanos, event.getDuration().toNanos());
                pinnedAt.merge(place(event), 1L, Long::sum);
            }
            default -> {} // of no interest here
        }
    }

    /// Why it was pinned, and the first frame that is not the JDK's.
    private static String place(RecordedEvent event) {
        var reason = event.hasField("pinnedReason") ? event.getString("pinnedReason") : "pinned";
        var stack = event.getStackTrace();
        var frame = stack == null
                ? "no stack"
                : stack.getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .filter(method -> !method.getType().getName().startsWith("java.")
                                && !method.getType().getName().startsWith("jdk."))
                        .map(method -> method.getType().getName() + "." + method.getName())
                        .findFirst()
                        .orElse("the JDK alone");
        return reason + ": " + frame;
    }

    int recorded() {
        return recorded;
    }

    long samples() {
        return samples;
    }

    long allocations() {
        return allocations;
    }

    long pinned() {
        return pinned;
    }

    Duration longestPinned() {
        return Duration.ofNanos(longestPinnedNanos);
    }

    Map<String, Long> pinnedAt() {
        return pinnedAt;
    }
}
