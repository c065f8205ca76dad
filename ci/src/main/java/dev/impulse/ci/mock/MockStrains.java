package dev.impulse.ci.mock;

import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.judge.Figures;
import dev.impulse.mocker.MockEvidence.OfSecond;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a mock or its machine was short of while a phase lasted, worst first as one reads them: its own work, waiting
/// for a core, pauses, cores that were given to other machines.
record MockStrains(List<OfSecond> seconds, PhaseTimes phase) {
    private static final double BUSY = 0.5;
    private static final double SECOND_NANOS = 1e9;

    /// Of a second, below which nothing is worth naming.
    private static final double NOISE = 0.02;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<OfSecond> within = seconds.stream()
                .filter(second -> second.number() >= phase.begin().toSeconds()
                        && second.number() <= phase.end().toSeconds())
                .toList();
        double busiest =
                within.stream().mapToDouble(OfSecond::busiestLoop).max().orElse(0);
        if (busiest >= BUSY) {
            lines.add("its busiest loop worked up to " + Figures.percent(100 * Math.min(1, busiest)) + " of a second");
        }
        add(
                lines,
                within,
                OfSecond::waitedNanos,
                "it waited for a core for up to %s of a second: other programs were on them");
        add(
                lines,
                within,
                OfSecond::stoppedNanos,
                "its JVM was stopped for up to %s of a second, such as to collect garbage");
        add(
                lines,
                within,
                OfSecond::stolenNanos,
                "the machine's cores were given to another machine for up to %s of a second");
        return lines;
    }

    private static void add(
            List<String> lines, List<OfSecond> within, Function<OfSecond, @Nullable Long> nanos, String text) {
        double most = within.stream()
                .map(nanos)
                .mapToDouble(each -> each == null ? 0 : each / SECOND_NANOS)
                .max()
                .orElse(0);
        if (most >= NOISE) {
            lines.add(text.formatted(Figures.percent(100 * most)));
        }
    }
}
