package dev.impulse.generator.judge;

import dev.impulse.generator.Figure;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Testimony;
import java.time.Duration;
import java.util.List;

/// Reads what a gate asks of the system under test from what was seen of it.
record SystemReading(Gate.OfSystem gate, Testimony testimony) {
    private static final long SECOND = 1_000_000_000;

    /// Reads it: the worst second of a phase, or the average of its seconds.
    ///
    /// @return unread when no second of the phase could be read; with the reason
    Reading in(PhaseTimes phase) {
        var figures = testimony.figures().stream()
                .filter(figure -> figure.of().equals(Figure.SYSTEM)
                        && figure.name().equals(gate.figure().text()))
                .toList();
        var read = figures.stream()
                .filter(figure -> figure.part().equals(gate.part()) && figure.missing() == null)
                .findFirst();
        if (read.isEmpty()) {
            return Reading.unread(why(figures));
        }
        var seconds = seconds(phase);
        return gate.mean() ? mean(read.get(), seconds) : worst(read.get(), seconds);
    }

    /// The numbers of the seconds that lie in a phase as a whole; of a phase without such ones, those that it touches.
    private record Seconds(long first, long end) {}

    private static Seconds seconds(PhaseTimes phase) {
        long begin = phase.begin().toNanos();
        long end = phase.end().toNanos();
        var whole = new Seconds(-Math.floorDiv(-begin, SECOND), end / SECOND);
        return whole.first() < whole.end() ? whole : new Seconds(begin / SECOND, -Math.floorDiv(-end, SECOND));
    }

    private Reading mean(Figure figure, Seconds seconds) {
        var mean = figure.between(seconds.first(), seconds.end()).average();
        return mean.isEmpty()
                ? unread()
                : new Reading(
                        gate.operator().holds(mean.getAsDouble(), gate.bound()),
                        mean.getAsDouble(),
                        text(mean.getAsDouble()));
    }

    private Reading worst(Figure figure, Seconds seconds) {
        var worst = unread();
        for (long second = seconds.first(); second < seconds.end(); second++) {
            double value = figure.at(second);
            if (!Double.isNaN(value)) {
                var reading = new Reading(
                        gate.operator().holds(value, gate.bound()),
                        value,
                        text(value) + " (at " + Figures.length(Duration.ofSeconds(second)) + ")");
                if (worst.isMissing() || reading.isWorseThan(worst, gate.operator())) {
                    worst = reading;
                }
            }
        }
        return worst;
    }

    private static Reading unread() {
        return Reading.unread("not read in any second of the phase");
    }

    private String text(double value) {
        return Figures.value(value, gate.figure().unit());
    }

    private String why(List<Figure> figures) {
        if (figures.isEmpty()) {
            return "not read: nobody watched the system";
        }
        for (var figure : figures) {
            if (figure.missing() != null) {
                return "not read: " + figure.missing();
            }
        }
        var parts = figures.stream()
                .map(Figure::part)
                .filter(part -> !part.isEmpty())
                .toList();
        return gate.part().isEmpty()
                ? "not read as a whole (expected: one of its parts, such as "
                        + gate.figure().text() + " (" + parts.getFirst() + "))"
                : gate.part() + ": no such part was seen"
                        + (parts.isEmpty() ? "" : " (there were: " + String.join(", ", parts) + ")");
    }
}
