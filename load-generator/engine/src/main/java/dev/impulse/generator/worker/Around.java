package dev.impulse.generator.worker;

import dev.impulse.generator.TestCase;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.send.Trigger;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs what scenarios do before the first phase and after the last: as a trigger that is not measured, on a thread of
/// the operating system. It happens once, and it is where scenarios read files, start processes and initialise what
/// they use: on a loop that would hold up everything, and the JVM's scheduler has no more threads than the machine has
/// cores.
final class Around {
    static final long SET_UP = -1;
    static final long TEAR_DOWN = -2; // another trigger, another trace

    private final Sender sender;

    Around(Sender sender) {
        this.sender = sender;
    }

    /// @throws SetUpFailed when it throws
    /// @throws InterruptedException when the caller is interrupted; it is not waited for any longer
    void setUp(RunningCase testCase) throws InterruptedException {
        try {
            run(testCase, "set-up", SET_UP, load -> testCase.scenario().setUp(load));
        } catch (ExecutionException e) {
            throw new SetUpFailed(testCase.name(), e);
        }
    }

    /// A failure is reported and changes nothing else.
    void tearDown(RunningCase testCase) throws InterruptedException {
        try {
            run(testCase, "tear-down", TEAR_DOWN, load -> testCase.scenario().tearDown(load));
        } catch (ExecutionException e) {
            System.getLogger("dev.impulse")
                    .log(System.Logger.Level.WARNING, testCase.name() + ": tear-down failed", e.getCause());
        }
    }

    private interface Step {
        void run(Load load) throws Exception;
    }

    private void run(RunningCase testCase, String phase, long number, Step step)
            throws InterruptedException, ExecutionException {
        var ended = new CompletableFuture<Void>();
        var thrown = new AtomicReference<@Nullable Throwable>();
        LoadGenerator once = load -> {
            try {
                step.run(load);
            } catch (Throwable e) {
                thrown.set(e);
            }
        };
        var unmeasured = new LoopRecorder(1, 1, interval -> {});
        long now = System.nanoTime();
        var trigger = new Trigger(
                sender,
                new RunningCase(testCase.index(), testCase.name(), once, TestCase.Threads.OWN),
                unmeasured.of(0, 0),
                phase,
                number,
                now,
                now,
                over -> complete(ended, thrown.get()));
        var thread = start(phase, trigger);
        try {
            ended.get();
        } catch (InterruptedException e) {
            thread.interrupt(); // who waits for it has been told to stop: so is the scenario
            throw e;
        }
    }

    static Thread start(String phase, Trigger trigger) {
        return Thread.ofPlatform().daemon().name("impulse-" + phase).start(trigger);
    }

    private static void complete(CompletableFuture<Void> ended, @Nullable Throwable thrown) {
        if (thrown == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(thrown);
        }
    }
}
