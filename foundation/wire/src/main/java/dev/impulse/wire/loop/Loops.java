package dev.impulse.wire.loop;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A fixed number of loops, and the watchdog that looks for one that is hogged. Immutable; any thread.
public final class Loops implements AutoCloseable {
    /// How the names of the loops' threads begin; their number follows.
    public static final String THREADS = "impulse-loop-";

    private final List<Loop> loops;
    private final Transport transport;
    private @Nullable Watchdog watchdog;

    private Loops(List<Loop> loops, Transport transport) {
        this.loops = List.copyOf(loops);
        this.transport = transport;
    }

    /// Makes loops; their threads start with the first action.
    public static Loops of(int count) {
        return of(count, Transport.best(), Scheduling.available());
    }

    /// Makes loops of a given kind.
    ///
    /// @throws IllegalArgumentException if virtual threads are wanted on the loops and this JVM has not got them
    public static Loops of(int count, Transport transport, Scheduling scheduling) {
        if (scheduling == Scheduling.ON_LOOP && Scheduling.available() != Scheduling.ON_LOOP) {
            throw new IllegalArgumentException(
                    "scheduling: ON_LOOP (expected: DEFAULT, as " + Scheduling.description() + ")");
        }
        var loops = new ArrayList<Loop>();
        for (int number = 0; number < count; number++) {
            loops.add(new Loop(number, transport.handlers(), scheduling));
        }
        return new Loops(loops, transport);
    }

    /// All of them.
    public List<Loop> all() {
        return loops;
    }

    /// What they stand on.
    public Transport transport() {
        return transport;
    }

    /// Reports each stretch in which one piece of code kept its loop for longer than the patience allows, when it is
    /// over, and ends what would be waited for forever ([LoopWait]). Until the loops are closed.
    public void watch(Duration patience, Consumer<Hog> report) {
        watchdog = new Watchdog(loops, patience, report);
    }

    /// Stops watching; what was to be reported has been when it returns.
    public void stopWatching() {
        if (watchdog != null) {
            watchdog.close();
            watchdog = null;
        }
    }

    /// Ends the loops' threads, and waits for that for a second at most.
    @Override
    public void close() {
        stopWatching();
        var ends = new ArrayList<Future<?>>();
        for (var loop : loops) {
            ends.add(loop.eventLoop().shutdownGracefully(0, 1, TimeUnit.SECONDS));
        }
        for (var end : ends) {
            end.awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }
}
