package dev.impulse.generator.plan;

import java.util.Arrays;

/// A Poisson process of rate 1 on the axis of N, made block by block: how many points a block of 256 holds is drawn
/// from the Poisson distribution, and given their number they are sorted uniform numbers. Each block is drawn from a
/// generator of its own, so that any point can be found without those of the blocks before, and every machine finds the
/// same: the generator is SplitMix64, written out, because those of the library may change, and only exact arithmetic
/// is used.
///
/// For one thread. No allocation after it was made.
final class PoissonProcess {

    static final int BLOCK = 256;

    /// 17 standard deviations above the mean: more points in a block do not happen.
    private static final int MOST = 528;

    /// The chance that a block holds at most so many points.
    private static final double[] CUMULATED = cumulated();

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /// What chooses a process.
    record Seed(long value) {
        static Seed of(long seed, String testCase) {
            long hash = 0xcbf29ce484222325L;
            for (int i = 0; i < testCase.length(); i++) {
                hash = (hash ^ testCase.charAt(i)) * 0x100000001b3L;
            }
            return new Seed(mix(mix(seed + GOLDEN) ^ hash));
        }
    }

    private final long seed;
    private final double[] points = new double[MOST];

    private long state;
    private long block;
    private int held;
    /// How many points the blocks before this one hold, counted from where the walk started; below 0 when it started
    /// inside.
    private long before;
    private Mark start = Mark.ZERO;

    PoissonProcess(Seed seed) {
        this.seed = seed.value();
    }

    /// How many points lie from a mark on, and before another.
    long between(Mark from, Mark to) {
        long firstBlock = Math.floorDiv(from.whole(), BLOCK);
        long lastBlock = Math.floorDiv(to.whole(), BLOCK);
        long count = -below(from);
        for (long whole = firstBlock; whole < lastBlock; whole++) {
            count += count(whole);
        }
        return count + below(to);
    }

    /// Starts a walk: [#point] counts from here.
    void startAt(Mark mark) {
        start = mark;
        before = -below(mark);
    }

    /// How far from the walk's start the point with this index lies. The index never falls during a walk.
    double point(long index) {
        if (index - before >= held) {
            do {
                before += held;
                block++;
                held = count(block);
            } while (index - before >= held);
            load(block);
        }
        return points[(int) (index - before)] - start.since(block * BLOCK);
    }

    /// Loads the mark's block, and counts its points that lie before the mark. Both neighbours of a boundary ask this,
    /// in the same arithmetic, so that no point is in both or in neither.
    private int below(Mark mark) {
        load(Math.floorDiv(mark.whole(), BLOCK));
        double end = mark.since(block * BLOCK);
        int below = 0;
        while (below < held && points[below] < end) {
            below++;
        }
        return below;
    }

    private void load(long block) {
        this.block = block;
        held = count(block);
        for (int i = 0; i < held; i++) {
            points[i] = uniform() * BLOCK;
        }
        Arrays.sort(points, 0, held);
    }

    /// Draws a block's number of points, and leaves the generator where the points are drawn from.
    private int count(long block) {
        state = mix(seed + block * 0xd1342543de82ef95L);
        int place = Arrays.binarySearch(CUMULATED, uniform());
        return place >= 0 ? place + 1 : Math.min(-place - 1, MOST);
    }

    private double uniform() {
        state += GOLDEN;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    private static double[] cumulated() {
        var cumulated = new double[MOST];
        double chance = StrictMath.exp(-BLOCK);
        double sum = 0;
        for (int count = 0; count < MOST; count++) {
            sum += chance;
            cumulated[count] = sum;
            chance = chance * BLOCK / (count + 1);
        }
        return cumulated;
    }
}
