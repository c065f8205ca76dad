package dev.impulse.generator.send;

import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import org.jspecify.annotations.Nullable;

/// A call by a client of the user's own. Begun and ended by the scenario's thread, settled on the loop after that.
public final class MeasuredCall implements Call {
    private final Trigger trigger;
    private final String name;
    private long fromNanos;
    private long endedNanos;
    private @Nullable ErrorKind failure;
    private boolean settled;

    public MeasuredCall(Trigger trigger, String name) {
        this.trigger = trigger;
        this.name = name;
    }

    /// The call begins.
    public void begin() {
        fromNanos = trigger.begin(this, System.nanoTime());
    }

    /// The call has ended.
    ///
    /// @param thrown what it threw; null when it returned
    public void end(@Nullable Throwable thrown) {
        endedNanos = System.nanoTime();
        if (thrown != null) {
            failure = thrown instanceof RequestFailed failed ? failed.kind() : ErrorKind.EXCEPTION;
            trigger.sender()
                    .failures()
                    .add(trigger.testCase().name(), name, failure, thrown.toString(), trigger.number(), thrown);
        }
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
