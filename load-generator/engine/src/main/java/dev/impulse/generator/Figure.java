package dev.impulse.generator;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A figure of something around the generator, second by second: the threads of the system under test, say.
///
/// @param of whose it is: `system`, or a dependency's name
/// @param name such as `threads`, `rss`, `cpu`
/// @param part of what: a state of sockets, a pool of threads; empty for the whole
/// @param unit by UCUM: `1` for a number of things, `By`, `%`, `ms`
/// @param from the number of the first second that has a value; from 0, since the first phase's begin
/// @param values one for each second from there on; not a number where it could not be read
/// @param missing why it could not be read at all; null when it could
public record Figure(
        String of,
        String name,
        String part,
        String unit,
        long from,
        List<Double> values,
        @Nullable String missing) {

    /// Whose figures those of the system under test are.
    public static final String SYSTEM = "system";

    public Figure {
        values = List.copyOf(values);
        if (missing != null && !values.isEmpty()) {
            throw new IllegalArgumentException(
                    "missing: " + missing + ", and " + values.size() + " values (expected: one of the two)");
        }
    }

    /// One that was read.
    public Figure(String of, String name, String part, String unit, long from, List<Double> values) {
        this(of, name, part, unit, from, values, null);
    }

    /// One that could not be read.
    ///
    /// @param why a reason such as `it is no JVM`
    public static Figure missing(String of, String name, String unit, String why) {
        return new Figure(of, name, "", unit, 0, List.of(), why);
    }

    /// Its value in a second; not a number where there is none.
    public double at(long second) {
        return second < from || second >= from + values.size() ? Double.NaN : values.get((int) (second - from));
    }

    /// The values of some seconds, without those that could not be read.
    ///
    /// @param first the number of the first second
    /// @param end the number of the second after the last one
    public DoubleStream between(long first, long end) {
        return LongStream.range(Math.max(first, from), Math.min(end, from + values.size()))
                .mapToDouble(this::at)
                .filter(value -> !Double.isNaN(value));
    }

    /// All values, without those that could not be read.
    public DoubleStream all() {
        return between(from, from + values.size());
    }
}
