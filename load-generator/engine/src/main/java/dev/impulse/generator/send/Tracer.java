package dev.impulse.generator.send;

import dev.impulse.generator.Trace;
import dev.impulse.wire.http.TraceParent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives the requests of one loop their ids in traces: a new one for each, without drawing or allocating anything. Its
/// thread only, but for [#ids].
public final class Tracer {
    private static final long STEP = 0xD1B54A32D192ED03L;

    private final TraceIds ids;
    private final TraceParent parent = new TraceParent();
    private long counter;

    /// @param loop makes its requests' ids others than those of the other loops
    Tracer(TraceIds ids, int loop) {
        this.ids = ids;
        this.counter = TraceIds.mixed(ids.high() ^ TraceIds.mixed(loop + 1L));
    }

    /// Those of a new run, one for each loop.
    public static List<Tracer> drawn(Trace trace, int loops) {
        var ids = TraceIds.drawn(trace);
        var tracers = new ArrayList<Tracer>();
        for (int loop = 0; loop < loops; loop++) {
            tracers.add(new Tracer(ids, loop));
        }
        return tracers;
    }

    /// Which trace each trigger is. From anywhere.
    TraceIds ids() {
        return ids;
    }

    /// The id of the next request; 0 when none is to be sent.
    long nextRequest() {
        if (!ids.sent()) {
            return 0;
        }
        counter += STEP;
        if (counter == 0) {
            counter += STEP; // no id is 0, and of all values only 0 mixes to it
        }
        return TraceIds.mixed(counter);
    }

    /// What a request of a trigger carries; valid until the next call. Null when it carries nothing.
    ///
    /// @param request of [#nextRequest]
    @Nullable
    TraceParent parent(int testCase, long number, long request) {
        if (request == 0) {
            return null;
        }
        long low = ids.low(testCase, number);
        return parent.set(ids.high(), low, request, ids.isSampled(low));
    }
}
