package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.truth.Truth.Asked;
import dev.impulse.generator.truth.TruthServer.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server that answers nothing for a while makes wait all that is due in it, the first for the whole of it and the
/// last for nothing. So p99 is known from rate and lengths: at 2,000 TPS for 20 s a stall of 1 s has 2,000 of 40,000
/// wait, 400 are one in a hundred, and all but those wait 1 s - 400 / 2,000 a second = 800 ms at most.
@Tag("engine")
class StallArithmeticTest {
    private static final ServiceTime QUICK = ServiceTime.fixed(Duration.ZERO);

    private static Truth stalled(Asked asked, Duration stall) throws IOException {
        long middle = Math.round(asked.rate() * asked.lasting().toNanos() / 1e9) / 2;
        try (var server = new TruthServer(Behaviour.taking(QUICK).stalling(middle, stall))) {
            return Truth.of(server, asked);
        }
    }

    /// The value that 99 of 100 do not exceed, were the server and the machine without delay.
    private static long p99(Asked asked, Duration stall) {
        double triggers = asked.rate() * asked.lasting().toNanos() / 1e9;
        return stall.toNanos() - Math.round(triggers / 100 / asked.rate() * 1e9);
    }

    @ParameterizedTest
    @CsvSource({"4, 1000", "2, 10"})
    void aStallsP99IsKnownFromRateAndLengths(int seconds, int triggersInFlight) throws IOException {
        var stall = Duration.ofMillis(200);
        var asked = new Asked(500, Arrivals.EVEN, Duration.ofSeconds(seconds)).within(triggersInFlight, 1000);
        var truth = stalled(asked, stall);

        truth.fromDue(0, trigger -> true, 0)
                .contain("response", truth.request(0).response());
        truth.fromDue(0, trigger -> true, 0)
                .contain("response of triggers", truth.found().response(), 0, Bounds.TAKEN_AWAY);
        truth.service(0, trigger -> true).contain("service", truth.request(0).service());
        // Not less: the stall begins when a certain request has come, which is not before it was due. Not more than by
        // what the machine did to the one that it treated worst.
        long known = p99(asked, stall);
        assertThat(truth.found().response().p99()).isBetween(known, Math.round((known + worst(truth, stall)) * 1.001));
        if (triggersInFlight < 20) {
            // Who was held back is no reason to think that the server was quick.
            assertThat(truth.found().waiting().count()).isPositive();
            assertThat(truth.found().waiting().max()).isGreaterThan(known);
        }
    }

    /// By how much a trigger has ended later at most than it would have on a machine without delay.
    private static long worst(Truth truth, Duration stall) {
        int first = truth.triggers() / 2;
        return IntStream.range(0, truth.triggers())
                .mapToLong(trigger -> {
                    long since = truth.due(trigger) - truth.due(first);
                    long stalled = since < 0 ? 0 : Math.max(0, stall.toNanos() - since);
                    return truth.seen().ended(trigger) - truth.dueAtEarliest(trigger) - stalled;
                })
                .max()
                .orElseThrow();
    }

    /// Needs a quiet machine: two in a hundred more are 16 ms, in which 2,000 answers have to be written and read.
    @Tag("slow")
    @RepeatedTest(3)
    void aSecondsStallAt2000TpsIsAP99Of800Milliseconds() throws IOException {
        var stall = Duration.ofSeconds(1);
        // On as many loops as users have, who leave a processor to the others.
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        var asked = new Asked(2000, Arrivals.EVEN, Duration.ofSeconds(20))
                .within(50_000, 10_000)
                .onLoops(loops);
        try (var server = new TruthServer(Behaviour.taking(QUICK))) {
            // Until all is compiled.
            Truth.of(server, new Asked(2000, Arrivals.EVEN, Duration.ofSeconds(5)).onLoops(loops));
        }
        var truth = stalled(asked, stall);

        truth.holdsForOneRequest();
        assertThat(p99(asked, stall)).isEqualTo(800_000_000);
        assertThat(truth.found().response().p99())
                .as("p99 that is the true one, and is 800 ms ± 2 % on a machine that does nothing else")
                .isBetween(784_000_000L, 816_000_000L);
    }
}
