package dev.impulse.generator.worker;

import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.sample.CloseUp;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.generator.sample.SeenTrigger;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.send.WatchedTrigger;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.loop.Hog;
import dev.impulse.wire.loop.Loops;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Runs a single trigger with all that a run has around it, and shows what it did. Used once, by one thread, which
/// waits.
public final class DebugRun {
    private static final String SET_UP = "set-up";
    private static final String TEAR_DOWN = "tear-down";
    private static final Duration HOG_PATIENCE = Duration.ofMillis(100);
    private static final long LOOK_MILLIS = 50;

    private final LoadTest test;
    private final TestCase testCase;
    private final long number;
    private final ConcurrentLinkedQueue<Hog> hogs = new ConcurrentLinkedQueue<>();

    /// @param testCase the name of one
    /// @param number of the trigger, from 0
    public DebugRun(LoadTest test, String testCase, long number) {
        this.test = test;
        this.testCase = test.testCases().stream()
                .filter(each -> each.name().equals(testCase))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("test case: " + testCase + " (expected: one of "
                        + String.join(
                                ", ",
                                test.testCases().stream().map(TestCase::name).toList()) + ")"));
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: 0 or more)");
        }
        this.number = number;
    }

    /// Runs set-up, the trigger unless that failed, and tear-down.
    ///
    /// @param stop asks the scenario to end, by interrupting it
    /// @throws InterruptedException when the caller is interrupted
    public DebuggedTrigger run(Stop stop) throws InterruptedException {
        var closeUp = new CloseUp(test.scrub());
        try (var loops = Loops.of(1)) {
            var sender =
                    Senders.of(test, loops, new FirstFailures(test.scrub())).getFirst();
            Sender.prepare();
            WarmUp.run(List.of(sender));
            loops.watch(HOG_PATIENCE, hogs::add);
            steps(sender, stop, closeUp);
        }
        return new DebuggedTrigger(
                testCase.name(),
                number,
                test.seed(),
                test.target(),
                closeUp.steps(),
                LoadTestRun.hogged(List.copyOf(hogs)));
    }

    private void steps(Sender sender, Stop stop, CloseUp closeUp) throws InterruptedException {
        int index = test.testCases().indexOf(testCase);
        var scenario = testCase.scenario().get();
        var feeds = Worker.feeding(test).of(index);
        LoadGenerator first = scenario::setUp;
        var setUp = new RunningCase(index, testCase.name(), first, TestCase.Threads.OWN);
        var seen = step(sender, setUp, SET_UP, Around.SET_UP, stop, trigger -> Around.start(SET_UP, trigger));
        closeUp.add(seen, false);
        if (seen.own() == null) {
            var running = new RunningCase(index, testCase.name(), scenario, testCase.threads(), feeds);
            closeUp.add(
                    step(
                            sender,
                            running,
                            phase(),
                            number,
                            stop,
                            trigger -> sender.loop().execute(trigger::start)),
                    true);
        }
        LoadGenerator last = scenario::tearDown;
        var tearDown = new RunningCase(index, testCase.name(), last, TestCase.Threads.OWN);
        closeUp.add(
                step(sender, tearDown, TEAR_DOWN, Around.TEAR_DOWN, stop, trigger -> Around.start(TEAR_DOWN, trigger)),
                false);
    }

    private SeenTrigger step(
            Sender sender, RunningCase running, String name, long trigger, Stop stop, Consumer<WatchedTrigger> start)
            throws InterruptedException {
        var ended = new CompletableFuture<SeenTrigger>();
        var recorder = new LoopRecorder(1, 1, interval -> {}).of(0, 0);
        long now = System.nanoTime();
        var watched = new WatchedTrigger(
                sender, running, recorder, name, trigger, now, now, over -> ended.complete(over.seen()));
        start.accept(watched);
        try {
            return await(ended, watched, stop);
        } catch (InterruptedException e) {
            watched.interrupt();
            throw e;
        }
    }

    private static SeenTrigger await(CompletableFuture<SeenTrigger> ended, WatchedTrigger watched, Stop stop)
            throws InterruptedException {
        boolean asked = stop.reason() != null;
        while (true) {
            try {
                return ended.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (stop.reason() != null && !asked) {
                    asked = true;
                    watched.interrupt();
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// The phase that it is told to be in: the first that asks for its test case.
    private String phase() {
        return test.phases().stream()
                .filter(phase -> phase.demands().containsKey(testCase.name()))
                .map(Phase::name)
                .findFirst()
                .orElse(test.phases().getFirst().name());
    }
}
