package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.truth.Truth.Asked;
import dev.impulse.generator.truth.TruthServer.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From when a response time counts, and what is not in it.
@Tag("engine")
class ThinkTimeTest {

    /// Thinks for 150 ms, asks, thinks for 50 ms, asks again.
    private static void thinkAndAsk(dev.impulse.load.Load load, Seen seen) {
        seen.pause(load, Duration.ofMillis(150));
        seen.send(load, 0, load.get(seen.path(load, 0)).named("0"));
        seen.pause(load, Duration.ofMillis(50));
        seen.send(load, 1, load.get(seen.path(load, 1)).named("1"));
    }

    @Test
    void whatATriggerThinksIsNotInItsResponseTime() throws IOException {
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.exponential(Duration.ofMillis(4), 1)))) {
            var asked = new Asked(200, Arrivals.POISSON, Duration.ofSeconds(1)).withRequests(2);
            var truth = Truth.of(server, asked, ThinkTimeTest::thinkAndAsk);

            long paused = Duration.ofMillis(200).toNanos();
            assertThat(IntStream.range(0, truth.triggers()))
                    .allMatch(trigger -> truth.seen().thought(trigger) >= paused);
            truth.fromDue(1, trigger -> true, paused)
                    .contain("response of triggers", truth.found().response(), 0, Bounds.TAKEN_AWAY);
            // The first request counts from due, without what was thought before it; but the scenario's clock knows
            // the pauses of a trigger only together, so there it may have been 150 ms or, for lack of sleep, more.
            Bounds.of(
                            truth.triggers(),
                            trigger -> true,
                            trigger -> truth.served(truth.seen().id(trigger, 0)).answeredNanos()
                                    - truth.dueAtLatest(trigger)
                                    - (truth.seen().thought(trigger)
                                            - Duration.ofMillis(50).toNanos()),
                            trigger -> truth.seen().answered(truth.seen().id(trigger, 0))
                                    - truth.dueAtEarliest(trigger)
                                    - Duration.ofMillis(150).toNanos())
                    .contain("response of the first", truth.request(0).response());
            truth.fromCall(1).contain("response of the second", truth.request(1).response(), Bounds.TAKEN_AWAY, 0);
            truth.service(0, trigger -> true)
                    .contain("service of the first", truth.request(0).service());
            truth.service(1, trigger -> true)
                    .contain("service of the second", truth.request(1).service());
        }
    }

    @Test
    void theFirstRequestCountsFromDueAndALaterOneFromItsCallWithTheWaitForAConnection() throws IOException {
        // 4 connections, each 10 ms at a time: 200 triggers a second, of two requests each, are as many again as fit.
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.fixed(Duration.ofMillis(10))))) {
            var asked = new Asked(400, Arrivals.EVEN, Duration.ofMillis(500))
                    .within(1000, 4)
                    .withRequests(2);
            var truth = Truth.of(server, asked, (load, seen) -> {
                seen.send(load, 0, load.get(seen.path(load, 0)).named("0"));
                seen.send(load, 1, load.get(seen.path(load, 1)).named("1"));
            });

            truth.fromDue(1, trigger -> true, 0)
                    .contain("response of triggers", truth.found().response(), 0, Bounds.TAKEN_AWAY);
            truth.fromDue(0, trigger -> true, 0)
                    .contain("response of the first", truth.request(0).response());
            truth.fromCall(1).contain("response of the second", truth.request(1).response(), Bounds.TAKEN_AWAY, 0);
            truth.service(0, trigger -> true)
                    .contain("service of the first", truth.request(0).service());
            truth.service(1, trigger -> true)
                    .contain("service of the second", truth.request(1).service());
            // However slow the machine is, hundreds stand in line for 4 connections.
            assertThat(truth.request(1).response().p50())
                    .isGreaterThan(2 * truth.request(1).service().p50());
        }
    }
}
