package dev.impulse.mocker.listen;

import dev.impulse.mocker.delay.Delay;
import dev.impulse.mocker.stub.Conduct;
import dev.impulse.mocker.stub.Fault;
import dev.impulse.mocker.stub.Faults;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// How a stub answers in a phase, with all that can be made beforehand. Immutable; any thread.
final class PreparedStub {
    private final Delay delay;
    private final Faults faults;
    private final PreparedAnswer answer;
    private final IdentityHashMap<Fault, PreparedAnswer> ofFaults = new IdentityHashMap<>();

    PreparedStub(PreparedAnswer answer, Conduct conduct) {
        this.answer = answer;
        this.delay = conduct.delay();
        this.faults = conduct.faults();
        for (var fault : faults.all()) {
            switch (fault) {
                case Fault.ErrorAnswer error -> ofFaults.put(fault, PreparedAnswer.of(error.answer()));
            }
        }
    }

    Delay delay() {
        return delay;
    }

    boolean hasFaults() {
        return !faults.all().isEmpty();
    }

    /// The answer of a fault in place of the stub's own; null when the call meets none.
    @Nullable
    PreparedAnswer fault(double share) {
        var fault = faults.at(share);
        return fault == null ? null : ofFaults.get(fault);
    }

    PreparedAnswer answer() {
        return answer;
    }
}
