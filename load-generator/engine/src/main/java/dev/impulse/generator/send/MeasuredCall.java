package dev.impulse.generator.send;

import dev.impulse.load.ErrorKind;
import dev.impulse.load.Measurement;
import dev.impulse.load.RequestFailed;
import org.jspecify.annotations.Nullable;

/// A call by a client of the user's own. Begun and ended by the scenario's threads, settled on the loop after that.
final class MeasuredCall implements Call, Measurement {
    private final Trigger trigger;
    private final String name;
    private final long fromNanos;
    private long endedNanos;
    private @Nullable ErrorKind failure;
    private boolean settled;

    /// It begins.
    MeasuredCall(Trigger trigger, String name) {
        this.trigger = trigger;
        this.name = name;
        this.fromNanos = trigger.begin(this, System.nanoTime());
    }

    @Override
    public void succeeded() {
        endedNanos = System.nanoTime();
    }

    @Override
    public void failed(Throwable why) {
        endedNanos = System.nanoTime();
        failure = why instanceof RequestFailed failed ? failed.kind() : ErrorKind.EXCEPTION;
        trigger.sender()
                .failures()
                .add(trigger.testCase().name(), name, failure, why.toString(), trigger.number(), why);
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
}
