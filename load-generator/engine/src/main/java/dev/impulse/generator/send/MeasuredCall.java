package dev.impulse.generator.send;

import dev.impulse.generator.sample.Seen;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Measurement;
import org.jspecify.annotations.Nullable;

/// A call by a client of the user's own. Begun and ended by the scenario's threads, settled on the loop after that.
final class MeasuredCall implements Call, Measurement {
    private final Trigger trigger;
    private final String name;
    private final long fromNanos;
    private @Nullable ErrorKind failure;
    private @Nullable Throwable thrown;
    private volatile long endedNanos; // 0 while it lasts; written last
    private boolean settled;

    /// It begins.
    MeasuredCall(Trigger trigger, String name) {
        this.trigger = trigger;
        this.name = name;
        this.fromNanos = trigger.begin(this);
    }

    @Override
    public void succeeded() {
        endedNanos = System.nanoTime();
    }

    @Override
    public void failed(Throwable why) {
        var kind = Trigger.kindOf(why);
        failure = kind;
        thrown = why;
        endedNanos = System.nanoTime();
        if (trigger.tells(Trigger.unwrapped(why))
                && trigger.sender().failures().takes(trigger.testCase().name(), name, kind)) {
            trigger.sender().failures().keep(trigger.seen(name, kind, why, endedNanos, endedNanos - fromNanos));
        }
    }

    @Override
    public boolean hasEnded() {
        return endedNanos != 0;
    }

    @Override
    public boolean isUnexpected() {
        return false;
    }

    @Override
    public @Nullable ErrorKind decide() {
        return failure;
    }

    @Override
    public @Nullable ErrorKind settle() {
        if (!settled) {
            settled = true;
            long ended = endedNanos == 0 ? System.nanoTime() : endedNanos;
            trigger.recorder().request(name).ended(failure, ended - fromNanos, -1);
        }
        return failure;
    }

    @Override
    public Seen seen(int bodyBytes) {
        long ended = endedNanos == 0 ? System.nanoTime() : endedNanos;
        return trigger.seen(name, failure, thrown, ended, ended - fromNanos);
    }
}
