package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a scenario does before the first phase and after the last.
@Tag("engine")
class AroundTest {
    private final Queue<String> steps = new ConcurrentLinkedQueue<>();

    private class Shop implements LoadGenerator {
        private volatile String token = "";

        @Override
        public void setUp(Load load) throws Exception {
            token = load.post("/login").send().expect(200).text();
            steps.add("set up " + load.number() + " " + load.phase());
        }

        @Override
        public void run(Load load) {
            load.get("/cart").header("X-Token", token).send().expect(200);
            steps.add("run");
        }

        @Override
        public void tearDown(Load load) {
            load.post("/logout").send();
            steps.add("tear down " + load.number() + " " + load.phase());
        }
    }

    private static LoadTest test(URI target, LoadGenerator scenario) {
        return new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario)),
                List.of(Runs.steady(10, Duration.ofMillis(50))),
                List.of(),
                1,
                Runs.PATIENT);
    }

    @Test
    void setUpAndTearDownMayBlockForTheyRunOffTheLoop() {
        var scenario = new LoadGenerator() {
            @Override
            public void setUp(Load load) {
                steps.add("set up, virtual " + Thread.currentThread().isVirtual());
            }

            @Override
            public void run(Load load) {}

            @Override
            public void tearDown(Load load) {
                steps.add("tear down, virtual " + Thread.currentThread().isVirtual());
            }
        };
        Runs.run(test(FaultyServer.nobody(), scenario));

        assertThat(steps).containsExactly("set up, virtual false", "tear down, virtual false");
    }

    @Test
    void setUpAndTearDownRunOnceAndAreNotMeasured() {
        try (var server = TestServer.answering(200, "t-1")) {
            var result = Runs.run(test(server.uri(), new Shop()));

            assertThat(steps).hasSize(12).startsWith("set up -1 set-up").endsWith("tear down -2 tear-down");
            assertThat(server.asked())
                    .hasSize(12)
                    .first()
                    .satisfies(asked -> assertThat(asked.path()).isEqualTo("/login"));
            assertThat(server.asked().get(5).header("X-Token")).isEqualTo("t-1");
            assertThat(Runs.requests(result)).isEqualTo(10);
            assertThat(Runs.only(result).requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.name()).isEqualTo("GET /cart"));
        }
    }

    @Test
    void aSetUpThatFailsStopsTheLoadTestBeforeItsFirstPhase() {
        try (var server = TestServer.answering(401, "who are you?")) {
            assertThatExceptionOfType(SetUpFailed.class)
                    .isThrownBy(() -> new LoadTestRun(test(server.uri(), new Shop()), 2, null).run(Observer.NONE))
                    .withMessageContaining("scenario: set-up failed: ")
                    .withMessageContaining("status 401 (expected: 200)");
            assertThat(server.asked()).hasSize(1);
            assertThat(steps).isEmpty();
        }
    }

    @Test
    void aSetUpThatThrowsSaysWhat() {
        LoadGenerator broken = new LoadGenerator() {
            @Override
            public void setUp(Load load) throws IOException {
                throw new IOException("no such file");
            }

            @Override
            public void run(Load load) {
                steps.add("run");
            }
        };
        assertThatExceptionOfType(SetUpFailed.class)
                .isThrownBy(() -> new LoadTestRun(test(FaultyServer.nobody(), broken), 1, null).run(Observer.NONE))
                .withMessage("scenario: set-up failed: java.io.IOException: no such file")
                .withCauseInstanceOf(IOException.class);
        assertThat(steps).isEmpty();
    }

    @Test
    void aTearDownThatFailsChangesNothing() {
        LoadGenerator broken = new LoadGenerator() {
            @Override
            public void run(Load load) {
                steps.add("run");
            }

            @Override
            public void tearDown(Load load) throws IOException {
                steps.add("tear down");
                throw new IOException("no such file");
            }
        };
        var result = Runs.run(test(FaultyServer.nobody(), broken));

        assertThat(steps).hasSize(11).endsWith("tear down");
        assertThat(Runs.only(result).ledger().ok()).isEqualTo(10);
        assertThat(result.failures()).isEmpty();
    }
}
