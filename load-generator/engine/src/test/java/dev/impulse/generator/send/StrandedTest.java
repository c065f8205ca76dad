package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.onceOnOwnThread;
import static dev.impulse.generator.Runs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.loop.Scheduling;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits that would hold up their own loop forever: inside a class initialiser a thread cannot leave the loop. An
/// initialiser runs once in a JVM, so each test has a class of its own.
@Tag("engine")
class StrandedTest {
    private static @Nullable Load current;

    private static Load current() {
        var load = current;
        if (load == null) {
            throw new AssertionError("no trigger runs");
        }
        return load;
    }

    private static final class Request {
        static final int STATUS = current().get("/").send().status();
    }

    private static final class Pause {
        static final long NUMBER = paused();

        private static long paused() {
            current().pause(Duration.ofMillis(10));
            return current().number();
        }
    }

    private static final class RequestOff {
        static final int STATUS = current().get("/").send().status();
    }

    private static final class RequestInSetUp {
        static final int STATUS = current().get("/").send().status();
    }

    @BeforeEach
    void onlyOnTheLoop() {
        assumeThat(Scheduling.available()).isEqualTo(Scheduling.ON_LOOP);
    }

    @Test
    void aRequestInsideAClassInitialiserFailsAndSaysWhatToDo() {
        try (var server = TestServer.content()) {
            var result = onceEnding(server.uri(), load -> {
                current = load;
                load.check(Request.STATUS == 200, "status %s", Request.STATUS);
            });

            assertThat(only(result).ledger().failed()).isEqualTo(1);
            assertThat(only(result).errors()).containsOnlyKeys(ErrorKind.EXCEPTION);
            assertThat(result.failures())
                    .extracting(Result.Failure::reason)
                    .anyMatch(reason -> reason.startsWith("waits for an answer inside a class initialiser")
                            && reason.contains("threads: own"));
        }
    }

    @Test
    void aPauseInsideAClassInitialiserFailsAndSaysWhatToDo() {
        try (var server = TestServer.content()) {
            var result = onceEnding(server.uri(), load -> {
                current = load;
                load.check(Pause.NUMBER == 0, "number %s", Pause.NUMBER);
            });

            assertThat(only(result).ledger().failed()).isEqualTo(1);
            assertThat(result.failures())
                    .singleElement()
                    .extracting(Result.Failure::stack)
                    .asString()
                    .contains("waits for the end of a pause inside a class initialiser");
        }
    }

    @Test
    void onThreadsOfItsOwnARequestInsideAClassInitialiserIsAnswered() {
        try (var server = TestServer.content()) {
            var result = onceOnOwnThread(server.uri(), load -> {
                current = load;
                load.check(RequestOff.STATUS == 200, "status %s", RequestOff.STATUS);
            });

            assertThat(only(result).ledger().ok()).isEqualTo(1);
        }
    }

    @Test
    void setUpMayWaitInsideAClassInitialiser() {
        try (var server = TestServer.content()) {
            var prepared = new AtomicBoolean();
            var scenario = new LoadGenerator() {
                @Override
                public void setUp(Load load) {
                    current = load;
                    prepared.set(RequestInSetUp.STATUS == 200);
                }

                @Override
                public void run(Load load) {
                    load.check(prepared.get(), "not set up");
                }
            };
            var result = Runs.run(new LoadTest(
                    "test",
                    server.uri(),
                    List.of(new TestCase("scenario", () -> scenario)),
                    List.of(Runs.steady(1, Duration.ofMillis(20))),
                    List.of(),
                    1,
                    Runs.PATIENT));

            assertThat(only(result).ledger().ok()).isEqualTo(1);
        }
    }

    @Test
    void aRequestAfterALongComputationIsNotTakenForOneThatCannotBeAnswered() {
        try (var server = TestServer.content()) {
            var result = onceEnding(server.uri(), load -> {
                for (int round = 0; round < 5; round++) {
                    long until = System.nanoTime()
                            + Duration.ofMillis(120 + 7 * round).toNanos();
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    load.get("/").send().expect(200);
                }
            });

            assertThat(only(result).ledger().ok()).isEqualTo(1);
        }
    }
}
