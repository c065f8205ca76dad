package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Trace;
import dev.impulse.generator.Witness;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.send.Tracer;
import dev.impulse.generator.source.Feeding;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.client.Addresses;
import dev.impulse.wire.client.ClientOptions;
import dev.impulse.wire.client.HttpClient;
import dev.impulse.wire.client.Tls;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.loop.Scheduling;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class LoopStuckTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final Limits SHORT = new Limits(
            10, 10, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(50));

    private final AtomicBoolean released = new AtomicBoolean();

    @Test
    void aLoopThatIsNeverGivenBackEndsTheLoadTestAndIsNamedWithItsStack() {
        assumeThat(Scheduling.available()).isEqualTo(Scheduling.ON_LOOP);
        LoadGenerator scenario = load -> holdTheLoop();
        try (var loops = Loops.of(1)) {
            var test = new LoadTest(
                    "test",
                    NOBODY,
                    List.of(new TestCase("scenario", () -> scenario)),
                    List.of(Runs.steady(1, Duration.ofMillis(20))),
                    List.of(),
                    1,
                    SHORT);
            var phases = new PhaseRun(
                    test,
                    List.of(new RunningCase(0, "scenario", scenario, TestCase.Threads.LOOP)),
                    List.of(sender(loops, loops.all().getFirst())),
                    interval -> {},
                    Duration.ZERO,
                    Duration.ofMillis(200));
            phases.start();

            assertThatExceptionOfType(LoopStuck.class)
                    .isThrownBy(() -> phases.run(
                            Observer.NONE,
                            new LiveTimes(),
                            new Stop(),
                            new AbortWatch(test, new Timeline(test), Witness.NONE),
                            Feeding.none()))
                    .withMessageStartingWith("loop 0 is stuck: ")
                    .withMessageContaining("threads: own")
                    .withMessageContaining("LoopStuckTest.holdTheLoop");
            released.set(true);
        }
    }

    private void holdTheLoop() {
        while (!released.get()) {
            Thread.onSpinWait();
        }
    }

    private static Sender sender(Loops loops, Loop loop) {
        var options = new ClientOptions(10, Duration.ofSeconds(1), Duration.ofSeconds(1), "impulse");
        var client = new HttpClient(loop, loops.transport(), options, new Addresses(), new Tls(List.of()));
        return Sender.of(
                loop,
                client,
                NOBODY,
                SHORT,
                1,
                0,
                1,
                Tracer.drawn(Trace.OFF, 1).getFirst(),
                new FirstFailures(Scrub.USUAL));
    }
}
