package dev.impulse.generator;

import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When a phase was.
///
/// @param begin since the first phase's begin
/// @param lasted less than was asked when the load test was stopped in it
public record PhaseTimes(String name, Phase.Kind kind, Duration begin, Duration lasted) {

    /// Since the first phase's begin.
    public Duration end() {
        return begin.plus(lasted);
    }

    /// Of the phases that began, in order.
    ///
    /// @param lasted from the first one's begin to the last one's end
    public static List<PhaseTimes> of(List<Phase> phases, Duration lasted) {
        var times = new ArrayList<PhaseTimes>();
        var begin = Duration.ZERO;
        for (var phase : phases) {
            if (begin.compareTo(lasted) < 0) {
                var left = lasted.minus(begin);
                times.add(new PhaseTimes(
                        phase.name(),
                        phase.kind(),
                        begin,
                        left.compareTo(phase.lasting()) < 0 ? left : phase.lasting()));
            }
            begin = begin.plus(phase.lasting());
        }
        return List.copyOf(times);
    }
}
