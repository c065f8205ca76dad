package dev.impulse.measure.watch;

import dev.impulse.measure.Ending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/// A thread that sleeps to deadlines, and notes how late it was woken.
///
/// There is one each millisecond, or fewer: what a wake-up costs is the kernel's and the virtual machine's affair (5 to
/// 20 µs), so that the period is doubled when the thread uses more than it should, and halved when it uses little.
///
/// When it was kept from running for long it notes what may have been the reason. A process that is stopped and
/// continued has each of its threads put on a core once more, even one that sleeps forever. The thread in which a Java
/// process begins is such a one: it waits for the end. If that has moved, the process was stopped; if this thread was
/// ready to run all the time, there was no core for it; if neither, the machine itself did not run.
final class FloorProbe {
    private static final long SHORTEST_PERIOD_NANOS = 1_000_000;
    private static final long LONGEST_PERIOD_NANOS = 8_000_000;

    /// How late it may be without a question why.
    private static final long PROMPT_NANOS = 1_000_000;

    private static final long LOOK_NANOS = 2_000_000_000L;

    /// Shares of a core that the thread may use.
    private static final double DEAR = 0.008;

    private static final double CHEAP = 0.0035;

    private final SystemFiles files;
    private final Supplier<@Nullable Long> begin;
    private final @Nullable StopCounters stops;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(Floor.DIGITS);
    private final Longest<Late> longest = new Longest<>(Late::lengthNanos);
    private final Thread thread;
    private @Nullable Histogram emptied;
    private volatile long wokenNanos = System.nanoTime();
    private volatile boolean closed;

    /// One long wait for a core, and what is known of it. What could not be seen is null.
    ///
    /// @param waitedNanos for how long of it this thread was ready to run
    /// @param jvmStoppedNanos for how long of it the JVM had stopped its threads
    /// @param sleeperMoved whether a thread that sleeps forever was put on a core
    record Late(
            long fromNanos,
            long lengthNanos,
            @Nullable Long waitedNanos,
            @Nullable Long jvmStoppedNanos,
            @Nullable Boolean sleeperMoved) {

        Stretch when(long beginNanos) {
            return new Stretch(fromNanos - beginNanos, fromNanos - beginNanos + lengthNanos);
        }

        private Late withStops(@Nullable Long moreNanos) {
            Long stopped =
                    jvmStoppedNanos == null || moreNanos == null ? null : Long.valueOf(jvmStoppedNanos + moreNanos);
            return new Late(fromNanos, lengthNanos, waitedNanos, stopped, sleeperMoved);
        }
    }

    /// @param begin when the load test begins, once that is known: what is before it is not among the longest
    FloorProbe(SystemFiles files, @Nullable StopCounters stops, Supplier<@Nullable Long> begin) {
        this.begin = begin;
        this.files = files;
        this.stops = stops;
        this.thread = Thread.ofPlatform().daemon().name("impulse-floor").start(this::run);
    }

    private void run() {
        PromptThread.tuneCurrent();
        try (var own = ScheduleCounter.ofCurrentThread(files);
                var sleeper = ScheduleCounter.ofFirstThread(files)) {
            var probe = new Probe(new Reasons(own, sleeper, stops));
            while (!closed) {
                probe.step();
            }
            probe.end();
        } catch (IOException e) {
            // Of closing what was only read.
        }
    }

    /// What only the thread itself needs.
    private final class Probe {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final Reasons reasons;
        private long periodNanos = SHORTEST_PERIOD_NANOS;
        private long dueNanos = System.nanoTime() + periodNanos;
        private long lookedNanos = dueNanos;
        private long usedNanos = threads.getCurrentThreadCpuTime();

        private Probe(Reasons reasons) {
            this.reasons = reasons;
        }

        /// Sleeps to the next deadline, or takes note of those that have come. A method of its own, so that it is
        /// compiled soon, seldom as it runs.
        private void step() {
            long now = System.nanoTime();
            if (now < dueNanos) {
                LockSupport.parkNanos(FloorProbe.this, dueNanos - now);
                return;
            }
            long from = dueNanos;
            for (; dueNanos <= now; dueNanos += periodNanos) {
                recorder.recordValue(now - dueNanos);
            }
            wokenNanos = now;
            keep(reasons.woken(from, now));
            if (now - lookedNanos >= LOOK_NANOS) {
                reasons.look();
                long used = threads.getCurrentThreadCpuTime();
                periodNanos = period(periodNanos, (double) (used - usedNanos) / (now - lookedNanos));
                usedNanos = used;
                lookedNanos = now;
            }
        }

        private void end() {
            keep(reasons.woken(dueNanos, dueNanos));
        }
    }

    private void keep(@Nullable Late late) {
        Long beginNanos = begin.get();
        if (late != null && beginNanos != null && late.fromNanos + late.lengthNanos - beginNanos > 0) {
            longest.add(late);
        }
    }

    /// What may have kept the thread from running, from one deadline to the next.
    private static final class Reasons {
        private final @Nullable ScheduleCounter own;
        private final @Nullable ScheduleCounter sleeper;
        private final @Nullable StopCounters stops;
        private long waitedNanos;
        private long stoppedNanos;
        private long slices;
        /// One that moves without a reason does not sleep, and says nothing.
        private boolean sleeps = true;

        /// How late it was in all since it was asked how long this thread had been ready to run: it costs too much to
        /// be asked each time.
        private long promptNanos;

        private @Nullable Late last;

        private Reasons(
                @Nullable ScheduleCounter own, @Nullable ScheduleCounter sleeper, @Nullable StopCounters stops) {
            this.own = own;
            this.sleeper = sleeper;
            this.stops = stops;
            this.waitedNanos = own == null ? 0 : own.waitedNanos();
            this.slices = sleeper == null ? 0 : sleeper.slices();
            this.stoppedNanos = stops == null ? 0 : stops.nanos();
        }

        /// The JVM counts a stop after it has let its threads go on, so that only the next deadline tells all of the
        /// one before.
        ///
        /// @return the one before, if it was late
        @Nullable
        Late woken(long dueNanos, long nowNanos) {
            Late late = last;
            Long stopped = stopped();
            last = null;
            if (nowNanos - dueNanos < PROMPT_NANOS) {
                promptNanos += nowNanos - dueNanos;
                return late == null ? null : late.withStops(stopped);
            }
            Long waited = waited();
            if (nowNanos - dueNanos >= Stall.SHORTEST_NANOS) {
                Boolean moved = sleeps ? moved() : null;
                last = new Late(dueNanos, nowNanos - dueNanos, waited, stopped, moved);
            }
            return late == null ? null : late.withStops(stopped);
        }

        /// Now and then, whether all is as it should be.
        void look() {
            waited();
            Boolean moved = moved();
            sleeps = moved != null && !moved;
        }

        private @Nullable Long waited() {
            if (own == null || !own.read()) {
                return null;
            }
            long before = waitedNanos + promptNanos;
            waitedNanos = own.waitedNanos();
            promptNanos = 0;
            return Math.max(0, waitedNanos - before);
        }

        private @Nullable Long stopped() {
            if (stops == null) {
                return null;
            }
            long before = stoppedNanos;
            stoppedNanos = stops.nanos();
            return stoppedNanos - before;
        }

        private @Nullable Boolean moved() {
            if (sleeper == null || !sleeper.read()) {
                return null;
            }
            long before = slices;
            slices = sleeper.slices();
            return slices != before;
        }
    }

    /// @param share of a core that the thread used
    private static long period(long period, double share) {
        if (share > DEAR) {
            return Math.min(2 * period, LONGEST_PERIOD_NANOS);
        }
        return share < CHEAP ? Math.max(period / 2, SHORTEST_PERIOD_NANOS) : period;
    }

    /// How late it was since the last call. One thread.
    Optional<Floor> take() {
        var taken = recorder.getIntervalHistogram(emptied);
        emptied = taken;
        return Floor.of(taken);
    }

    /// When it was woken last, on the clock of [System#nanoTime].
    long wokenNanos() {
        return wokenNanos;
    }

    /// Ends it. Then [#longest] is there to be read.
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }

    /// The longest, longest first.
    List<Late> longest() {
        return longest.all();
    }
}
