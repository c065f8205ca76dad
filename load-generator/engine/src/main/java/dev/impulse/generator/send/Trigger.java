package dev.impulse.generator.send;

import dev.impulse.generator.measure.CaseRecorder;
import dev.impulse.generator.sample.Seen;
import dev.impulse.generator.source.Feeds;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Feed;
import dev.impulse.load.Load;
import dev.impulse.load.Measurement;
import dev.impulse.load.Request;
import dev.impulse.load.RequestFailed;
import dev.impulse.wire.http.TraceParent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One start of a test case: runs its scenario on a virtual thread, and counts what came of it on the loop's thread.
public sealed class Trigger implements Runnable, Load permits WatchedTrigger {
    /// So many answers with a status that is not right by itself wait for the scenario to expect it; a trigger of
    /// thousands of requests keeps no more of them.
    private static final int MOST_UNEXPECTED = 16;

    private final Sender sender;
    private final RunningCase testCase;
    private final CaseRecorder recorder;
    private final String phase;
    private final long number;
    private final long dueNanos;
    private final long roomNanos;
    private final Consumer<Trigger> whenEnded;

    private long startedNanos;
    private long endedNanos;
    private long thoughtNanos;
    private boolean calledBefore;
    private @Nullable Thread thread;
    private @Nullable SplittableRandom random;
    private Feeds.@Nullable OfTrigger rows;
    private @Nullable Call open; // the latest of the trigger's own thread
    private int unexpected;
    private volatile @Nullable List<Call> unsettled; // most triggers have none: looked at without the lock
    private boolean concurrent;
    private @Nullable ErrorKind failure;
    private @Nullable Set<Throwable> told;
    private boolean passedOn;

    /// @param number within its test case, over all phases and workers
    /// @param dueNanos when the plan says that it starts, on the clock of [System#nanoTime]
    /// @param roomNanos when the limits let it start: its due time unless one held it back
    /// @param whenEnded called once on the loop's thread
    public Trigger(
            Sender sender,
            RunningCase testCase,
            CaseRecorder recorder,
            String phase,
            long number,
            long dueNanos,
            long roomNanos,
            Consumer<Trigger> whenEnded) {
        this.sender = sender;
        this.testCase = testCase;
        this.recorder = recorder;
        this.phase = phase;
        this.number = number;
        this.dueNanos = dueNanos;
        this.roomNanos = roomNanos;
        this.whenEnded = whenEnded;
    }

    /// Starts it on a virtual thread of its own. On the loop.
    public void start() {
        recorder.started();
        sender.thread(testCase.threads(), this).start();
    }

    /// When it ended, on the clock of [System#nanoTime].
    public long endedNanos() {
        return endedNanos;
    }

    /// What it records to.
    public CaseRecorder recorder() {
        return recorder;
    }

    @Override
    public void run() {
        startedNanos = System.nanoTime();
        if (sender.loop().onLoop()) {
            late();
        } else {
            sender.loop().execute(this::late);
        }
        var current = Thread.currentThread();
        thread = current;
        // What a user's library looks for by itself (drivers, modules) is found where the scenario came from.
        current.setContextClassLoader(testCase.scenario().getClass().getClassLoader());
        try {
            testCase.scenario().run(this);
        } catch (Throwable e) {
            failed(e);
        }
        awaitAsynchronous();
        endedNanos = System.nanoTime();
        if (sender.loop().onLoop()) {
            settle();
        } else {
            sender.loop().execute(this::settle);
        }
    }

    /// On the loop, when it has started: what the generator did is known in the second in which it did it.
    private void late() {
        if (!recorder.isClosed()) {
            recorder.late(startedNanos - roomNanos);
            if (roomNanos > dueNanos) {
                recorder.waited(roomNanos - dueNanos);
            }
        }
    }

    /// Requests that the scenario sent without waiting for them belong to the trigger: it is over when they are.
    private void awaitAsynchronous() {
        if (unsettled != null) {
            for (var call : notSettled()) {
                if (call instanceof HttpCall request) {
                    request.awaitEnd();
                }
            }
        }
    }

    private synchronized List<Call> notSettled() {
        return unsettled == null ? List.of() : List.copyOf(unsettled);
    }

    /// What counts as the failure when something was thrown: a request's own, where futures have wrapped it as well.
    static ErrorKind kindOf(Throwable thrown) {
        return unwrapped(thrown) instanceof RequestFailed failed ? failed.kind() : ErrorKind.EXCEPTION;
    }

    static Throwable unwrapped(Throwable thrown) {
        var cause = thrown.getCause();
        return switch (thrown) {
            case CompletionException _ when cause != null -> unwrapped(cause);
            case ExecutionException _ when cause != null -> unwrapped(cause);
            default -> thrown;
        };
    }

    /// On the loop: the trigger's last act.
    private void settle() {
        if (unsettled != null) {
            notSettled().forEach(this::settle);
        }
        if (open != null) {
            settle(open);
        }
        if (!recorder.isClosed()) {
            recorder.ended(failure, endedNanos - dueNanos - thoughtNanos);
        }
        whenEnded.accept(this);
    }

    private void settle(Call call) {
        if (recorder.isClosed()) {
            return;
        }
        failsAs(call.settle());
    }

    /// How it failed; null when it did not. On the loop, once it has ended.
    @Nullable
    ErrorKind failure() {
        return failure;
    }

    /// When it was due, on the clock of [System#nanoTime].
    long dueNanos() {
        return dueNanos;
    }

    /// Notes how it failed, if it did: the first failure is what it is counted as.
    void failsAs(@Nullable ErrorKind kind) {
        if (failure == null) {
            failure = kind;
        }
    }

    /// A call begins. How the one before it counts is decided by that, and on the loop it is counted: unless it still
    /// lasts, as a measurement around others does, or its status may still be expected.
    ///
    /// @return the time from which the new call's response time counts: when it was called, or, for the first, from
    ///     when the trigger was due
    long begin(Call call) {
        if (concurrent) {
            return beginConcurrently(call);
        }
        if (!sender.loop().onLoop()) {
            if (Thread.currentThread().equals(thread)) {
                decideBefore(call);
            }
            return beginConcurrently(call);
        }
        long from = fromNanos();
        var before = open;
        open = call;
        if (before != null && isDecided(before)) {
            settle(before);
        } else if (before != null) {
            settleLater(before);
        }
        return from;
    }

    private long fromNanos() {
        if (calledBefore) {
            return System.nanoTime();
        }
        calledBefore = true;
        return dueNanos + thoughtNanos;
    }

    private boolean isDecided(Call before) {
        return before.hasEnded() && (!before.isUnexpected() || ++unexpected > MOST_UNEXPECTED);
    }

    /// Off the loop calls are counted when the trigger ends, and count as they would on it.
    private void decideBefore(Call call) {
        var before = open;
        open = call;
        if (before != null && isDecided(before)) {
            failsAs(before.decide());
        }
    }

    private synchronized void settleLater(Call call) {
        if (unsettled == null) {
            unsettled = new ArrayList<>();
        }
        unsettled.add(call);
    }

    private long beginConcurrently(Call call) {
        long now = System.nanoTime();
        synchronized (this) {
            settleLater(call);
            boolean first = !calledBefore;
            calledBefore = true;
            return first ? dueNanos + thoughtNanos : now;
        }
    }

    /// The scenario has thrown something.
    void failed(Throwable thrown) {
        var kind = kindOf(thrown);
        failsAs(kind);
        if (tells(unwrapped(thrown)) && sender.failures().takes(testCase.name(), "", kind)) {
            long now = System.nanoTime();
            sender.failures().keep(seen("", kind, thrown, now, now - dueNanos - thoughtNanos));
        }
    }

    /// Whether nobody has told of this yet: what fails a request mostly ends its trigger, and comes again as the
    /// trigger's own.
    synchronized boolean tells(Throwable thrown) {
        if (told == null) {
            told = Collections.newSetFromMap(new IdentityHashMap<>(1));
        }
        return told.add(thrown);
    }

    /// What is no HTTP request.
    ///
    /// @param kind how it failed, by what was thrown; null with that when it did not
    Seen seen(String request, @Nullable ErrorKind kind, @Nullable Throwable thrown, long atNanos, long responseNanos) {
        return new Seen(
                testCase.name(),
                request,
                kind,
                kind == null || thrown == null ? "" : Reasons.of(kind, thrown),
                phase,
                atNanos,
                number,
                toldTraceId(),
                null,
                null,
                -1,
                -1,
                -1,
                -1,
                responseNanos,
                thrown);
    }

    /// The trace id, if anyone behind can have heard of it.
    @Nullable
    String toldTraceId() {
        var ids = sender.tracer().ids();
        return ids.sent() || passedOn ? ids.text(testCase.index(), number) : null;
    }

    Sender sender() {
        return sender;
    }

    RunningCase testCase() {
        return testCase;
    }

    /// Calls may overlap from here on: each is settled when the trigger ends.
    void overlap() {
        concurrent = true;
    }

    @Override
    public Request request(String method, String target) {
        return new HttpRequest(this, method, target);
    }

    @Override
    public <T> T measure(String name, Callable<? extends T> callable) throws Exception {
        var measurement = measure(name);
        try {
            T result = callable.call();
            measurement.succeeded();
            return result;
        } catch (Throwable e) {
            measurement.failed(e);
            throw e;
        }
    }

    @Override
    public Measurement measure(String name) {
        return new MeasuredCall(this, name);
    }

    @Override
    public void check(boolean condition, String reason, Object... values) {
        if (!condition) {
            throw new RequestFailed(ErrorKind.CHECK, Reasons.text(reason, values));
        }
    }

    @Override
    public void pause(Duration time) {
        long from = System.nanoTime();
        Pause.of(time, sender.loop());
        if (Thread.currentThread().equals(thread)) {
            thoughtNanos += System.nanoTime() - from;
        }
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> calls) throws Exception {
        overlap();
        return Together.run(calls, task -> sender.thread(testCase.threads(), task));
    }

    @Override
    public RandomGenerator random() {
        var made = random;
        if (made == null) {
            made = new SplittableRandom(
                    sender.seed() ^ testCase.name().hashCode() * 0x9E3779B97F4A7C15L ^ number * 0xD1B54A32D192ED03L);
            random = made;
        }
        return made;
    }

    @Override
    public synchronized Feed feed(String name) {
        var made = rows;
        if (made == null) {
            made = testCase.feeds().of(number);
            rows = made;
        }
        return made.feed(name);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String traceId() {
        passedOn = true;
        return sender.tracer().ids().text(testCase.index(), number);
    }

    @Override
    public String traceparent() {
        passedOn = true;
        var ids = sender.tracer().ids();
        long low = ids.low(testCase.index(), number);
        long request = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return new TraceParent()
                .set(ids.high(), low, request, ids.isSampled(low))
                .value();
    }

    @Override
    public String phase() {
        return phase;
    }

    @Override
    public URI target() {
        return sender.target();
    }

    @Override
    public int worker() {
        return sender.worker();
    }

    @Override
    public int workers() {
        return sender.workers();
    }
}
