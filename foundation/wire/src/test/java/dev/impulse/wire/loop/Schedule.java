package dev.impulse.wire.loop;

import java.util.List;
import java.util.function.Consumer;

/// Work at given times, which is told each of them when it is due.
final class Schedule implements Work {
    private final List<Long> dues;
    private final Consumer<Long> work;
    private int next;

    Schedule(List<Long> dues, Consumer<Long> work) {
        this.dues = dues;
        this.work = work;
    }

    @Override
    public long nextDueNanos() {
        return next < dues.size() ? dues.get(next) : Long.MAX_VALUE;
    }

    @Override
    public void doDue(long nowNanos) {
        while (nextDueNanos() <= nowNanos) {
            work.accept(dues.get(next++));
        }
    }
}
