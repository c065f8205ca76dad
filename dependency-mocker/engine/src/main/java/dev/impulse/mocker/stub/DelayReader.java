package dev.impulse.mocker.stub;

import dev.impulse.mocker.delay.Delay;
import dev.impulse.mocker.delay.Fixed;
import dev.impulse.mocker.delay.ImpossibleDelay;
import dev.impulse.mocker.delay.LogNormal;
import dev.impulse.mocker.delay.None;
import dev.impulse.mocker.delay.Percentile;
import dev.impulse.mocker.delay.RecordedDurations;
import dev.impulse.mocker.delay.Uniform;
import dev.impulse.schema.Durations;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads how long answers are kept back: `200 ms`, `{ min: 100 ms, max: 300 ms }`, `{ p95: 500 ms, min: 200 ms }`,
/// `{ recorded: pay.hlog }`.
final class DelayReader {

    static final Keys KEYS = Keys.andNames("min", "max", "recorded", "tag", "unit");
    static final Map<String, TimeUnit> UNITS = units();

    private static final String EXPECTED = "a duration such as 200 ms, or percentiles such as { p95: 500 ms }";
    private static final List<String> USUAL = List.of("p50", "p95", "p99");

    private DelayReader() {}

    static @Nullable Delay read(Value value) {
        if (value.isScalar()) {
            Duration time = durationOrZero(value, EXPECTED);
            return time == null ? null : time.isZero() ? None.NONE : new Fixed(time);
        }
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        List<Percentile> percentiles = percentiles(section);
        if (section.optional("recorded") != null) {
            return recorded(section);
        }
        for (String key : List.of("tag", "unit")) {
            Value alone = section.optional(key);
            if (alone != null) {
                alone.refuseKey("nothing without recorded", "recorded: FILE.hlog beside it");
            }
        }
        Value first = section.optional("min");
        Value last = section.optional("max");
        Duration min = first == null ? Duration.ZERO : durationOrZero(first, Durations.EXPECTED);
        Duration max = last == null ? null : last.duration();
        boolean mistaken = percentiles == null || min == null || last != null && max == null;
        return mistaken || percentiles == null || min == null ? null : law(value, percentiles, min, max);
    }

    private static @Nullable Delay law(
            Value value, List<Percentile> percentiles, Duration min, @Nullable Duration max) {
        try {
            if (!percentiles.isEmpty()) {
                return LogNormal.of(percentiles, min, max);
            }
            if (max != null && max.compareTo(min) >= 0) {
                return new Uniform(min, max);
            }
            value.refuse(max == null ? "neither max nor a percentile" : "max below min", EXPECTED);
        } catch (ImpossibleDelay impossible) {
            value.refuse(impossible.what(), impossible.expected());
        }
        return null;
    }

    /// @return null after a mistake
    private static @Nullable List<Percentile> percentiles(Section section) {
        List<Percentile> percentiles = new ArrayList<>();
        boolean[] mistaken = {false};
        section.named().forEach((word, value) -> {
            Double share = Percentile.shareOf(word);
            Duration time = share == null ? null : value.duration();
            if (share == null) {
                Set<String> known = new LinkedHashSet<>(KEYS.known());
                known.addAll(USUAL);
                value.refuseKey("unknown key", Nearest.advice(word, known));
            }
            if (share == null || time == null) {
                mistaken[0] = true;
            } else {
                percentiles.add(new Percentile(share, time));
            }
        });
        return mistaken[0] ? null : percentiles;
    }

    private static @Nullable Delay recorded(Section section) {
        for (String key : List.of("min", "max")) {
            Value beside = section.optional(key);
            if (beside != null) {
                beside.refuseKey("beside recorded", "one or the other");
            }
        }
        section.named().forEach((word, value) -> value.refuseKey("beside recorded", "one or the other"));
        Value file = section.optional("recorded");
        Path path = file == null ? null : StubPaths.file(file);
        String tag = section.optional("tag", Value::text);
        TimeUnit unit = section.optional("unit", TimeUnit.NANOSECONDS, word -> word.oneOf(UNITS));
        if (file == null || path == null) {
            return null;
        }
        try {
            return RecordedDurations.of(path, tag, unit);
        } catch (ImpossibleDelay impossible) {
            file.refuse(impossible.what(), impossible.expected());
        } catch (IOException e) {
            file.refuse("cannot be read: " + e.getMessage(), "a histogram log");
        }
        return null;
    }

    private static @Nullable Duration durationOrZero(Value value, String expected) {
        return value.parsed(
                expected,
                text -> text.strip().equals("0") || text.strip().equals("none")
                        ? Duration.ZERO
                        : Durations.parse(text));
    }

    private static Map<String, TimeUnit> units() {
        Map<String, TimeUnit> units = new LinkedHashMap<>();
        units.put("ns", TimeUnit.NANOSECONDS);
        units.put("us", TimeUnit.MICROSECONDS);
        units.put("µs", TimeUnit.MICROSECONDS);
        units.put("ms", TimeUnit.MILLISECONDS);
        return units;
    }
}
