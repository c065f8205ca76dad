package dev.impulse.generator.judge;

import dev.impulse.generator.Marker;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.measure.watch.Stretch;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a gate must hold: while something was done, or for a time from its begin on. It looks at whole seconds, those
/// that are touched.
///
/// @param marker what was done
/// @param lasting in whole seconds; null: until it was over
public record During(Scope.Name marker, @Nullable Duration lasting) {
    private static final long SECOND = 1_000_000_000;

    /// The stretches of a phase that are meant.
    ///
    /// @param begin of the phase, since the first one's
    List<Stretch> within(List<Marker> markers, Duration begin, Duration lasted) {
        long from = begin.toNanos();
        long to = from + lasted.toNanos();
        var meant = markers.stream()
                .filter(one -> one.name().equals(marker.text()))
                .map(this::stretch)
                .filter(one -> one.fromNanos() < to && one.toNanos() >= from)
                .sorted(Comparator.comparingLong(Stretch::fromNanos))
                .toList();
        return Stretch.joined(meant, 0);
    }

    private Stretch stretch(Marker one) {
        var to = lasting == null ? one.to() : one.from().plus(lasting);
        return new Stretch(one.from().toNanos(), to.toNanos());
    }

    /// Whether it was done at all.
    boolean happened(List<Marker> markers) {
        return markers.stream().anyMatch(one -> one.name().equals(marker.text()));
    }

    /// What ended in the seconds that the stretches touch; empty when nothing did.
    static Optional<TestCaseEvidence> ended(TestCaseEvidence whole, List<Stretch> stretches) {
        return Windows.sum(
                whole,
                second -> stretches.stream()
                        .anyMatch(one -> one.fromNanos() < (second + 1) * SECOND
                                && Math.max(one.toNanos(), one.fromNanos() + 1) > second * SECOND));
    }

    /// As it is shown beside a value, such as `while restart, from 00:07 to 00:11`.
    String text(List<Stretch> stretches) {
        return (lasting == null ? "while " : "from ") + marker.text()
                + (lasting == null ? "" : " for " + Figures.length(lasting)) + ", " + Stretch.text(stretches);
    }
}
