package dev.impulse.generator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Phase.Kind;
import dev.impulse.load.LoadGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class ClosedModelTest {

    private static LoadTest test(URI target, LoadGenerator scenario, Phase... phases) {
        return new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario)),
                List.of(phases),
                List.of(),
                1,
                Runs.PATIENT);
    }

    private static Phase users(String name, int users, Duration lasting) {
        return new Phase(name, Kind.STEADY, lasting, Map.of("scenario", new Demand.Closed(users)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void soManyUsersAreInFlightAllTheTime(int loops) {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = TestServer.with((asked, exchange) -> {
            Thread.sleep(20);
            TestServer.reply(exchange, 200, "fine");
        })) {
            LoadGenerator scenario = load -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                load.get("/").send();
                inside.decrementAndGet();
            };
            var result = Runs.run(test(server.uri(), scenario, users("steady", 7, Duration.ofMillis(500))), loops);

            var found = Runs.only(result);
            assertThat(most.get()).isEqualTo(7);
            assertThat(found.users()).isEqualTo(7);
            assertThat(found.askedTps()).isZero();
            assertThat(found.ledger().planned()).isEqualTo(found.ledger().started());
            assertThat(found.ledger().ok()).isEqualTo(found.ledger().started()).isBetween(7L * 4, 7L * 25);
            assertThat(server.asked()).hasSize((int) found.ledger().started());
            assertThat(result.notes()).singleElement().asString().startsWith("closed model: ");
        }
    }

    @Test
    void anOpenModelIsNotCalledClosed() {
        assertThat(Runs.times(1, FaultyServer.nobody(), load -> {}).notes()).isEmpty();
    }

    @Test
    void triggersOfUsersHaveEachANumberOfTheirOwn() {
        Queue<Long> numbers = new ConcurrentLinkedQueue<>();
        LoadGenerator scenario = load -> {
            numbers.add(load.number());
            load.pause(Duration.ofMillis(5));
        };
        Runs.run(
                test(
                        FaultyServer.nobody(),
                        scenario,
                        users("first", 3, Duration.ofMillis(150)),
                        new Phase(
                                "second",
                                Kind.STEADY,
                                Duration.ofMillis(100),
                                Map.of("scenario", Runs.even(30, Duration.ofMillis(100)))),
                        users("third", 4, Duration.ofMillis(150))),
                2);

        assertThat(numbers).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    }

    @Test
    void eachPhaseHasItsOwnUsers() {
        LoadGenerator scenario = load -> load.pause(Duration.ofMillis(10));
        var result = Runs.run(test(
                FaultyServer.nobody(),
                scenario,
                users("few", 2, Duration.ofMillis(200)),
                users("many", 10, Duration.ofMillis(200))));

        var few = result.phases().get(0).testCases().getFirst();
        var many = result.phases().get(1).testCases().getFirst();
        assertThat(few.ledger().started()).isBetween(2L, 2L * 21);
        assertThat(many.ledger().started())
                .isBetween(10L, 10L * 21)
                .isGreaterThan(few.ledger().started());
        assertThat(few.ledger().ok()).isEqualTo(few.ledger().started());
    }

    @Test
    void aUserGoesOnAfterAFailure() {
        LoadGenerator scenario = load -> {
            load.pause(Duration.ofMillis(5));
            load.check(false, "never right");
        };
        var result = Runs.run(test(FaultyServer.nobody(), scenario, users("steady", 2, Duration.ofMillis(200))));

        assertThat(Runs.only(result).ledger().failed())
                .isGreaterThan(4)
                .isEqualTo(Runs.only(result).ledger().started());
    }
}
