package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.judge.Gate;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dependencies of a load test's file, and what its phases ask of them.
class DependenciesTest {

    private static final String HEAD = """
            target: http://localhost
            test-cases: { browse: GET / }
            """;
    private static final String PHASES = "phases: [ steady: { for: 20s, browse: 1 tps } ]\n";
    private static final String PAYMENTS = "dependencies: { payments: { port: 9001, stubs: payments.yaml } }\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void layOutTheFolder() throws IOException {
        write("payments.yaml", "stubs: [ { get: /, answer: 204 } ]\n");
        write("stock.yaml", "port: 9002\nstubs: [ { get: /, answer: 204 } ]\n");
        write("any.yaml", "port: 0\nstubs: [ { get: /, answer: 204 } ]\n");
        write("both.yaml", """
                payments: { stubs: [ { get: /, answer: 204 } ] }
                stock: { stubs: [ { get: /, answer: 204 } ] }
                """);
        write("mistaken.yaml", """
                delay: { p95: 500 }
                stubs:
                  - { get: pay, answer: 204 }
                  - { get: /, anwser: 204 }
                """);
        write("Payments.java", "");
        Files.createDirectory(folder.resolve("stubs"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Reading<Definition> read(String text) {
        return LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, Given.NOTHING);
    }

    private Definition whole(String text) {
        return switch (read(text)) {
            case Reading.Whole<Definition> whole -> whole.value();
            case Reading.Mistaken<Definition> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    private String mistakes(String text) {
        return switch (read(text)) {
            case Reading.Whole<Definition> whole -> "no mistake";
            case Reading.Mistaken<Definition> mistaken ->
                mistaken.mistakes().text().replace(folder + "/", "");
        };
    }

    @Test
    void theyAreReadWithTheirPortsAndFiles() {
        assertThat(whole(HEAD + PHASES + """
                dependencies:
                  payments: { port: 9001, stubs: payments.yaml }
                  warehouse: { stubs: stubs/../stock.yaml }
                  stock: { stubs: stock.yaml, port: 9003 }
                """).dependencies())
                .containsExactly(
                        new DefinedDependency("payments", 9001, folder.resolve("payments.yaml")),
                        new DefinedDependency("warehouse", 9002, folder.resolve("stock.yaml")),
                        new DefinedDependency("stock", 9003, folder.resolve("stock.yaml")));
    }

    @Test
    void whatPhasesAskOfThemIsKeptByPhaseAndName() {
        Definition definition = whole(HEAD + PAYMENTS + """
                phases:
                  - steady: { for: 20s, browse: 1 tps }
                  - peak:
                      for: 20s
                      name: sale
                      browse: 1 tps
                      with: { payments: { delay: { p50: 100 ms, p95: 500 ms }, errors: 2 % } }
                """);
        assertThat(definition.asked()).containsOnlyKeys("sale");
        assertThat(asked(definition, "sale"))
                .isEqualTo(Map.of("delay", Map.of("p50", "100 ms", "p95", "500 ms"), "errors", "2 %"));
    }

    @Test
    void gatesMayAskOfWhatIsMocked() {
        String gates = PHASES + "gates: [ payments calls <= 1.1 a trigger in steady, payments unmatched = 0 ]\n";

        assertThat(whole(HEAD + PAYMENTS + gates).gates())
                .extracting(Gate::text)
                .containsExactly("payments calls <= 1.1 a trigger in steady", "payments unmatched = 0");
        assertThat(mistakes(HEAD + gates)).isEqualTo("""
                loadtest.yaml:4:10: gates[0]: payments: no such dependency (expected: one of the load test's file, under dependencies)
                loadtest.yaml:4:53: gates[1]: payments: no such dependency (expected: one of the load test's file, under dependencies)
                2 mistakes; nothing was started""");
        assertThat(mistakes(HEAD + PAYMENTS + PHASES + """
                gates:
                  - paymets calls > 0
                  - payments p95 < 1 s
                  - browse calls > 0
                """)).isEqualTo("""
                loadtest.yaml:6:5: gates[0]: paymets: no such dependency (did you mean payments?)
                loadtest.yaml:7:5: gates[1]: payments: a dependency, and no test case (expected: its calls, delay, unmatched or faults, as in payments delay p95 < 500 ms)
                loadtest.yaml:8:5: gates[2]: browse: a test case, and no dependency (expected: payments)
                3 mistakes; nothing was started""");
    }

    @Test
    void filesThatPhasesNameAreToldByTheirWholePaths() throws IOException {
        write("sorry.txt", "later");
        Histogram paid = new Histogram(3);
        paid.recordValue(5_000_000);
        try (PrintStream log = new PrintStream(folder.resolve("stubs/pay.hlog").toFile(), StandardCharsets.UTF_8)) {
            new HistogramLogWriter(log).outputIntervalHistogram(paid);
        }
        Definition definition = whole(HEAD + PAYMENTS + """
                phases:
                  - steady:
                      for: 20s
                      browse: 1 tps
                      with:
                        payments:
                          delay: { recorded: stubs/pay.hlog }
                          errors: [ { rate: 1 %, answer: { status: 503, file: sorry.txt } }, 2 % ]
                """);
        assertThat(asked(definition, "steady"))
                .isEqualTo(Map.of(
                        "delay",
                        Map.of("recorded", folder.resolve("stubs/pay.hlog").toString()),
                        "errors",
                        List.of(
                                Map.of(
                                        "rate",
                                        "1 %",
                                        "answer",
                                        Map.of(
                                                "status",
                                                BigInteger.valueOf(503),
                                                "file",
                                                folder.resolve("sorry.txt").toString())),
                                "2 %")));
    }

    private static Object asked(Definition definition, String phase) {
        return Objects.requireNonNull(
                        Objects.requireNonNull(definition.asked().get(phase)).get("payments"))
                .said();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            payments: { port: 9001, stubs: paymnets.yaml }  | 48: dependencies.payments.stubs: no such file as paymnets.yaml (did you mean payments.yaml?)
            payments: { port: 9001, stubs: nowhere.yaml }   | 48: dependencies.payments.stubs: no such file as nowhere.yaml (expected: a file that is there)
            payments: { port: 9001, stubs: stubs }          | 48: dependencies.payments.stubs: not a file as stubs (expected: a file that is there)
            payments: { port: 9001, stubs: both.yaml }      | 48: dependencies.payments.stubs: both.yaml, which has several dependencies: payments, stock (expected: a file for each)
            payments: { port: 9001 }                        | 27: dependencies.payments.stubs: missing (expected: the path of a file of stubs (.yaml), or of code (.java, .kt))
            payments: { stubs: payments.yaml }              | 27: dependencies.payments: no port, neither here nor in payments.yaml (expected: a port such as 9001)
            payments: { stubs: any.yaml }                   | 27: dependencies.payments: no port, neither here nor in any.yaml (expected: a port such as 9001)
            payments: { stubs: Payments.java }              | 27: dependencies.payments: no port (expected: a port such as 9001)
            payments: { port: 0, stubs: payments.yaml }     | 35: dependencies.payments.port: 0 (expected: a whole number from 1 to 65535)
            payments: { port: 99999, stubs: payments.yaml } | 35: dependencies.payments.port: 99999 (expected: a whole number from 1 to 65535)
            payments: { prot: 9001, stubs: payments.yaml }  | 29: dependencies.payments.prot: unknown key (did you mean port?)
            payments: { port: 9001, stub: payments.yaml }   | 41: dependencies.payments.stub: unknown key (did you mean stubs?)
            payments: payments.yaml                         | 27: dependencies.payments: payments.yaml (expected: a mapping with port, stubs)
            browse: { port: 9001, stubs: payments.yaml }    | 17: dependencies.browse: the name of a test case (expected: another, so that gates can tell them apart)
            system: { port: 9001, stubs: payments.yaml }    | 17: dependencies.system: the name of the system under test (expected: another)
            pay ments: { port: 9001, stubs: payments.yaml } | 17: dependencies.pay ments: no name for a dependency (expected: a word of letters, digits, - and _ that begins with a letter)
            """)
    void mistakesAreToldWithTheirPlace(String dependency, String told) {
        assertThat(mistakes(HEAD + "dependencies: { " + dependency + " }\n" + PHASES))
                .isEqualTo("loadtest.yaml:3:" + told + "\n1 mistake; nothing was started");
    }

    @Test
    void whatIsNoMappingOfThemIsRefused() {
        assertThat(mistakes(HEAD + PHASES + "dependencies: [ payments ]\n"))
                .startsWith("loadtest.yaml:4:15: dependencies: a list (expected: names with values)");
    }

    @Test
    void twoOnOnePortAreAMistakeWhoeverSaysIt() {
        assertThat(mistakes(HEAD + PHASES + """
                dependencies:
                  a: { port: 9002, stubs: payments.yaml }
                  b: { port: 9002, stubs: any.yaml }
                  c: { stubs: stock.yaml }
                """)).isEqualTo("""
                loadtest.yaml:6:14: dependencies.b.port: port 9002, which a has (expected: a port of its own)
                loadtest.yaml:7:6: dependencies.c: port 9002 of stock.yaml, which a has (expected: a port of its own)
                2 mistakes; nothing was started""");
    }

    @Test
    void mistakesOfTheFilesOfStubsAreToldWithTheirOwnPlacesAlongWithAllOthersAndOnce() {
        assertThat(mistakes(HEAD + """
                dependencies:
                  payments: { port: 9001, stubs: mistaken.yaml }
                  refunds: { port: 9004, stubs: mistaken.yaml }
                  browse: { stubs: none.yaml }
                phases:
                  - steady: { for: 20s, browse: 1 tps, with: { payments: { errors: 1 % } } }
                gates: [ payments calls > 0, payments cals > 0 ]
                """)).isEqualTo("""
                loadtest.yaml:6:3: dependencies.browse: the name of a test case (expected: another, so that gates can tell them apart)
                loadtest.yaml:6:20: dependencies.browse.stubs: no such file as none.yaml (expected: a file that is there)
                loadtest.yaml:9:39: gates[1]: cals (expected: p50, p90, p95, p99, p99.9, max, mean, errors, tps, calls, unmatched or faults; did you mean calls?)
                mistaken.yaml:1:15: delay.p95: 500 (expected: a duration such as 300 ms, 10 s or 1m 30s)
                mistaken.yaml:3:12: stubs[0].get: pay (expected: a path such as /payments/{id})
                mistaken.yaml:4:15: stubs[1].anwser: unknown key (did you mean answer?)
                6 mistakes; nothing was started""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            paymnets: { errors: 1 % }                            | 54: phases[0].steady.with.paymnets: no such dependency (did you mean payments?)
            stock: { errors: 1 % }                               | 54: phases[0].steady.with.stock: no such dependency (expected: payments)
            payments: 1 %                                        | 64: phases[0].steady.with.payments: 1 % (expected: a mapping with delay, errors)
            payments: { delai: 1 s }                             | 66: phases[0].steady.with.payments.delai: unknown key (did you mean delay?)
            payments: { delay: 500 }                             | 73: phases[0].steady.with.payments.delay: 500 (expected: a duration such as 200 ms, or percentiles such as { p95: 500 ms })
            payments: { delay: { p95: 500 } }                    | 80: phases[0].steady.with.payments.delay.p95: 500 (expected: a duration such as 300 ms, 10 s or 1m 30s)
            payments: { delay: { q95: 500 ms } }                 | 75: phases[0].steady.with.payments.delay.q95: unknown key (did you mean p95?)
            payments: { delay: { p50: 500 ms, p95: 100 ms } }    | 73: phases[0].steady.with.payments.delay: p95 100 ms with p50 500 ms (expected: a longer one for the greater share)
            payments: { delay: { min: 2 s, max: 1 s } }          | 73: phases[0].steady.with.payments.delay: max below min (expected: a duration such as 200 ms, or percentiles such as { p95: 500 ms })
            payments: { delay: { min: 2 s } }                    | 73: phases[0].steady.with.payments.delay: neither max nor a percentile (expected: a duration such as 200 ms, or percentiles such as { p95: 500 ms })
            payments: { delay: { min: 2 s, p95: 1 s } }          | 73: phases[0].steady.with.payments.delay: p95 1 s (expected: above min, 2 s)
            payments: { delay: { recorded: pay.hlog } }          | 85: phases[0].steady.with.payments.delay.recorded: no such file as pay.hlog (expected: the path of a file, relative to this one)
            payments: { errors: 101 % }                          | 74: phases[0].steady.with.payments.errors: 101 % (expected: a share such as 2 %, or { rate: 2 %, answer: 503 })
            payments: { errors: [ 60 %, 50 % ] }                 | 74: phases[0].steady.with.payments.errors: 110 % of all calls (expected: at most 100 % together)
            payments: { errors: { rate: 2 %, answer: 99 } }      | 95: phases[0].steady.with.payments.errors.answer: 99 (expected: a whole number from 200 to 599)
            """)
    void mistakesOfWhatPhasesAskAreToldWithTheirPlace(String with, String told) {
        assertThat(mistakes(
                        HEAD + PAYMENTS + "phases: [ steady: { for: 20s, browse: 1 tps, with: { " + with + " } } ]\n"))
                .isEqualTo("loadtest.yaml:4:" + told + "\n1 mistake; nothing was started");
    }

    @Test
    void phasesAskNothingOfWhatIsNotMocked() {
        String phases = "phases: [ steady: { for: 20s, browse: 1 tps, with: { payments: { errors: 1 % } } } ]\n";
        assertThat(mistakes(HEAD + phases))
                .startsWith(
                        "loadtest.yaml:3:54: phases[0].steady.with.payments: no such dependency (expected: one of the file's, under dependencies)");
        assertThat(mistakes(HEAD + PAYMENTS + "phases: [ steady: { for: 20s, browse: 1 tps, with: 1 s } ]\n"))
                .startsWith("loadtest.yaml:4:52: phases[0].steady.with: 1 s (expected: names with values)");
    }
}
