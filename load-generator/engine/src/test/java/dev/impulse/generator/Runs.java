package dev.impulse.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.judge.Evidence;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.worker.LoadTestRun;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs short load tests, and asserts of each result what must hold of all: the books balance.
public final class Runs {
    /// Long enough that a busy machine does not end a test's run early, short enough that a test that hangs is seen.
    public static final Limits PATIENT = new Limits(
            1000, 1000, Duration.ofSeconds(40), Duration.ofSeconds(40), Duration.ofSeconds(40), Duration.ofSeconds(40));

    private Runs() {}

    /// A scenario that gives something back.
    @FunctionalInterface
    public interface Asking<T> {
        T ask(Load load) throws Exception;
    }

    /// Runs a scenario as one trigger that must come through.
    ///
    /// @return what it gave back
    public static <T> T once(URI target, Asking<T> scenario) {
        var given = new AtomicReference<@Nullable T>();
        var result = onceEnding(target, load -> given.set(scenario.ask(load)));
        assertThat(result.failures()).isEmpty();
        assertThat(only(result).ledger().ok()).isEqualTo(1);
        var value = given.get();
        if (value == null) {
            throw new AssertionError("the scenario gave nothing back");
        }
        return value;
    }

    /// Runs a scenario as one trigger, however it ends.
    public static Result onceEnding(URI target, LoadGenerator scenario) {
        return times(1, target, scenario);
    }

    /// Runs a scenario as one trigger off the loop, however it ends.
    public static Result onceOnOwnThread(URI target, LoadGenerator scenario) {
        return run(new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario, TestCase.Threads.OWN)),
                List.of(steady(1, Duration.ofMillis(20))),
                List.of(),
                1,
                PATIENT));
    }

    /// Runs a scenario so many times, 200 a second.
    public static Result times(int triggers, URI target, LoadGenerator scenario) {
        return times(triggers, target, PATIENT, scenario);
    }

    /// Runs a scenario so many times, 200 a second, within limits.
    public static Result times(int triggers, URI target, Limits limits, LoadGenerator scenario) {
        return run(new LoadTest(
                "test",
                target,
                List.of(new TestCase("scenario", () -> scenario)),
                List.of(steady(triggers, Duration.ofMillis(5L * triggers))),
                List.of(),
                1,
                limits));
    }

    /// A steady phase in which the test case `scenario` is started so many times.
    public static Phase steady(int triggers, Duration lasting) {
        return new Phase("steady", Phase.Kind.STEADY, lasting, Map.of("scenario", even(triggers, lasting)));
    }

    /// So many triggers, evenly over a time.
    public static Demand even(int triggers, Duration over) {
        return new Demand.Open(new Constant(triggers * 1e9 / over.toNanos()), Arrivals.EVEN);
    }

    /// Runs a load test on as many loops as the tests are told to use.
    public static Result run(LoadTest test) {
        return run(test, Integer.getInteger("impulse.loops", 1));
    }

    /// Runs a load test.
    public static Result run(LoadTest test, int loops) {
        try {
            var result = new LoadTestRun(test, loops, null).run(Observer.NONE);
            assertBalanced(result);
            return result;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /// Asserts that the books of a result balance: what was planned is accounted for, and the times are as many as the
    /// outcomes.
    public static void assertBalanced(Result result) {
        for (var phase : result.phases()) {
            long late = 0;
            for (var testCase : phase.testCases()) {
                var ledger = testCase.ledger();
                assertThat(ledger.balances()).as("%s balances", ledger).isTrue();
                assertThat(List.of(ledger.ok(), ledger.failed(), ledger.unfinished(), ledger.notStarted()))
                        .as("%s", ledger)
                        .allMatch(count -> count >= 0);
                assertThat(ledger.unaccounted()).as("unaccounted").isZero();
                assertThat(testCase.response().count()).as("response times").isEqualTo(ledger.planned());
                assertThat(testCase.response().endless())
                        .as("without an end")
                        .isEqualTo(ledger.notStarted() + ledger.unfinished() + Evidence.timedOut(testCase.errors()));
                assertThat(testCase.lateness().count()).as("latenesses").isEqualTo(ledger.started());
                assertThat(sum(testCase.errors())).as("errors").isEqualTo(ledger.failed() + ledger.notStarted());
                testCase.requests()
                        .forEach(request -> assertThat(sum(request.errors()))
                                .as("errors of %s", request.name())
                                .isLessThanOrEqualTo(request.count()));
                late += testCase.lateness().count();
            }
            assertThat(phase.lateness().count()).as("latenesses of the phase").isEqualTo(late);
        }
    }

    private static long sum(Map<ErrorKind, Long> errors) {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /// How many requests the result counted, under all names.
    public static long requests(Result result) {
        return result.phases().stream()
                .flatMap(phase -> phase.testCases().stream())
                .flatMap(testCase -> testCase.requests().stream())
                .mapToLong(RequestResult::count)
                .sum();
    }

    /// The only test case of the only phase.
    public static TestCaseResult only(Result result) {
        assertThat(result.phases()).hasSize(1);
        assertThat(result.phases().getFirst().testCases()).hasSize(1);
        return result.phases().getFirst().testCases().getFirst();
    }

    /// The only test case's requests of that name.
    public static RequestResult request(Result result, String name) {
        return only(result).requests().stream()
                .filter(request -> request.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not among " + only(result).requests()));
    }
}
