package dev.impulse.generator.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The open phases of one test case, end to end.
final class PhasedTimetable implements Timetable {

    private final List<Stretch> stretches;
    private final PoissonProcess.Seed seed;

    private PhasedTimetable(List<Stretch> stretches, PoissonProcess.Seed seed) {
        this.stretches = stretches;
        this.seed = seed;
    }

    static PhasedTimetable of(List<Phase> phases, String testCase, long seed) {
        var processSeed = PoissonProcess.Seed.of(seed, testCase);
        var stretches = new ArrayList<Stretch>();
        long beginNanos = 0;
        var mark = Mark.ZERO;
        long number = 0;
        for (int phase = 0; phase < phases.size(); phase++) {
            long lastingNanos = phases.get(phase).lasting().toNanos();
            if (phases.get(phase).demands().get(testCase) instanceof Demand.Open open) {
                var end = mark.plus(open.shape().count(lastingNanos / 1e9));
                long count = switch (open.arrivals()) {
                    case EVEN -> end.ceiling() - mark.ceiling();
                    case POISSON -> new PoissonProcess(processSeed).between(mark, end);
                };
                stretches.add(new Stretch(
                        phase, beginNanos, lastingNanos, open.shape(), open.arrivals(), mark, number, number + count));
                mark = end;
                number += count;
            }
            beginNanos = Math.addExact(beginNanos, lastingNanos);
        }
        return new PhasedTimetable(stretches, processSeed);
    }

    @Override
    public long planned(int phase) {
        for (var stretch : stretches) {
            if (stretch.phase() == phase) {
                return stretch.end() - stretch.first();
            }
        }
        return 0;
    }

    @Override
    public long plannedBefore(int phase, long nanos) {
        for (var stretch : stretches) {
            if (stretch.phase() == phase) {
                return switch (stretch.arrivals()) {
                    case EVEN -> stretch.evenBefore(nanos);
                    case POISSON -> countedBefore(stretch, nanos);
                };
            }
        }
        return 0;
    }

    private long countedBefore(Stretch stretch, long nanos) {
        var process = new PoissonProcess(seed);
        process.startAt(stretch.begin());
        long count = stretch.end() - stretch.first();
        long before = 0;
        while (before < count && stretch.dueNanos(process.point(before)) < nanos) {
            before++;
        }
        return before;
    }

    @Override
    public long planned(int phase, BitSet slots) {
        for (var stretch : stretches) {
            if (stretch.phase() == phase) {
                return stretch.planned(slots);
            }
        }
        return 0;
    }

    @Override
    public Cursor cursor(BitSet slots) {
        return cursor(slots, 0);
    }

    @Override
    public Cursor cursor(BitSet slots, long from) {
        return new StretchCursor(stretches.toArray(Stretch[]::new), new PoissonProcess(seed), slots, from);
    }
}
