package dev.impulse.mocker.fault;

/// What is left to chance, drawn from the seed, the dependency's name and a call's number alone: the same call draws
/// the same, on every machine and however many loops there are. Immutable; any thread.
public final class Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long origin;

    /// @param dependency so that two dependencies do not draw alike
    public Draws(long seed, String dependency) {
        long name = 0;
        for (int index = 0; index < dependency.length(); index++) {
            name = mix(name + GOLDEN + dependency.charAt(index));
        }
        this.origin = mix(seed) ^ name;
    }

    /// Where the call's delay stands among all: at least 0, below 1.
    public double ofDelay(long call) {
        return share(2 * call);
    }

    /// Where the call stands among those that faults befall: at least 0, below 1; independent of its delay.
    public double ofFault(long call) {
        return share(2 * call + 1);
    }

    private double share(long number) {
        return (mix(origin + GOLDEN * number) >>> 11) * UNIT;
    }

    /// As `SplittableRandom` mixes (Stafford's variant 13 of MurmurHash3's finalizer).
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
