package dev.impulse.generator.report;

import dev.impulse.generator.Figure;
import dev.impulse.generator.Result;
import dev.impulse.generator.judge.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Pools of the system under test that were all taken at some second: whoever came then had to wait.
final class FullPools {
    private final List<Figure> figures;

    private FullPools(Result result) {
        figures = result.testimony().figures().stream()
                .filter(figure -> figure.of().equals(Figure.SYSTEM) && figure.missing() == null)
                .toList();
    }

    /// A line for each, such as `pool payments: all 10 taken in 14 of 30 seconds, up to 52 waited`.
    static List<String> lines(Result result) {
        var pools = new FullPools(result);
        var lines = new ArrayList<String>();
        for (var active : pools.figures) {
            var most = pools.most("pool max", active.part());
            if (active.name().equals("pool active") && most.isPresent()) {
                long full = active.all()
                        .filter(taken -> taken >= most.getAsDouble())
                        .count();
                var waiting = pools.most("pool waiting", active.part());
                if (full > 0) {
                    lines.add("pool " + active.part() + ": all " + Figures.count((long) most.getAsDouble())
                            + " taken in " + full + " of " + active.all().count() + " seconds"
                            + (waiting.isPresent()
                                    ? ", up to " + Figures.count((long) waiting.getAsDouble()) + " waited"
                                    : ""));
                }
            }
        }
        return lines;
    }

    private OptionalDouble most(String name, String part) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name) && figure.part().equals(part))
                .flatMapToDouble(Figure::all)
                .max();
    }
}
