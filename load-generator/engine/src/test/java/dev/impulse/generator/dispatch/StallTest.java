package dev.impulse.generator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A system that stands still for a second at 500 TPS must not look as if one request had been slow.
@Tag("engine")
class StallTest {
    private static final long STALL_NANOS = Duration.ofSeconds(1).toNanos();

    @Test
    void aStallIsSeenInTheResponseTimeOfAllThatWereDueInIt() {
        var stallEnds = new AtomicLong();
        try (var server = TestServer.with((asked, exchange) -> {
            if (asked.path().equals("/500")) {
                stallEnds.set(System.nanoTime() + STALL_NANOS);
            }
            long left = stallEnds.get() == 0 ? 0 : stallEnds.get() - System.nanoTime();
            if (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
            }
            TestServer.reply(exchange, 200, "fine");
        })) {
            var patient = Runs.PATIENT;
            var limits = new Limits(
                    20,
                    100,
                    patient.connectTimeout(),
                    patient.requestTimeout(),
                    patient.startTimeout(),
                    patient.grace());
            var result = Runs.run(new LoadTest(
                    "test",
                    server.uri(),
                    List.of(new TestCase(
                            "scenario",
                            () -> load ->
                                    load.get("/" + load.number()).named("ask").send())),
                    List.of(Runs.steady(1500, Duration.ofSeconds(3))),
                    List.of(),
                    1,
                    limits));

            // 500 of 1,500 triggers were due while it stood still, and waited 0 to 1 s: a tenth of the run more than
            // 0.7 s, and half of
            // the waiting ones more than 0.5 s. Only the 20 that were let in saw the stall themselves.
            var found = Runs.only(result);
            assertThat(found.ledger().ok()).isEqualTo(1500);
            assertThat(found.response().p99()).isGreaterThanOrEqualTo(900_000_000);
            assertThat(found.response().p90()).isGreaterThanOrEqualTo(550_000_000);
            assertThat(found.waiting().count()).isGreaterThan(400);
            assertThat(found.lateness().p90()).isLessThan(found.waiting().p90());
            var asked = Runs.request(result, "ask");
            assertThat(asked.response().p99()).isGreaterThanOrEqualTo(900_000_000);
            assertThat(asked.service().max()).isGreaterThanOrEqualTo(900_000_000);
            assertThat(asked.service().p95()).isLessThan(asked.response().p95() / 2);
        }
    }
}
