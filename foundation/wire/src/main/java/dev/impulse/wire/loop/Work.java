package dev.impulse.wire.loop;

/// What a loop has to do at given times. Called by the loop's thread only.
public interface Work {

    /// When the next thing is due, on the clock of [System#nanoTime]; [Long#MAX_VALUE] when nothing is. Called often:
    /// it must be cheap.
    long nextDueNanos();

    /// Does what is due by now. Must not block; it may leave some for the next call.
    void doDue(long nowNanos);

    /// Nothing, ever.
    Work NONE = new Work() {
        @Override
        public long nextDueNanos() {
            return Long.MAX_VALUE;
        }

        @Override
        public void doDue(long nowNanos) {}
    };
}
