package dev.impulse.generator.plan;

import java.time.Duration;

/// Durations as people write them: `300 ms`, `2 s`, `1.5s`, `1m 30s`, `500 us`, `2 h`.
public final class DurationText {

    private DurationText() {}

    /// @throws MalformedText when it is none
    public static Duration parse(String text) {
        var line = new LineReader(text);
        var duration = line.duration();
        line.end("nothing after the duration "
                + text.substring(0, line.column() - 1).strip());
        return duration;
    }
}
