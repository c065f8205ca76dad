package dev.impulse.wire.loop;

/// Something that happens once at a time, unless it is cancelled before. Made, set, cancelled and fired on one loop's
/// thread.
public abstract class Timer {
    static final int UNSET = -1;

    int place = UNSET;
    long dueNanos;

    /// Called once, on the loop's thread.
    protected abstract void fire();

    /// Whether it is set and has not fired.
    public final boolean isSet() {
        return place != UNSET;
    }
}
