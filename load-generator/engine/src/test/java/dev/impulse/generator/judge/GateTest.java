package dev.impulse.generator.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.impulse.generator.judge.DependencyFigure.Calls;
import dev.impulse.generator.judge.DependencyFigure.Delay;
import dev.impulse.generator.judge.DependencyFigure.Faults;
import dev.impulse.generator.judge.DependencyFigure.Unmatched;
import dev.impulse.generator.judge.Scope.Name;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            p99 < 300 ms                              | -        | -           | -       | P99   | BELOW    | 300000000 | false | false
            checkout p99 < 300 ms in steady           | checkout | -           | steady  | P99   | BELOW    | 300000000 | false | false
            checkout   p99.9<=2s                      | checkout | -           | -       | P99_9 | AT_MOST  | 2000000000| false | false
            checkout/pay p95 < 80 ms ok               | checkout | pay         | -       | P95   | BELOW    | 80000000  | false | true
            checkout/pay service p95 < 80 ms          | checkout | pay         | -       | P95   | BELOW    | 80000000  | true  | false
            checkout/create cart p50 < 500 us in peak | checkout | create cart | peak    | P50   | BELOW    | 500000    | false | false
            shop/GET /a/{} max >= 1.5s in big sale ok | shop     | GET /a/{}   | big sale| MAX   | AT_LEAST | 1500000000| false | true
            shop/a<b mean > 1 ms                      | shop     | a<b         | -       | MEAN  | ABOVE    | 1000000   | false | false
            p90 = 1 ms                                | -        | -           | -       | P90   | EQUAL    | 1000000   | false | false
            """)
    void timesAreRead(
            String text,
            @Nullable String testCase,
            @Nullable String request,
            @Nullable String phase,
            Statistic statistic,
            Operator operator,
            long nanos,
            boolean service,
            boolean okOnly) {
        var gate = (Gate.Latency) Gate.parse(text);

        assertThat(gate.text()).isEqualTo(text);
        assertThat(text(gate.scope().testCase())).isEqualTo(testCase);
        assertThat(text(gate.scope().request())).isEqualTo(request);
        assertThat(text(gate.scope().phase())).isEqualTo(phase);
        assertThat(gate.statistic()).isEqualTo(statistic);
        assertThat(gate.operator()).isEqualTo(operator);
        assertThat(gate.bound()).isEqualTo(Duration.ofNanos(nanos));
        assertThat(gate.service()).isEqualTo(service);
        assertThat(gate.okOnly()).isEqualTo(okOnly);
    }

    @Test
    void errorsAreRead() {
        var share = (Gate.Errors) Gate.parse("errors < 0.1 %");
        assertThat(share.bound()).isEqualTo(0.1);
        assertThat(share.percent()).isTrue();
        assertThat(share.kinds()).isEmpty();

        var none = (Gate.Errors) Gate.parse("errors (request timeout) of checkout/pay = 0 in steady");
        assertThat(none.bound()).isZero();
        assertThat(none.percent()).isFalse();
        assertThat(none.kinds()).containsExactly(ErrorKind.REQUEST_TIMEOUT);
        assertThat(text(none.scope().testCase())).isEqualTo("checkout");
        assertThat(text(none.scope().request())).isEqualTo("pay");
        assertThat(text(none.scope().phase())).isEqualTo("steady");

        assertThat(((Gate.Errors) Gate.parse("errors(timeout) <= 5")).kinds())
                .isEqualTo(Set.of(ErrorKind.CONNECT_TIMEOUT, ErrorKind.REQUEST_TIMEOUT));
        assertThat(text(Gate.parse("checkout errors < 1%").scope().testCase())).isEqualTo("checkout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            p99 < 300 ms over any 10 s                  | 10 | -
            checkout p99 < 300 ms over any 10s in peak  | 10 | peak
            checkout p99 < 300 ms in peak over any 1 min| 60 | peak
            checkout p99 < 1 s over any 5 s ok          | 5  | -
            errors (status) < 1 % over any 2 s in peak  | 2  | peak
            errors < 1 %                                | -  | -
            """)
    void windowsAreRead(String text, @Nullable Long seconds, @Nullable String phase) {
        var gate = Gate.parse(text);

        assertThat(gate.window()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        assertThat(text(gate.scope().phase())).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            checkout p99 < 2 s while restart            | restart | -  | -
            checkout p99 < 2 s while restart ok         | restart | -  | -
            errors < 5 % while restart in steady        | restart | -  | steady
            errors < 5 % in steady while restart        | restart | -  | steady
            errors (refused) < 5 % from restart for 30 s| restart | 30 | -
            p99 < 2 s from restart for 1 min in big sale| restart | 60 | big sale
            """)
    void whatAGateLooksAtDuringIsRead(String text, String marker, @Nullable Long seconds, @Nullable String phase) {
        var scope = Gate.parse(text).scope();

        assertThat(scope.during()).satisfies(during -> {
            assertThat(during.marker().text()).isEqualTo(marker);
            assertThat(during.lasting()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        });
        assertThat(text(scope.phase())).isEqualTo(phase);
    }

    @Test
    void aGateThatNamesNoHookIsAboutAllTheTime() {
        assertThat(Gate.parse("p99 < 2 s in steady").scope().during()).isNull();
    }

    @Test
    void whereThereAreNoHooksItIsSaidWhereTheyWouldBe() {
        var mistakes = Gate.parse("p99 < 1 s while restart").check(new Known(List.of("browse"), phases()));

        assertThat(mistakes)
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .hasMessage("restart: no such hook (expected: one of the load test's file, under hooks)"));
    }

    @Test
    void conditionsThatAbortAreRead() {
        var errors = (Gate.Abort) Gate.parse("abort if errors > 50 % for 5 s");
        assertThat(errors.lasting()).isEqualTo(Duration.ofSeconds(5));
        assertThat(errors.condition()).isInstanceOf(Gate.Errors.class);
        assertThat(errors.measured() + " " + errors.expected()).isEqualTo("errors > 50 %");

        var slow = (Gate.Abort) Gate.parse("abort if search for all p99 > 2 s in steady for 1 min");
        assertThat(slow.lasting()).isEqualTo(Duration.ofMinutes(1));
        assertThat(text(slow.scope().testCase())).isEqualTo("search for all");
        assertThat(text(slow.scope().phase())).isEqualTo("steady");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            system threads < 200 in steady          | THREADS     | -             | false | 200        | steady
            system  open files <= 1000              | OPEN_FILES  | -             | false | 1000       | -
            system rss < 512 MB                     | RSS         | -             | false | 512000000  | -
            system heap used < 1.5GiB               | HEAP_USED   | -             | false | 1610612736 | -
            system mean cpu < 150 %                 | CPU         | -             | true  | 150        | -
            system gc < 2 % in big sale             | GC          | -             | false | 2          | big sale
            system sockets (close wait) = 0         | SOCKETS     | close wait    | false | 0          | -
            system threads(http-nio-8080-exec-*)<64 | THREADS     | http-nio-8080-exec-* | false | 64  | -
            """)
    void figuresOfTheSystemAreRead(
            String text,
            SystemFigure figure,
            @Nullable String part,
            boolean mean,
            double bound,
            @Nullable String phase) {
        var gate = (Gate.OfSystem) Gate.parse(text);

        assertThat(gate.figure()).isEqualTo(figure);
        assertThat(gate.part()).isEqualTo(part == null ? "" : part);
        assertThat(gate.mean()).isEqualTo(mean);
        assertThat(gate.bound()).isEqualTo(bound);
        assertThat(text(gate.scope().phase())).isEqualTo(phase);
        assertThat(gate.scope().testCase()).isNull();
    }

    @Test
    void aTestCaseMayBeCalledSystem() {
        assertThat(text(Gate.parse("system p99 < 1 s").scope().testCase())).isEqualTo("system");
        assertThat(Gate.parse("system errors < 1 %")).isInstanceOf(Gate.Errors.class);
    }

    @Test
    void aFigureOfTheSystemMayAbort() {
        var abort = (Gate.Abort) Gate.parse("abort if system threads > 500 for 5 s");

        assertThat(abort.lasting()).isEqualTo(Duration.ofSeconds(5));
        assertThat(abort.found(501)).isEqualTo(new Gate.Abort.Found(true, "501"));
        assertThat(abort.found(500)).isEqualTo(new Gate.Abort.Found(false, "500"));
        assertThat(abort.found(Double.NaN)).isNull();
    }

    static Stream<Arguments> ofDependencies() {
        return Stream.of(
                Arguments.of("payments calls <= 1.1 a trigger in peak", new Calls(true), 1.1, "peak"),
                Arguments.of("payments calls>0", new Calls(false), 0, null),
                Arguments.of("payments  calls <= 1,000 in big sale", new Calls(false), 1_000, "big sale"),
                Arguments.of("payments delay p95 < 520 ms in peak", new Delay(Statistic.P95), 520e6, "peak"),
                Arguments.of("payments delay  p99.9 < 1.5s", new Delay(Statistic.P99_9), 1.5e9, null),
                Arguments.of("payments delay max >= 2 s", new Delay(Statistic.MAX), 2e9, null),
                Arguments.of("payments delay mean < 50 ms", new Delay(Statistic.MEAN), 50e6, null),
                Arguments.of("payments unmatched = 0", new Unmatched(false), 0, null),
                Arguments.of("payments unmatched < 0.1 % in steady", new Unmatched(true), 0.1, "steady"),
                Arguments.of("payments faults < 3 %", new Faults(true), 3, null),
                Arguments.of("payments faults >= 5", new Faults(false), 5, null));
    }

    @ParameterizedTest
    @MethodSource("ofDependencies")
    void whatIsAskedOfDependenciesIsRead(String text, DependencyFigure figure, double bound, @Nullable String phase) {
        var gate = (Gate.OfDependency) Gate.parse(text);

        assertThat(gate.dependency()).isEqualTo(new Name("payments", 1));
        assertThat(gate.figure()).isEqualTo(figure);
        assertThat(gate.bound()).isEqualTo(bound);
        assertThat(text(gate.scope().phase())).isEqualTo(phase);
        assertThat(gate.scope().testCase()).isNull();
        assertThat(gate.measured() + " " + gate.expected())
                .isEqualTo(text.replaceAll(" in .*", "")
                        .replace("calls>", "calls > ")
                        .replaceAll("\\s+", " "));
    }

    @Test
    void whatLooksLikeADependencysMayBeATestCasesOrItsRequests() {
        assertThat(text(Gate.parse("delay p95 < 1 s").scope().testCase())).isEqualTo("delay");
        assertThat(text(Gate.parse("browse/GET /delay p95 < 1 s").scope().request()))
                .isEqualTo("GET /delay");
        assertThat(text(Gate.parse("browse/read delay p95 < 1 s").scope().request()))
                .isEqualTo("read delay");
        assertThat(text(Gate.parse("faults errors < 1 %").scope().testCase())).isEqualTo("faults");
    }

    @Test
    void whereNothingIsMockedItIsSaidWhereItWouldBe() {
        var known = new Known(List.of("browse"), phases());

        assertThat(Gate.parse("payments calls > 0 in staedy").check(known))
                .extracting(mistake -> mistake.column() + " " + mistake.getMessage())
                .containsExactly(
                        "1 payments: no such dependency (expected: one of the load test's file, under dependencies)",
                        "23 staedy: no such phase (did you mean steady?)");
        assertThat(Gate.parse("browse calls > 0").check(known))
                .extracting(MalformedText::getMessage)
                .containsExactly("browse: a test case, and no dependency"
                        + " (expected: one of the load test's file, under dependencies)");
    }

    @Test
    void notStartedIsAKindOfError() {
        assertThat(((Gate.Errors) Gate.parse("errors(not started) = 0")).kinds())
                .containsExactly(ErrorKind.NOT_STARTED);
    }

    @Test
    void throughputIsRead() {
        var gate = (Gate.Throughput) Gate.parse("checkout tps >= 99 % of asked in peak");

        assertThat(gate.percentOfAsked()).isEqualTo(99);
        assertThat(gate.operator()).isEqualTo(Operator.AT_LEAST);
        assertThat(text(gate.scope().testCase())).isEqualTo("checkout");
        assertThat(gate.measured()).isEqualTo("checkout tps");
        assertThat(gate.expected()).isEqualTo(">= 99 % of asked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            checkout p99 < 300 parsecs    | 16 | 300 parsecs (expected: a duration such as 300 ms or 2 s)
            checkout p99 < 300            | 16 | 300 (expected: a duration such as 300 ms or 2 s)
            checkout p9 9 < 300 ms        | 10 | p9 9 (expected: p50, p90, p95, p99, p99.9, max, mean, errors, tps, calls, unmatched or faults; did you mean p99?)
            checkout p98 < 300 ms         | 10 | p98 (expected: p50, p90, p95, p99, p99.9, max, mean, errors, tps, calls, unmatched or faults; did you mean p9
            checkout eror < 1 %           | 10 | eror (expected: p50, p90, p95, p99, p99.9, max, mean, errors, tps, calls, unmatched or faults; did you mean errors?)
            checkout p99                  | 13 | checkout p99 (expected: one of <, <=, =, >= or > and a bound
            < 300 ms                      | 1  | nothing before < 300 ms (expected: p50
            checkout p99 < 300 ms on peak | 23 | on peak (expected: in and a phase, while and a hook, ok, or nothing)
            errors (statsu) < 1 %         | 9  | statsu: no such kind of error (did you mean status?)
            errors < 1 % ok               | 14 | ok (expected: only after a time
            errors < some                 | 10 | some (expected: a share such as 0.1 %
            service p99 < 1 ms            | 1  | service p99 (expected: a request before service
            tps >= 99 %                   | 12 | nothing (expected: a share of the asked rate
            a/b tps >= 99 % of asked      | 3  | b (expected: a test case only
            /pay p99 < 1 ms               | 1  | /pay (expected: a test case and a request, as in checkout/pay)
            a errors of b < 1 %           | 13 | b (expected: one test case; a is named already)
            p99 < 1 s over any 500 ms     | 20 | 500 ms (expected: whole seconds, from 1 s to 1 h)
            p99 < 1 s over any minute     | 20 | minute (expected: a duration such as 300 ms or 2 s)
            p99 < 1 s over any 5 s long   | 24 | long (expected: nothing after the time)
            tps > 1 % of asked over any 5 s| 1 | tps (expected: over any only with times and errors of test cases)
            abort if errors > 50 %        | 1  | abort if errors > 50 % (expected: a condition and a time, as in abort if errors > 50 % for 5 s)
            abort if erors > 50 % for 5 s | 10 | erors (expected: p50
            abort if errors > 50 % for 5  | 28 | 5 (expected: a duration such as 300 ms or 2 s)
            abort if errors > 1 % over any 2 s for 5 s | 10 | over any (expected: for and a time alone)
            p99 < 1 s while restart over any 5 s   | 17 | restart (expected: either over any and a time, or a hook)
            p99 < 1 s from restart                 | 16 | restart (expected: a hook and a time, as in from restart for 30 s)
            p99 < 1 s from restart for 500 ms      | 28 | 500 ms (expected: whole seconds, from 1 s to 1 h)
            p99 < 1 s from restart for ever        | 28 | ever (expected: a duration such as 300 ms or 2 s)
            p99 < 1 s while restart from b for 5 s | 25 | from, a second time (expected: a hook, once)
            p99 < 1 s in steady in peak            | 21 | in, a second time (expected: a phase, once)
            p99 < 1 s while in steady              | 16 | nothing after while (expected: a hook)
            tps >= 99 % of asked while restart     | 1  | tps (expected: while and from only with times and errors of test cases)
            abort if errors > 5 % while restart for 5 s | 29 | restart (expected: no hook; a condition that aborts watches the whole phase)
            abort if tps < 9 % of asked for 5 s | 10 | tps (expected: a time, errors, or a figure of the system)
            system thread < 200           | 8  | thread: no such figure of the system (did you mean threads?)
            system colour < 200           | 8  | colour: no such figure of the system (expected: cpu, rss, threads, open files,
            system threads < 200 MB       | 22 | MB (expected: in and a phase, or nothing)
            system rss < 512              | 17 | nothing (expected: a size such as 512 MB or 2 GiB)
            system rss < 512 MiBs         | 18 | MiBs (expected: a size such as 512 MB or 2 GiB)
            system cpu < 150              | 17 | nothing (expected: a share such as 80 %)
            system gc < much              | 13 | much (expected: a share such as 80 %)
            system threads < 200 over any 5 s | 1 | system threads (expected: over any only with times and errors of test cases)
            system threads < 200 ok       | 22 | ok (expected: only after a time
            system calls > 5              | 8  | calls: no such figure of the system (expected: cpu, rss,
            calls > 5                     | 1  | calls (expected: a dependency before it, as in payments calls)
            unmatched = 0                 | 1  | unmatched (expected: a dependency before it, as in payments unmatched)
            payments/charge calls > 0     | 17 | calls (expected: p50, p90,
            payments cals > 0             | 10 | cals (expected: p50, p90, p95, p99, p99.9, max, mean, errors, tps, calls, unmatched or faults; did you mean calls?)
            payments calls > some         | 18 | some (expected: a number, or a number a trigger, such as 1.1 a trigger)
            payments calls > 1 %          | 20 | % (expected: a trigger, in and a phase, or nothing)
            payments calls < 1.1 a        | 23 | nothing (expected: trigger, as in 1.1 a trigger)
            payments calls < 1.1 a call   | 24 | call (expected: trigger, as in 1.1 a trigger)
            payments calls < 1 a trigger or so | 30 | or so (expected: in and a phase, or nothing)
            payments unmatched = none     | 22 | none (expected: a number such as 0, or a share such as 3 %)
            payments unmatched < 1 a trigger | 24 | a trigger (expected: %, in and a phase, or nothing)
            payments faults < 3 % of all  | 23 | of all (expected: in and a phase, or nothing)
            payments delay < 520 ms       | 15 | nothing after delay (expected: p50, p90, p95, p99, p99.9, max, mean)
            payments delay p98 < 520 ms   | 16 | p98 (expected: p50, p90,
            payments delay p95 < 520      | 22 | 520 (expected: a duration such as 300 ms or 2 s)
            payments delay p95 < 1 s long | 26 | long (expected: in and a phase, or nothing)
            payments delay p95 < 1 s ok   | 26 | ok (expected: only after a time
            payments calls < 9 over any 5 s | 1 | payments calls (expected: over any only with times and errors of test cases)
            payments delay max < 1 s over any 5 s | 1 | payments delay max (expected: over any only with times and errors of test cases)
            payments faults = 0 while restart | 1 | payments faults (expected: while and from only with times and errors of test cases)
            payments faults = 0 from restart for 5 s | 1 | payments faults (expected: while and from only with times and errors of test cases)
            payments faults = 0 while a over any 5 s | 27 | a (expected: either over any and a time, or a hook)
            abort if payments calls > 9 for 5 s | 10 | payments calls (expected: a time, errors, or a figure of the system)
            abort if payments delay p99 > 1 s for 5 s | 10 | payments delay p99 (expected: a time, errors, or a figure of the system)
            """)
    void mistakesAreNamedWithTheirPlace(String text, int column, String message) {
        var mistake = catchThrowableOfType(MalformedText.class, () -> Gate.parse(text));

        assertThat(mistake).hasMessageStartingWith(message);
        assertThat(mistake.column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            checkuot p99 < 1 s             | 1  | checkuot: no such test case (did you mean checkout?)
            pay p99 < 1 s                  | 1  | pay: no such test case (expected: browse, checkout)
            checkout p99 < 1 s in staedy   | 23 | staedy: no such phase (did you mean steady?)
            checkout p99 < 1 s in night    | 23 | night: no such phase (expected: ramp, steady, sale, warm-up, peak)
            checkout p99 < 1 s in ramp     | 23 | ramp: a warm-up is never judged (expected: a steady or peak phase)
            checkout p99 < 1 s in warm-up  | 23 | warm-up: a warm-up is never judged (expected: a steady or peak phase)
            checkout p99 < 1 s in peak     | 23 | peak: asks nothing of checkout (expected: a phase that does)
            p99 < 1 s while restrat        | 17 | restrat: no such hook (did you mean restart?)
            errors < 1 % from roll for 5 s | 19 | roll: no such hook (expected: restart, failover)
            paymets calls > 0              | 1  | paymets: no such dependency (did you mean payments?)
            bank delay p95 < 1 s           | 1  | bank: no such dependency (expected: payments, stock)
            system delay p95 < 1 s         | 1  | system: no such dependency (expected: payments, stock)
            checkout calls > 0             | 1  | checkout: a test case, and no dependency (expected: payments, stock)
            paymets p95 < 1 s              | 1  | paymets: no such test case (did you mean payments?)
            payments p95 < 1 s             | 1  | payments: a dependency, and no test case (expected: its calls, delay, unmatched or faults, as in payments delay p95 < 500 ms)
            payments calls > 0 in staedy   | 23 | staedy: no such phase (did you mean steady?)
            payments calls > 0 in ramp     | 23 | ramp: a warm-up is never judged (expected: a steady or peak phase)
            """)
    void namesThatAreNotKnownAreMistakes(String text, int column, String message) {
        var mistakes = Gate.parse(text).check(known());

        assertThat(mistakes).singleElement().satisfies(mistake -> {
            assertThat(mistake).hasMessage(message);
            assertThat(mistake.column()).isEqualTo(column);
        });
    }

    @Test
    void namesAndKindsThatAreKnownAreFine() {
        for (var text : List.of(
                "p99 < 1 s",
                "browse p99 < 1 s in peak",
                "browse p99 < 1 s in sale",
                "p99 < 1 s while restart",
                "errors < 1 % from failover for 30 s",
                "checkout/any p99 < 1 s in steady",
                "system threads < 200 in steady",
                "payments calls <= 1.1 a trigger in steady",
                "stock unmatched = 0",
                "abort if errors > 1 % in ramp for 5 s")) {
            assertThat(Gate.parse(text).check(known())).isEmpty();
        }
    }

    @Property
    void whatCannotBeReadIsAMistakeAndNeverACrash(@ForAll("almostGates") String text) {
        assertThatCode(() -> {
                    try {
                        Gate.parse(text);
                    } catch (MalformedText mistake) {
                        assertThat(mistake.column()).isBetween(1, text.length() + 1);
                        assertThat(mistake.getMessage()).containsAnyOf("(expected: ", "(did you mean ");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> almostGates() {
        return Arbitraries.of(
                        "checkout",
                        "/",
                        "pay",
                        "p99",
                        "p99.9",
                        "max",
                        "system",
                        "calls",
                        "delay",
                        "unmatched",
                        "a trigger",
                        "threads",
                        "rss",
                        "MB",
                        "errors",
                        "tps",
                        "service",
                        "of",
                        "asked",
                        "in",
                        "over any",
                        "while",
                        "from",
                        "restart",
                        "abort if",
                        "for",
                        "steady",
                        "ok",
                        "<",
                        "<=",
                        "=",
                        ">",
                        "300",
                        "ms",
                        "0.1",
                        "%",
                        "(",
                        ")",
                        "status",
                        " ",
                        " ",
                        " ",
                        "\n",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static @Nullable String text(@Nullable Name name) {
        return name == null ? null : name.text();
    }

    private static Known known() {
        return new Known(
                List.of("browse", "checkout"), phases(), List.of("restart", "failover"), List.of("payments", "stock"));
    }

    private static List<Phase> phases() {
        Demand demand = new Demand.Open(new Constant(10), Arrivals.EVEN);
        var second = Duration.ofSeconds(1);
        return List.of(
                new Phase("ramp", Phase.Kind.WARM_UP, second, Map.of("browse", demand)),
                new Phase("steady", Phase.Kind.STEADY, second, Map.of("browse", demand, "checkout", demand)),
                new Phase("sale", Phase.Kind.PEAK, second, Map.of("browse", demand)));
    }
}
