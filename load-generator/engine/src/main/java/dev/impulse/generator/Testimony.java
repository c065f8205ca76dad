package dev.impulse.generator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a [Witness] saw.
///
/// @param figures of the system under test and of what it depends on
/// @param dependencies those that were mocked
/// @param markers what was done meanwhile to what surrounds the generator, in order
public record Testimony(List<Figure> figures, List<MockedDependency> dependencies, List<Marker> markers) {

    /// Nobody saw anything.
    public static final Testimony NONE = new Testimony(List.of(), List.of(), List.of());

    public Testimony {
        figures = List.copyOf(figures);
        dependencies = List.copyOf(dependencies);
        markers = List.copyOf(markers);
    }

    /// Of who only looked.
    public Testimony(List<Figure> figures) {
        this(figures, List.of(), List.of());
    }

    /// Of who only did something.
    public static Testimony of(List<Marker> markers) {
        return new Testimony(List.of(), List.of(), markers);
    }

    /// This, and what another one saw.
    public Testimony and(Testimony other) {
        return new Testimony(
                Stream.concat(figures.stream(), other.figures.stream()).toList(),
                Stream.concat(dependencies.stream(), other.dependencies.stream())
                        .toList(),
                Stream.concat(markers.stream(), other.markers.stream())
                        .sorted(Comparator.comparing(Marker::from))
                        .toList());
    }

    /// What a reader of the figures should know: what could not be read, a line for each reason.
    public List<String> notes() {
        Map<List<String>, List<String>> names = new LinkedHashMap<>();
        for (var figure : figures) {
            if (figure.missing() != null) {
                names.computeIfAbsent(List.of(figure.of(), figure.missing()), reason -> new ArrayList<>())
                        .add(figure.name());
            }
        }
        return names.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + " of "
                        + each.getKey().getFirst() + " could not be read: "
                        + each.getKey().getLast())
                .toList();
    }
}
