package dev.impulse.benchmarks.soak;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One suspect beside a bystander on one loop, in a JVM of its own: what the bystander suffers shows what the suspect
/// does to the loop. Started by [Trials].
public final class Trial {
    private static final Duration LASTING = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final double SUSPECTS_PER_SECOND = 1;
    private static final double BYSTANDERS_PER_SECOND = 50;

    private Trial() {}

    /// Runs it, and prints what came of it in one line, then what there is to say about it.
    ///
    /// @param arguments the suspect's name, and what its triggers run on: `loop` or `own`
    public static void main(String[] arguments) throws Exception {
        var suspect = Objects.requireNonNull(Suspects.all().get(arguments[0]), arguments[0]);
        var threads = arguments[1].equals("own") ? TestCase.Threads.OWN : TestCase.Threads.LOOP;
        LoadGenerator bystander = Trial::bystander;
        try (var server = new Server()) {
            var result = new LoadTest(
                            "trial",
                            server.target(),
                            List.of(
                                    new TestCase("suspect", () -> suspect, threads),
                                    new TestCase("bystander", () -> bystander)),
                            List.of(new Phase(
                                    "steady",
                                    Phase.Kind.STEADY,
                                    LASTING,
                                    Map.of(
                                            "suspect",
                                            rate(SUSPECTS_PER_SECOND),
                                            "bystander",
                                            rate(BYSTANDERS_PER_SECOND)))),
                            List.of(),
                            1,
                            new Limits(1_000, 100, TIMEOUT, TIMEOUT, TIMEOUT, TIMEOUT))
                    .run(Observer.NONE);
            var testCases = result.phases().getFirst().testCases();
            System.out.println("suspect: " + ends(testCases.getFirst()) + "; bystander: " + ends(testCases.getLast()));
            result.failures()
                    .forEach(failure -> System.out.println("failed: " + failure.testCase() + ": " + failure.reason()));
            result.notes().forEach(note -> System.out.println("note: " + note));
        }
        System.exit(0); // a suspect may have left threads behind
    }

    private static Demand rate(double perSecond) {
        return new Demand.Open(new Constant(perSecond), Arrivals.EVEN);
    }

    private static void bystander(Load load) {
        load.get("/at-once").send().expect(200);
    }

    private static String ends(TestCaseResult testCase) {
        var ledger = testCase.ledger();
        return "%d of %d ok, late by %.0f ms at worst"
                .formatted(ledger.ok(), ledger.planned(), testCase.lateness().max() / 1e6);
    }
}
