package dev.impulse.mocker.listen;

import dev.impulse.mocker.match.NearestStub;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Stub;
import java.util.List;

/// Tells a call that no stub is for which one is the nearest; in a flood of them, that there is none. Loop's thread
/// only.
final class NearestTold {
    /// To look for the nearest takes up to a millisecond where there are many stubs: so many times a second.
    private static final int MOST_A_SECOND = 50;

    private static final long SECOND = 1_000_000_000L;

    private final List<Stub> stubs;
    private long secondEndsNanos;
    private int told;

    NearestTold(List<Stub> stubs) {
        this.stubs = stubs;
    }

    String told(Call call, long nowNanos) {
        if (told == 0 || nowNanos - secondEndsNanos >= 0) {
            secondEndsNanos = nowNanos + SECOND;
            told = 0;
        }
        return ++told > MOST_A_SECOND
                ? "no stub is for it, nor for many others in this second"
                : NearestStub.told(call, stubs);
    }
}
