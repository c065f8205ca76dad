package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who interrupts the thread that runs a load test gets it back at once, and nothing stays behind.
@Tag("engine")
class InterruptTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static LoadTest forAMinute(java.net.URI target, LoadGenerator scenario) {
        return new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario)),
                List.of(Runs.steady(60_000, Duration.ofMinutes(1))),
                List.of(),
                1,
                Runs.PATIENT);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("impulse-"))
                .toList();
    }

    /// Runs it until it has begun, and interrupts it.
    private static void assertEndsAtOnce(LoadTest test, CountDownLatch begun) throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var caller = Thread.ofPlatform().start(() -> {
            try {
                new LoadTestRun(test, 2, null).run(Observer.NONE);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        begun.await();
        assertThat(threads()).isNotEmpty();

        caller.interrupt();

        assertThat(caller.join(AT_ONCE)).as("ends within %s", AT_ONCE).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void duringAPhase() throws Exception {
        var begun = new CountDownLatch(50);
        try (var server = FaultyServer.mute()) {
            assertEndsAtOnce(
                    forAMinute(server.uri(), load -> {
                        begun.countDown();
                        load.get("/").send();
                    }),
                    begun);
        }
    }

    @Test
    void duringSetUp() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        assertEndsAtOnce(
                forAMinute(FaultyServer.nobody(), new LoadGenerator() {
                    @Override
                    public void setUp(Load load) throws InterruptedException {
                        begun.countDown();
                        never.await();
                    }

                    @Override
                    public void run(Load load) {}
                }),
                begun);
    }

    @Test
    void aRunThatEndsByItselfLeavesNoThreadsEither() {
        Runs.times(10, FaultyServer.nobody(), load -> {});

        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void aLoadTestWhoseServerNeverAnswersLeavesNoThreads() throws IOException {
        try (var server = FaultyServer.mute()) {
            var limits = new dev.impulse.generator.Limits(
                    100,
                    100,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(100));
            Runs.times(10, server.uri(), limits, load -> load.get("/").send());
        }
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(threads()).isEmpty());
    }
}
