package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.truth.Truth.Asked;
import dev.impulse.generator.truth.TruthServer.Behaviour;
import dev.impulse.generator.truth.TruthServer.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The reported times are those that the server knows: of services of all sorts, of queues, of those held back.
@Tag("engine")
class TimesTest {
    private static final Duration LASTING = Duration.ofMillis(1200);

    static Stream<Named<ServiceTime>> services() {
        return Stream.of(
                Named.of("fixed", ServiceTime.fixed(Duration.ofMillis(5))),
                Named.of("exponential", ServiceTime.exponential(Duration.ofMillis(5), 1)),
                Named.of("log-normal", ServiceTime.logNormal(Duration.ofMillis(3), 1.2, 2)));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServicesTimesAreReportedAsTheyWere(ServiceTime time) throws IOException {
        try (var server = new TruthServer(Behaviour.taking(time))) {
            var truth = Truth.of(server, new Asked(400, Arrivals.POISSON, LASTING));

            truth.holdsForOneRequest();
            assertThat(truth.found().waiting().count()).isZero();
            // The server does what it says.
            assertThat(truth.log()).allMatch(served -> tookNanos(served) >= time.nanos(served.id()));
        }
    }

    private static long tookNanos(Served served) {
        return served.answeredNanos() - served.beganNanos();
    }

    @Test
    void standingInTheServersQueueIsPartOfServiceAndResponse() throws IOException {
        // 400 a second, each for 4 ms on average, are 1.6 busy servers of 2.
        var time = ServiceTime.exponential(Duration.ofMillis(4), 3);
        try (var server = new TruthServer(Behaviour.taking(time).withServers(2))) {
            var truth = Truth.of(server, new Asked(400, Arrivals.POISSON, LASTING));

            truth.holdsForOneRequest();
            assertThat(mostAtOnce(truth.log())).isEqualTo(2);
            assertThat(truth.log()).anyMatch(served -> served.beganNanos() - served.readNanos() > tookNanos(served));
        }
    }

    private static int mostAtOnce(List<Served> log) {
        record Step(long nanos, int change) {}
        var steps = new ArrayList<Step>();
        for (var served : log) {
            steps.add(new Step(served.beganNanos(), 1));
            steps.add(new Step(served.answeredNanos(), -1));
        }
        steps.sort(Comparator.comparingLong(Step::nanos).thenComparingInt(Step::change));
        int most = 0;
        int now = 0;
        for (var step : steps) {
            now += step.change();
            most = Math.max(most, now);
        }
        return most;
    }

    @Test
    void whoWaitsForAConnectionIsNotBeingServed() throws IOException {
        // 4 connections, each 20 ms at a time: 200 a second of the 400 that are due.
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.fixed(Duration.ofMillis(20))))) {
            var truth = Truth.of(server, new Asked(400, Arrivals.EVEN, Duration.ofMillis(600)).within(1000, 4));

            truth.holdsForOneRequest();
            // However slow the machine is: who comes last has waited for 59 others on its connection.
            var response = truth.request(0).response();
            var service = truth.request(0).service();
            assertThat(response.p90()).isGreaterThan(2 * service.p50());
            assertThat(truth.log().stream().map(Served::connection).distinct()).hasSizeBetween(1, 4);
        }
    }

    @Test
    void whoIsHeldBackWaitsAsLongAsTheServerKeepsTheOthers() throws IOException {
        int most = 40;
        int loops = Integer.getInteger("impulse.loops", 1);
        // 40 at once, each 100 ms at a time: 400 a second of the 800 that are due.
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.fixed(Duration.ofMillis(100))))) {
            var truth = Truth.of(server, new Asked(800, Arrivals.EVEN, Duration.ofMillis(600)).within(most, 1000));

            truth.fromDue(0, trigger -> true, 0)
                    .contain("response", truth.request(0).response());
            truth.service(0, trigger -> true)
                    .contain("service", truth.request(0).service());
            assertThat(truth.found().ledger()).isEqualTo(new Ledger(480, 480, 0, 0, 480, 0, 0));

            // Each loop has its share of the triggers and of the limit: its j-th trigger starts when all before it but
            // `share - 1` have ended. Waiting ends with the end of one of them, and not after the start.
            int share = most / loops;
            var roomAtEarliest = new long[truth.triggers()];
            for (int loop = 0; loop < loops; loop++) {
                int first = loop;
                var ends = IntStream.range(0, truth.triggers())
                        .filter(trigger -> trigger % loops == first)
                        .mapToLong(trigger -> truth.served(trigger).answeredNanos())
                        .sorted()
                        .toArray();
                for (int place = share; place < ends.length; place++) {
                    roomAtEarliest[place * loops + loop] = ends[place - share];
                }
            }
            var lower = IntStream.range(0, truth.triggers())
                    .mapToLong(trigger -> Math.max(0, roomAtEarliest[trigger] - truth.dueAtLatest(trigger)))
                    .sorted()
                    .toArray();
            var upper = IntStream.range(0, truth.triggers())
                    .mapToLong(trigger -> truth.seen().started(trigger) - truth.dueAtEarliest(trigger))
                    .sorted()
                    .toArray();

            // Those that a limit held back are counted, and the generator may not have looked while the limit was
            // reached: so the uppermost are compared, counted from above.
            var waiting = truth.found().waiting();
            assertThat(waiting.count()).isLessThanOrEqualTo(truth.triggers() - most);
            assertThat(waiting.count())
                    .isGreaterThanOrEqualTo(Arrays.stream(lower)
                            .filter(time -> time > 100_000_000)
                            .count());
            int above = (int) waiting.count();
            isAt("max", waiting.max(), lower, upper, 1);
            isAt("p99", waiting.p99(), lower, upper, above - Math.ceilDiv(99 * above, 100) + 1);
            isAt("p90", waiting.p90(), lower, upper, above - Math.ceilDiv(90 * above, 100) + 1);
            isAt("p50", waiting.p50(), lower, upper, above - Math.ceilDiv(above, 2) + 1);

            // What passed between due and started is either waiting or lateness, and none is lost.
            var lateness = truth.found().lateness();
            double reported = waiting.mean() * waiting.count() + lateness.mean() * lateness.count();
            double atMost = LongStream.of(upper).sum();
            double atLeast = atMost - truth.triggers() * (truth.beginKnownTo() + Bounds.TAKEN_AWAY / 100.0);
            assertThat(reported).isBetween(atLeast * 0.999, atMost * 1.001);
        }
    }

    private static void isAt(String what, long reported, long[] lower, long[] upper, int fromAbove) {
        assertThat((double) reported)
                .as("%s of waiting", what)
                .isBetween((double) lower[lower.length - fromAbove], upper[upper.length - fromAbove] * 1.001 + 1);
    }

    @Test
    void aLateGeneratorIsLateByWhatItsOwnScenariosTookFromTheOthers() throws IOException {
        var hogging = Duration.ofMillis(200);
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.fixed(Duration.ofMillis(1))))) {
            var truth = Truth.of(server, new Asked(500, Arrivals.EVEN, Duration.ofSeconds(1)), (load, seen) -> {
                if (load.number() == 200) {
                    long until = System.nanoTime() + hogging.toNanos();
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                }
                seen.send(load, 0, load.get(seen.path(load, 0)).named("0"));
            });

            truth.holdsForOneRequest();
            Bounds.of(
                            truth.triggers(),
                            trigger -> true,
                            trigger -> truth.seen().started(trigger) - truth.dueAtLatest(trigger),
                            trigger -> truth.seen().started(trigger) - truth.dueAtEarliest(trigger))
                    .contain("lateness", truth.found().lateness(), Bounds.TAKEN_AWAY / 5, 0);
            assertThat(truth.found().waiting().count()).isZero();
        }
    }
}
