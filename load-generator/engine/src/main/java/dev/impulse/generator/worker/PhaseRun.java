package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Stop;
import dev.impulse.generator.dispatch.Dispatcher;
import dev.impulse.generator.dispatch.Schedule;
import dev.impulse.generator.dispatch.Users;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.plan.Timetable;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.source.Feeding;
import dev.impulse.generator.source.Source;
import dev.impulse.measure.Interval;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the phases of a load test once, from the first due time to the last end, with its slots dealt out to the loops.
/// Used once, by one thread, which waits.
final class PhaseRun {
    /// Between the last preparation and the first due time, so that the first trigger is not late by the preparation.
    private static final Duration HEAD_START = Duration.ofMillis(20);

    /// A loop that has not closed its share by then never will, however busy the machine is.
    private static final Duration STUCK = Duration.ofSeconds(30);

    /// Between the wish to stop and the moment of it: loops that are on time hear of it before.
    private static final Duration NOTICE = Duration.ofMillis(20);

    private static final Duration PROGRESS_PERIOD = Duration.ofMillis(100);

    private final LoadTest test;
    private final Duration stuck;
    private final List<RunningCase> testCases;
    private final Instant begin;
    private final Schedule schedule;
    private final CountDownLatch done;
    private final List<Share> shares = new ArrayList<>();
    private final LoopLoad load;
    private @Nullable String dried;

    /// One loop's part of the work.
    private record Share(Loop loop, LoopRecorder recorder, Dispatcher dispatcher) {}

    /// @param senders one for each loop
    /// @param taker is handed the intervals, on the loops' threads
    /// @param lead by how much later than is needed the first phase begins
    PhaseRun(
            LoadTest test,
            List<RunningCase> testCases,
            List<Sender> senders,
            Consumer<Interval<SeriesKey>> taker,
            Duration lead) {
        this(test, testCases, senders, taker, lead, STUCK);
    }

    /// @param stuck how long to wait for a loop when all is over
    PhaseRun(
            LoadTest test,
            List<RunningCase> testCases,
            List<Sender> senders,
            Consumer<Interval<SeriesKey>> taker,
            Duration lead,
            Duration stuck) {
        this.test = test;
        this.stuck = stuck;
        this.testCases = List.copyOf(testCases);
        this.done = new CountDownLatch(senders.size());
        this.load = new LoopLoad(senders.stream().map(Sender::loop).toList());
        var timetables = testCases.stream()
                .map(testCase -> Timetable.of(test.phases(), testCase.name(), test.seed()))
                .toList();
        var headStart = HEAD_START.plus(lead);
        this.begin = Instant.now().plus(headStart);
        this.schedule = new Schedule(System.nanoTime() + headStart.toNanos(), test.phases());
        for (int number = 0; number < senders.size(); number++) {
            shares.add(share(senders.get(number), number, senders.size(), timetables, taker));
        }
    }

    /// When the first phase begins.
    Instant begin() {
        return begin;
    }

    /// The same, on the clock of [System#nanoTime].
    long beginNanos() {
        return schedule.beginNanos();
    }

    private Share share(
            Sender sender, int number, int loops, List<Timetable> timetables, Consumer<Interval<SeriesKey>> taker) {
        var slots = new BitSet(Timetable.SLOTS);
        for (int slot = number; slot < Timetable.SLOTS; slot += loops) {
            slots.set(slot);
        }
        var source = new Source(
                timetables.stream().map(timetable -> timetable.cursor(slots)).toList());
        var names = testCases.stream().map(RunningCase::name).toList();
        var recorder = new LoopRecorder(test.phases().size(), testCases.size(), taker);
        var dispatcher = new Dispatcher(
                sender,
                source,
                new Users(test.phases(), names, timetables, number, loops),
                recorder,
                testCases,
                schedule,
                Math.max(1, test.limits().triggersInFlight() / loops),
                done::countDown);
        return new Share(sender.loop(), recorder, dispatcher);
    }

    /// Hands their work to the loops, which begin with it at the first due time.
    void start() {
        for (var share : shares) {
            share.loop().execute(() -> share.loop().work(share.dispatcher()));
        }
    }

    /// Sees them through, once they are started, and returns when nothing is in flight any more, or the grace is over.
    ///
    /// @return what each loop has counted; final
    /// @throws LoopStuck when a trigger never gives its loop back
    List<LoopRecorder> run(Observer observer, LiveTimes times, Stop stop, AbortWatch aborts, Feeding feeding)
            throws InterruptedException {
        var recorders = shares.stream().map(Share::recorder).toList();
        var dispatchers = shares.stream().map(Share::dispatcher).toList();
        load.look(System.nanoTime() - schedule.beginNanos());
        var progress = new LiveProgress(test, schedule, times);
        boolean stopped = false;
        while (System.nanoTime() < graceEnds() && !done.await(PROGRESS_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
            load.look(System.nanoTime() - schedule.beginNanos());
            var why = aborts.look(System.nanoTime() - schedule.beginNanos());
            if (why != null) {
                stop.request(why);
            }
            endWhenDry(feeding);
            if (stop.reason() != null && !stopped) {
                stopped = true;
                cut(System.nanoTime() + NOTICE.toNanos());
            }
            observer.progress(progress.now(recorders, dispatchers));
        }
        close();
        return recorders;
    }

    private long graceEnds() {
        return schedule.beginNanos()
                + schedule.lastsNanos()
                + test.limits().grace().toNanos();
    }

    /// A feeder's rows end where the plan says: the cut is known long before, and exact.
    private void endWhenDry(Feeding feeding) {
        long now = System.nanoTime() - schedule.beginNanos();
        var end = feeding.end(test.phases(), now + NOTICE.toNanos());
        if (end != null && end.sinceBeginNanos() < schedule.cutNanos()) {
            cut(schedule.beginNanos() + end.sinceBeginNanos());
            dried = end.why();
        }
    }

    /// Why it ended before its time without anyone's wish: a feeder had no more rows. Null when it did not.
    @Nullable
    String dried() {
        return dried;
    }

    private void cut(long atNanos) {
        schedule.cut(atNanos);
        for (var share : shares) {
            share.loop().execute(share.dispatcher()::wake);
        }
    }

    /// How busy the loops were.
    LoopLoad load() {
        return load;
    }

    /// When the phases ended, since the first one began: before their time when the load test was stopped.
    Duration lasted() {
        return Duration.ofNanos(schedule.lastsNanos());
    }

    /// What has not ended by now is unfinished: the counts are final once every loop has closed its share.
    private void close() throws InterruptedException {
        var closed = shares.stream()
                .map(share -> CompletableFuture.runAsync(
                        () -> {
                            share.dispatcher().close();
                            share.loop().work(Work.NONE);
                        },
                        share.loop()))
                .toList();
        try {
            CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new))
                    .get(stuck.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            int loop =
                    (int) closed.stream().takeWhile(CompletableFuture::isDone).count();
            throw new LoopStuck(loop, shares.get(loop).loop().stack());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
