package dev.impulse.generator.truth;

import static dev.impulse.generator.Runs.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.truth.TruthServer.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// From slow to fast, even and Poisson: as many start as were planned, each once, and as many requests arrive.
@Tag("engine")
class RatesTest {
    private static final long SEED = 1;
    private static final double LEVEL = 0.001;

    /// A test case's rate, and what has started.
    private record Case(String name, double rate, Arrivals arrivals, long[] due, AtomicIntegerArray started) {
        static Case of(double rate, Arrivals arrivals, Duration lasting) {
            var name = arrivals + " " + rate;
            var phase = new Phase("steady", Phase.Kind.STEADY, lasting, Map.of(name, demand(rate, arrivals)));
            var due = Truth.due(List.of(phase), name, SEED);
            return new Case(name, rate, arrivals, due, new AtomicIntegerArray(due.length));
        }

        private static Demand demand(double rate, Arrivals arrivals) {
            return new Demand.Open(new Constant(rate), arrivals);
        }

        Demand demand() {
            return demand(rate, arrivals);
        }

        void start(long number) {
            started.incrementAndGet((int) number);
        }

        void holds(Result.TestCaseResult found, Duration lasting) {
            int count = due.length;
            assertThat(found.ledger()).as(name).isEqualTo(new Ledger(count, count, 0, 0, count, 0, 0));
            assertThat(IntStream.range(0, count)).as(name).allMatch(number -> started.get(number) == 1);
            if (arrivals == Arrivals.EVEN) {
                assertThat((double) count).as(name).isEqualTo(Math.ceil(rate * lasting.toNanos() / 1e9));
            } else if (count >= 1000) {
                // Those that have started, and all have.
                var gaps = IntStream.range(0, count)
                        .mapToDouble(place -> due[place] - (place == 0 ? 0 : due[place - 1]))
                        .toArray();
                assertThat(KolmogorovSmirnov.chance(gaps, KolmogorovSmirnov.exponential(1e9 / rate)))
                        .as(name)
                        .isGreaterThan(LEVEL);
            }
        }
    }

    /// Runs test cases beside each other.
    private static Result run(List<Case> cases, Duration lasting, URI target, boolean asks) {
        var testCases = new ArrayList<TestCase>();
        var demands = new LinkedHashMap<String, Demand>();
        for (var each : cases) {
            int place = testCases.size();
            demands.put(each.name(), each.demand());
            testCases.add(new TestCase(each.name(), () -> load -> {
                each.start(load.number());
                if (asks) {
                    load.get("/" + (place * 1_000_000L + load.number()))
                            .named("ask")
                            .send();
                }
            }));
        }
        var phase = new Phase("steady", Phase.Kind.STEADY, lasting, demands);
        return Runs.run(new LoadTest("rates", target, testCases, List.of(phase), List.of(), SEED, PATIENT));
    }

    @Test
    void asManyRequestsArriveAsWerePlanned() throws IOException {
        var lasting = Duration.ofSeconds(4);
        var cases = new ArrayList<Case>();
        for (double rate : new double[] {0.5, 7, 1337}) {
            for (var arrivals : Arrivals.values()) {
                cases.add(Case.of(rate, arrivals, lasting));
            }
        }
        try (var server = new TruthServer(Behaviour.taking(ServiceTime.fixed(Duration.ZERO)))) {
            var found =
                    run(cases, lasting, server.uri(), true).phases().getFirst().testCases();

            int planned = cases.stream().mapToInt(each -> each.due().length).sum();
            var arrived = new HashMap<Integer, Integer>();
            server.log(planned).forEach(served -> arrived.merge((int) (served.id() / 1_000_000), 1, Integer::sum));
            assertThat(found).hasSameSizeAs(cases);
            for (int place = 0; place < cases.size(); place++) {
                var each = cases.get(place);
                each.holds(found.get(place), lasting);
                assertThat(arrived.getOrDefault(place, 0)).as(each.name()).isEqualTo(each.due().length);
                assertThat(found.get(place).requests())
                        .as(each.name())
                        .allMatch(request -> request.count() == each.due().length);
            }
        }
    }

    @Test
    void twentyThousandASecondStartEachOnce() {
        var lasting = Duration.ofSeconds(1);
        for (var arrivals : Arrivals.values()) {
            var each = Case.of(20_000, arrivals, lasting);

            each.holds(Runs.only(run(List.of(each), lasting, FaultyServer.nobody(), false)), lasting);
        }
    }
}
