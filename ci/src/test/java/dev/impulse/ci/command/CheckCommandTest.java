package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String SCENARIO =
            "public class %s implements dev.impulse.load.LoadGenerator { public void run(dev.impulse.load.Load load) { %s } }";

    @TempDir
    Path folder;

    @Test
    void itSaysWhatWouldRunAndStartsNothing() throws IOException {
        Files.writeString(folder.resolve("Browse.java"), SCENARIO.formatted("Browse", ""));
        String said = check(0, """
                name: shop
                target: http://shop.invalid:8080
                system: { command: [ touch, started ] }
                seed: 7
                test-cases: { browse: Browse.java, checkout: GET /checkout }
                phases:
                  - warm-up: { for: 10s, browse: 5 -> 50 tps, checkout: 5 tps }
                  - steady: { for: 2m, browse: 50 tps, checkout: 1 tps }
                  - peak: { for: 20s, name: sale, browse: spike 50 -> 500 tps at 5s for 1s, checkout: 3 users }
                gates:
                  - checkout p99 < 300 ms in steady
                  - errors < 0.1 %
                """);
        assertThat(said).endsWith("""
                %s: no mistakes
                shop · http://shop.invalid:8080 · seed 7 · starts touch started
                phases
                  warm-up       10 s    browse     5 -> 50 tps                        275 triggers
                                        checkout   5 tps                              50 triggers
                  steady        2 min   browse     50 tps                             6,000 triggers
                                        checkout   1 tps                              120 triggers
                  sale (peak)   20 s    browse     spike 50 -> 500 tps at 5s for 1s   1,450 triggers
                                        checkout   3 users                            as many as end
                triggers
                  browse     7,725 triggers
                  checkout   170 triggers, and those of users
                  all        7,895 triggers, and those of users
                gates
                  checkout p99 < 300 ms in steady
                  errors < 0.1 %%
                lasts 2 min 30 s, and up to 10 s more until what is in flight has ended
                """.formatted(folder.resolve("shop.yaml")));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatWouldBeMockedIsToldWithWhatPhasesAskOfIt(@TempDir Path apart) throws IOException {
        Files.createDirectory(folder.resolve("stubs"));
        String stub = "stubs: [ { get: /, answer: 204 } ]\n";
        Files.writeString(folder.resolve("stubs/payments.yaml"), stub);
        Path elsewhere = Files.writeString(apart.resolve("stock.yaml"), "port: 9102\n" + stub);
        String said = check(0, """
                target: http://shop.invalid:8080
                test-cases: { home: GET / }
                dependencies:
                  payments: { port: 9103, stubs: stubs/payments.yaml }
                  stock: { stubs: %s }
                phases:
                  - steady: { for: 20s, home: 5 tps, with: { payments: {} } }
                  - peak:
                      for: 20s
                      home: 5 tps
                      with: { stock: { errors: 2 %% }, payments: { delay: { p50: 100 ms, p95: 500 ms }, errors: 0 %% } }
                """.formatted(elsewhere));
        assertThat(said).endsWith("""
                dependencies, mocked
                  payments   port 9103   stubs/payments.yaml
                      in peak · delay log-normal, σ 0.978: p50 100 ms, p95 500 ms, p99 974 ms, p99.9 2.06 s · errors none
                  stock      port 9102   %s
                      in peak · errors 2 %% answered 500
                """.formatted(elsewhere));
    }

    @Test
    void randomArrivalsAreCountedOnlyAboutWithoutASeed() throws IOException {
        String file = """
                target: http://localhost
                test-cases: { home: GET / }
                phases: [ steady: { for: 20s, home: 50 tps poisson } ]
                """;
        assertThat(check(0, file))
                .containsPattern("home   50 tps poisson   about [0-9,]+ triggers")
                .containsPattern("all    about [0-9,]+ triggers")
                .contains("another seed in each run · against what is up there")
                .contains("no gates: a run passes when what was planned was started in time");
        assertThat(check(0, file + "seed: 3\n")).doesNotContain("about");
    }

    @Test
    void mistakesOfTheFileAndOfItsScenariosAreToldAtOnce() throws IOException {
        Files.writeString(folder.resolve("Browse.java"), SCENARIO.formatted("Browse", "int x = load;"));
        String said = check(3, """
                target: localhost
                test-cases:
                  browse: Browse.java
                  checkout: com.acme.Checkout
                phases:
                  - steady: { for: 20, browse: 50 tps }
                gates: [ p99 < 300 parsecs, login p99 < 1 s ]
                """);
        assertThat(said)
                .contains("Browse.java:1: error: incompatible types: Load cannot be converted to int")
                .contains("shop.yaml:1:9: target: localhost")
                .contains("shop.yaml:4:13: test-cases.checkout: com.acme.Checkout: no such class on the class path")
                .contains("shop.yaml:6:20: phases[0].steady.for: 20")
                .contains("shop.yaml:7:16: gates[0]: ")
                .contains("; nothing was started");
    }

    @Test
    void classesAreFoundOnTheCallsClassPathBesideTheFiles() throws IOException {
        Path source = Files.writeString(folder.resolve("Browse.java"), SCENARIO.formatted("Browse", ""));
        String[] javac = {"-d", folder.resolve("classes").toString(), "-cp", System.getProperty("java.class.path")};
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, javac[0], javac[1], javac[2], javac[3], source.toString());
        assertThat(compiled).isZero();
        String file = """
                target: http://localhost
                test-cases: { browse: Browse }
                phases: [ steady: { for: 20s, browse: 5 tps } ]
                """;
        assertThat(check(3, file)).contains("Browse: no such class on the class path");
        String path = folder.resolve("shop.yaml").toString();
        String classes = folder.resolve("classes") + File.pathSeparator + folder.resolve("none.jar");
        assertThat(impulse(3, "check", path, "--classpath", classes))
                .contains("Browse: no such class: " + folder.resolve("none.jar") + " of the class path is not there");
        assertThat(impulse(
                        0,
                        "check",
                        path,
                        "--classpath",
                        folder.resolve("classes").toString()))
                .contains("browse   100 triggers");
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThat(impulse(3, "check", folder.resolve("none.yaml").toString())).contains("none.yaml: no such file");
        assertThat(impulse(3, "check")).contains("FILE is missing");
        assertThat(impulse(0, "check", "--help"))
                .contains("impulse check loadtest.yaml", "${NAME} stands for", "${secret.NAME} in the file");
    }

    private String check(int code, String text) throws IOException {
        return impulse(
                code,
                "check",
                Files.writeString(folder.resolve("shop.yaml"), text).toString());
    }

    /// Whoever asks for an address or a load test here fails.
    private static String impulse(int code, String... arguments) {
        Resolver nobody = host -> {
            throw new AssertionError("looked up " + host);
        };
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int given = Impulse.execute(
                Impulse.commandLine(
                        out,
                        (test, observer, witness, histograms, stop) -> {
                            throw new AssertionError("ran " + test);
                        },
                        nobody),
                arguments);
        String written = bytes.toString(StandardCharsets.UTF_8);
        assertThat(given).as(written).isEqualTo(code);
        return written;
    }
}
