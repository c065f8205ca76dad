package dev.impulse.ci.watch;

import dev.impulse.generator.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What was read of the system under test, by figures and numbered seconds. Any thread.
final class Recording {
    /// Of a figure that has parts, so many of the largest are kept.
    private static final int MOST_PARTS = 40;

    private static final String WHOLE = "";

    private final Map<String, Series> figures = new LinkedHashMap<>();

    /// A figure's values: by second, and in it by part.
    private record Series(
            String unit,
            NavigableMap<Long, Map<String, Double>> wholes,
            NavigableMap<Long, Map<String, Double>> parts) {
        Series(String unit) {
            this(unit, new TreeMap<>(), new TreeMap<>());
        }
    }

    private final Map<String, Figure> missing = new LinkedHashMap<>();

    /// Notes the value of a second.
    synchronized void put(String name, String unit, long second, double value) {
        series(name, unit).wholes().put(second, Map.of(WHOLE, value));
    }

    /// Notes the values of all parts of a second: of a part that is not among them there is nothing.
    synchronized void put(String name, String unit, long second, Map<String, Double> parts) {
        series(name, unit).parts().put(second, Map.copyOf(parts));
    }

    private Series series(String name, String unit) {
        missing.remove(name);
        return figures.computeIfAbsent(name, anew -> new Series(unit));
    }

    /// Notes why a figure cannot be read, unless it was.
    synchronized void missing(String name, String unit, String why) {
        if (!figures.containsKey(name)) {
            missing.put(name, Figure.missing(Figure.SYSTEM, name, unit, why));
        }
    }

    /// The value of a second; not a number when there is none.
    synchronized double at(String name, String part, long second) {
        var series = figures.get(name);
        if (series == null) {
            return Double.NaN;
        }
        var values = (part.isEmpty() ? series.wholes() : series.parts()).get(second);
        return values == null ? Double.NaN : values.getOrDefault(part, 0.0);
    }

    /// All of it.
    synchronized List<Figure> figures() {
        var all = new ArrayList<Figure>();
        figures.forEach((name, series) -> {
            add(name, WHOLE, series.unit(), series.wholes(), all);
            for (var part : largest(series.parts())) {
                add(name, part, series.unit(), series.parts(), all);
            }
        });
        all.addAll(missing.values());
        return all;
    }

    private static List<String> largest(NavigableMap<Long, Map<String, Double>> seconds) {
        Map<String, Double> most = new TreeMap<>();
        seconds.values().forEach(parts -> parts.forEach((part, value) -> most.merge(part, value, Math::max)));
        var kept = new TreeSet<String>();
        most.entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_PARTS)
                .forEach(part -> kept.add(part.getKey()));
        return List.copyOf(kept);
    }

    private static void add(
            String name, String part, String unit, NavigableMap<Long, Map<String, Double>> seconds, List<Figure> all) {
        if (seconds.isEmpty()) {
            return;
        }
        var values = new ArrayList<Double>();
        long first = seconds.firstKey();
        for (long second = first; second <= seconds.lastKey(); second++) {
            var parts = seconds.get(second);
            values.add(parts == null ? Double.NaN : parts.getOrDefault(part, 0.0));
        }
        all.add(new Figure(Figure.SYSTEM, name, part, unit, first, values));
    }
}
