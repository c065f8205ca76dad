package dev.impulse.generator.report;

import dev.impulse.generator.Figure;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.MockedDependency.StubCalls;
import dev.impulse.generator.MockedDependency.Unmatched;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.generator.Result.Generator;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.Result.LoggedInterval;
import dev.impulse.generator.Result.Machine;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.GateResult;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Results for the golden files.
final class Example {

    private static final Times NONE = new Times(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final List<Result.Second> SECONDS = List.of(
            new Result.Second(0, 200, 199, 0, 0, 1_200_000, 4_900_000, 9_100_000, 60_000, 400_000, 0),
            new Result.Second(2, 200, 190, 10, 1, 1_300_000, 5_000_000, 9_000_000, 50_000, 300_000, 3));

    private static final List<Figure> FIGURES = List.of(
            new Figure("system", "threads", "", "1", 0, List.of(41.0, 41.0, 64.0)),
            new Figure("system", "cpu", "", "%", 0, List.of(12.5, Double.NaN, 103.0)),
            new Figure("system", "sockets", "established", "1", 1, List.of(20.0, 80.0)),
            new Figure("system", "pool active", "payments", "1", 0, List.of(2.0, 10.0, 10.0)),
            new Figure("system", "pool max", "payments", "1", 0, List.of(10.0, 10.0, 10.0)),
            new Figure("system", "pool waiting", "payments", "1", 0, List.of(0.0, 12.0, 52.0)),
            Figure.missing("system", "heap", "%", "it is no JVM"));

    private static final List<MockedDependency> DEPENDENCIES = List.of(
            new MockedDependency(
                    "payments",
                    List.of(
                            payments("warm-up", 50, 0, 0),
                            payments("steady", 400, 8, 0),
                            payments("sale", 1_600, 32, 3)),
                    List.of(new Unmatched(
                            "no stub is for POST /payment/7; the nearest, charge, is for POST /payments/{id}", 3)),
                    null),
            MockedDependency.lost("stock", "its process had ended with exit code 137"));

    private static InPhase payments(String phase, long calls, long faults, long unmatched) {
        return new InPhase(
                phase,
                calls,
                unmatched,
                faults,
                times(calls - unmatched, 200, 380, 720, 1_100, 1_300),
                times(calls - unmatched, 200.1, 380.1, 720.3, 1_100.4, 1_300.6),
                times(calls - unmatched, 0.05, 0.07, 0.3, 0.5, 0.9),
                List.of(new StubCalls("charge", calls - unmatched, faults)),
                List.of("its busiest loop worked 12 % of the time"));
    }

    private Example() {}

    /// One test case of one request, all well.
    static Result quick() {
        var times = times(6_000, 1.2, 2.1, 4.9, 7.7, 9.1);
        var lateness = times(6_000, 0.01, 0.03, 0.06, 0.2, 0.4);
        var request = new RequestResult(
                "GET /",
                6_000,
                Map.of(),
                times,
                times(6_000, 1.1, 2.0, 4.8, 7.6, 9.0),
                NONE,
                times(12, 0.1, 0.2, 0.3, 0.3, 0.3),
                NONE,
                "");
        var testCase = new TestCaseResult(
                "GET /",
                0,
                200,
                200,
                balanced(6_000),
                times,
                request.service(),
                lateness,
                NONE,
                Map.of(),
                List.of(request),
                SECONDS,
                "");
        return result(
                "quick",
                Verdict.PASSED,
                "6,000 of 6,000 triggers, all on time (99 % within 0.06 ms)",
                List.of(phase("steady", Phase.Kind.STEADY, 30, testCase)),
                List.of(),
                List.of(),
                List.of());
    }

    /// Three phases, a rate that was missed, errors, a closed model, failures with details.
    static Result shop() {
        var browse = testCase("browse", 0, 50, 50, balanced(1_000), times(1_000, 3.4, 6, 12.5, 20, 31), Map.of());
        var errors = Map.of(ErrorKind.STATUS, 5L, ErrorKind.REQUEST_TIMEOUT, 2L);
        var pay = new RequestResult(
                "pay",
                1_587,
                errors,
                timedOut(times(1_587, 120, 900, 1_790, 9_800, 9_990)),
                timedOut(times(1_582, 110, 850, 1_700, 9_700, 9_900)),
                times(640, 2, 9, 21, 30, 31),
                times(100, 0.2, 0.3, 0.5, 0.8, 0.8),
                times(100, 1.8, 2.4, 4, 4.4, 4.4),
                "histograms/sale/checkout/pay.hlog");
        var cart = new RequestResult(
                "create cart",
                1_590,
                Map.of(),
                times(1_590, 4, 9, 40, 90, 120),
                times(1_590, 3, 8, 30, 80, 110),
                NONE,
                NONE,
                NONE,
                "histograms/sale/checkout/create-cart.hlog");
        var checkout = testCase(
                "checkout",
                0,
                80,
                71.55,
                new Ledger(1_600, 1_590, 10, 0, 1_580, 7, 3),
                times(1_587, 310, 1_100, 1_840, 9_900, 12_400),
                errors,
                cart,
                pay);
        var audit = testCase("audit", 3, 0, 12.25, balanced(245), times(245, 200, 260, 300, 310, 310), Map.of());
        return result(
                "shop",
                Verdict.FAILED,
                "sale: checkout p99 1,840 ms (expected < 300 ms)",
                List.of(
                        phase("warm-up", Phase.Kind.WARM_UP, 10, browse),
                        phase("steady", Phase.Kind.STEADY, 20, browse, audit),
                        phase("sale", Phase.Kind.PEAK, 20, checkout)),
                List.of(
                        new GateResult("checkout p99 < 300 ms in peak", "sale", false, "1,840 ms"),
                        new GateResult("errors < 1.5 %", "steady", true, "0 % (0 of 1,000) of browse"),
                        new GateResult("errors < 1.5 %", "sale", true, "1.2 % (20 of 1,600)")),
                List.of(
                        pay(17, 31_250),
                        pay(18, 31_270),
                        new Failure(
                                "checkout",
                                "pay",
                                ErrorKind.REQUEST_TIMEOUT,
                                "https://pay.shop.test did not answer within 10000 ms",
                                "sale",
                                Duration.ofMillis(42_000),
                                101,
                                "4bf92f3577b34da6a3ce929d0e0e4736",
                                new Sent("POST", "https://pay.shop.test/pay?token=***", List.of(), null),
                                null,
                                new Timings(
                                        Duration.ofNanos(80_000),
                                        null,
                                        null,
                                        Duration.ofSeconds(10),
                                        Duration.ofSeconds(10)),
                                ""),
                        new Failure(
                                "checkout",
                                "",
                                ErrorKind.EXCEPTION,
                                "NullPointerException: | cart",
                                "sale",
                                Duration.ofMillis(33_500),
                                230,
                                null,
                                null,
                                null,
                                new Timings(null, null, null, null, Duration.ofMillis(31)),
                                "NullPointerException: | cart\n\tat shop.Checkout.run(Checkout.java:12)\n\tat shop.A\n\tat shop.B")),
                List.of(
                        "from 20 s on a line of the histograms' files holds 2 s: a second each would take more than 50 MB an hour"));
    }

    private static Failure pay(long trigger, long atMillis) {
        return new Failure(
                "checkout",
                "pay",
                ErrorKind.STATUS,
                "status 503 (expected: 200)",
                "sale",
                Duration.ofMillis(atMillis),
                trigger,
                "0af7651916cd43dd8448eb211c80319c",
                new Sent(
                        "POST",
                        "https://pay.shop.test/pay",
                        List.of(new Field("Host", "pay.shop.test"), new Field("Authorization", "***")),
                        new Body(29, Form.TEXT, "{\"cart\":\"c-1\",\"card\":\"***\"}", true)),
                new Received(
                        503,
                        List.of(new Field("Content-Type", "application/json")),
                        new Body(9_200, Form.TEXT, "{\"limit\": \"<1>\",\n```\u001b[2J", false)),
                new Timings(
                        Duration.ofNanos(80_000),
                        Duration.ofNanos(310_500),
                        Duration.ofMillis(2),
                        Duration.ofMillis(12),
                        Duration.ofMillis(15)),
                "");
    }

    static Result late() {
        return result(
                "quick & dirty \u0007",
                Verdict.INCONCLUSIVE,
                "the generator was late in steady: 4.1 % of triggers started more than 1 ms after they were due (p99 12 ms);"
                        + " give it more cores, or lower the rate",
                quick().phases(),
                List.of(new GateResult("p99 < 300 ms", "steady", true, "4.9 ms")),
                List.of(),
                List.of());
    }

    private static Result result(
            String name,
            Verdict verdict,
            String reason,
            List<PhaseResult> phases,
            List<GateResult> gates,
            List<Failure> failures,
            List<String> notes) {
        var machine = new Machine(2, 6_094_000_128L, "Linux 6.8.0-45-generic", "AMD EPYC 7B13");
        return new Result(
                new Generator("0.1.0", "25.0.3+9-LTS, Eclipse Adoptium", machine),
                name.equals("shop") ? new WrittenLoadTest("loadtest.yaml", "name: shop\ntarget: …\n", "nightly") : null,
                phases.stream().map(Example::planned).toList(),
                name,
                verdict,
                reason,
                verdict == Verdict.INCONCLUSIVE
                        ? List.of(
                                "the machine was busy with other programs from 00:31 to 00:44 (they used 1.6 of 2 cores)",
                                "give the generator a core of its own, or lower the rate to about 31,000 tps, which is what this machine can keep")
                        : List.of(),
                URI.create("http://localhost:8080"),
                0x7f3a,
                "on the event loops",
                Instant.parse("2026-11-21T10:12:07Z"),
                phases.stream().map(PhaseResult::lasted).reduce(Duration.ZERO, Duration::plus),
                phases,
                gates,
                failures,
                notes,
                name.equals("shop")
                        ? List.of(
                                new LoggedInterval(Duration.ZERO, Duration.ofSeconds(1)),
                                new LoggedInterval(Duration.ofSeconds(20), Duration.ofSeconds(2)))
                        : List.of(),
                name.equals("shop") ? new Testimony(FIGURES, DEPENDENCIES, List.of()) : Testimony.NONE);
    }

    private static PlannedPhase planned(PhaseResult phase) {
        var demands = new LinkedHashMap<String, String>();
        for (var testCase : phase.testCases()) {
            demands.put(
                    testCase.name(),
                    testCase.users() > 0 ? testCase.users() + " users" : (long) testCase.askedTps() + " tps");
        }
        return new PlannedPhase(phase.name(), phase.kind(), phase.lasted(), demands);
    }

    private static PhaseResult phase(String name, Phase.Kind kind, long seconds, TestCaseResult... testCases) {
        var lateness = times(2_590, 0.01, 0.03, 0.06, 0.2, 0.4);
        return new PhaseResult(
                name,
                kind,
                Duration.ofSeconds(seconds),
                List.of(testCases),
                testCases[0].response(),
                testCases[0].service(),
                NONE,
                lateness);
    }

    private static TestCaseResult testCase(
            String name,
            int users,
            double asked,
            double achieved,
            Ledger ledger,
            Times response,
            Map<ErrorKind, Long> errors,
            RequestResult... requests) {
        return new TestCaseResult(
                name,
                users,
                asked,
                achieved,
                ledger,
                response,
                NONE,
                NONE,
                NONE,
                errors,
                List.of(requests),
                SECONDS,
                "histograms/sale/" + name + ".hlog");
    }

    private static Ledger balanced(long count) {
        return new Ledger(count, count, 0, 0, count, 0, 0);
    }

    private static Times times(long count, double p50, double p90, double p99, double p999, double max) {
        return new Times(
                count,
                nanos(p50 / 2),
                nanos(p50),
                nanos(p90),
                nanos((p90 + p99) / 2),
                nanos(p99),
                nanos(p999),
                nanos(max),
                p50 * 1e6);
    }

    /// Two of them.
    private static Times timedOut(Times times) {
        return new Times(
                times.count(),
                2,
                10_000_000_000L,
                times.min(),
                times.p50(),
                times.p90(),
                times.p95(),
                times.p99(),
                Times.BEYOND,
                Times.BEYOND,
                Double.NaN);
    }

    private static long nanos(double millis) {
        return Math.round(millis * 1e6);
    }
}
