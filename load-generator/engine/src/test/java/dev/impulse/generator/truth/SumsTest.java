package dev.impulse.generator.truth;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.truth.Truth.Asked;
import dev.impulse.generator.truth.TruthServer.Behaviour;
import dev.impulse.generator.truth.TruthServer.Served;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Server and ledger agree to the request, for each outcome.
@Tag("engine")
class SumsTest {
    private static final Duration GIVEN_UP = Duration.ofMillis(400);
    private static final ServiceTime QUICK = ServiceTime.exponential(Duration.ofMillis(2), 4);

    @Test
    void ofEachOutcomeThereAreAsManyAsTheServerDealt() throws IOException {
        var fates = Fate.share(0.3, 5);
        try (var server = new TruthServer(Behaviour.taking(QUICK).dealing(fates))) {
            var truth = Truth.of(server, new Asked(400, Arrivals.POISSON, Duration.ofMillis(1500)), (load, seen) -> {
                // POST, as what may not be sent twice. Only who is never answered is given up, else a busy machine
                // could make it more.
                var request = load.post(seen.path(load, 0)).named("0");
                boolean mute = fates.of(load.number(), 0) == Fate.MUTE;
                seen.send(load, 0, mute ? request.timeout(GIVEN_UP) : request);
            });

            int triggers = truth.triggers();
            assertThat(truth.log()).hasSize(triggers);
            assertThat(truth.log().stream().map(Served::id).distinct()).hasSize(triggers);
            var met = truth.log().stream().collect(groupingBy(Served::fate, counting()));
            assertThat(met).containsOnlyKeys(Fate.values());
            long answered = Objects.requireNonNull(met.get(Fate.ANSWERED));
            var errors = Map.of(
                    ErrorKind.STATUS, of(met, Fate.STATUS),
                    ErrorKind.PROTOCOL, of(met, Fate.GARBAGE),
                    ErrorKind.RESET, of(met, Fate.CUT) + of(met, Fate.CLOSED) + of(met, Fate.RESET),
                    ErrorKind.REQUEST_TIMEOUT, of(met, Fate.MUTE));
            assertThat(truth.found().ledger())
                    .isEqualTo(new Ledger(triggers, triggers, 0, 0, answered, triggers - answered, 0));
            assertThat(truth.found().errors()).containsExactlyInAnyOrderEntriesOf(errors);
            assertThat(truth.request(0).errors()).containsExactlyInAnyOrderEntriesOf(errors);
            assertThat(truth.request(0).count()).isEqualTo(triggers);

            long mute = of(met, Fate.MUTE);
            truth.service(0, trigger -> truth.served(trigger).fate() == Fate.ANSWERED)
                    .andEndless(mute)
                    .contain("service", truth.request(0).service());
            // Also what failed has a response time: to its failure. What timed out has none, and ranks above all
            // others.
            var response = Bounds.of(
                            triggers,
                            trigger -> truth.served(trigger).fate() != Fate.MUTE,
                            trigger -> truth.served(trigger).answeredNanos() - truth.dueAtLatest(trigger),
                            trigger -> truth.seen().answered(trigger) - truth.dueAtEarliest(trigger))
                    .andEndless(mute);
            response.contain("response of requests", truth.request(0).response());
            response.contain("response of triggers", truth.found().response(), 0, Bounds.TAKEN_AWAY);
            // Not what the load test allows: what these requests were given.
            assertThat(Duration.ofNanos(truth.request(0).response().above()))
                    .isBetween(GIVEN_UP, Limits.DEFAULT.requestTimeout().minusNanos(1));
        }
    }

    private static long of(Map<Fate, Long> counts, Fate fate) {
        return Objects.requireNonNull(counts.get(fate));
    }

    @Test
    void aRequestThatIsSentAgainIsOneRequestThatTookAsLongAsBoth() throws IOException {
        // One in ten finds its connection closed, the first time.
        var behaviour = Behaviour.taking(QUICK)
                .dealing((id, before) -> id % 10 == 0 && before == 0 ? Fate.CLOSED : Fate.ANSWERED);
        try (var server = new TruthServer(behaviour)) {
            // Few connections, so that most are used more than once however slow the machine is.
            var truth = Truth.of(server, new Asked(400, Arrivals.POISSON, Duration.ofSeconds(1)).within(1000, 20));

            int triggers = truth.triggers();
            // On a connection that was used before, a server may close without having seen what comes: it is sent
            // again.
            // On one that was opened for it, it is not.
            var closed = truth.log().stream()
                    .filter(served -> served.fate() == Fate.CLOSED)
                    .toList();
            long reset = closed.stream()
                    .filter(served -> truth.served((int) served.id()).equals(served))
                    .count();
            long again = closed.size() - reset;
            assertThat(closed).hasSize(Math.ceilDiv(triggers, 10)).anyMatch(served -> !served.fresh());
            assertThat(closed)
                    .filteredOn(served -> !served.fresh())
                    .noneMatch(served -> truth.served((int) served.id()).equals(served));
            assertThat(truth.log()).hasSize((int) (triggers + again));
            assertThat(truth.found().ledger())
                    .isEqualTo(new Ledger(triggers, triggers, 0, 0, triggers - reset, reset, 0));
            assertThat(truth.found().errors()).isEqualTo(reset == 0 ? Map.of() : Map.of(ErrorKind.RESET, reset));
            assertThat(truth.request(0).count()).isEqualTo(triggers);

            truth.fromDue(0, trigger -> true, 0)
                    .contain("response", truth.request(0).response());
            // The service is that of the second time.
            truth.service(0, trigger -> truth.served(trigger).fate() == Fate.ANSWERED)
                    .contain("service", truth.request(0).service());
        }
    }
}
