package dev.impulse.generator.report;

import dev.impulse.generator.Marker;
import dev.impulse.measure.watch.Stretch;
import java.util.List;

/// What was done while a load test ran, for people.
final class MarkerText {
    static final List<String> HEADINGS = List.of("hook", "when", "outcome");

    private MarkerText() {}

    /// Under [#HEADINGS].
    static List<String> cells(Marker marker) {
        return List.of(marker.name(), when(marker), outcome(marker));
    }

    private static String when(Marker marker) {
        return new Stretch(marker.from().toNanos(), marker.to().toNanos()).text();
    }

    private static String outcome(Marker marker) {
        boolean may = marker.outcome() == Marker.Outcome.FAILED && marker.mayFail();
        return marker.outcome().text() + (may ? ", as it may" : "") + ": " + marker.detail();
    }
}
