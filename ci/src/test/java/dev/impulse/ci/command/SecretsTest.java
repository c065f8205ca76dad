package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.wire.client.Resolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a call fills into a file, and that secrets come out nowhere, with the load generator itself.
class SecretsTest {
    private static final String SECRET = "s3cr&t/\"öx";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpServer server;

    /// Gives back what it is sent, as broken services do.
    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String text = "no: " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Plain") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Seen", "path " + exchange.getRequestURI());
            exchange.sendResponseHeaders(500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int impulse(String... arguments) {
        PrintStream out = Display.utf8(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return Impulse.execute(Impulse.commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM), arguments);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void noSecretIsInAnythingThatIsShownOrWritten() throws IOException {
        Path secrets = Files.writeString(
                folder.resolve("secrets.env"), "# for staging\n\nexport KEY='" + SECRET + "'\nTOKEN = t0k3n-of-mine\n");
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                name: secretive
                target: ${TARGET}
                vars: { AUTH: "x ${secret.TOKEN} y" }
                test-cases:
                  all:
                    post: /in/${secret.TOKEN}/path
                    named: all
                    query: { q: "${secret.KEY}" }
                    headers: { X-Plain: "${AUTH}" }
                    json: { deep: [ "${secret.KEY}" ], other: "${AUTH}" }
                  form: { post: /form, form: { f: "${secret.KEY}" } }
                  body: { post: /body, body: "<a>${secret.KEY}</a> ${secret.TOKEN}" }
                phases: [ steady: { for: 1s, all: 4 tps, form: 4 tps, body: 4 tps } ]
                profiles: { tiny: { rates: x 0.5 } }
                """);
        Path out = folder.resolve("out");
        String[] fill = {
            "--var", "TARGET=" + url(), "--secrets-file", secrets.toString(), "--profile", "tiny", "--color", "never"
        };
        assertThat(impulse(with(fill, "run", file.toString(), "--out", out.toString())))
                .as("failed, or inconclusive on a busy machine")
                .isIn(1, 2);
        assertThat(impulse(with(fill, "check", file.toString()))).isZero();
        String result = Files.readString(out.resolve("result.json"));
        assertThat(result).contains("***").contains("\"profile\" : \"tiny\"").contains("${secret.KEY}");
        assertThat(written()).contains("secretive · profile tiny · " + url()).contains("profile tiny");
        assertThat(Files.readString(out.resolve("summary.md"))).contains(", profile tiny.");
        StringBuilder all = new StringBuilder(written());
        try (Stream<Path> files = Files.walk(out)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(each, StandardCharsets.ISO_8859_1));
                all.append(Files.readString(each, StandardCharsets.ISO_8859_1).replace("\\", ""));
            }
        }
        assertThat(all).doesNotContain("t0k3n").doesNotContain("s3cr");
    }

    @Test
    void aSystemThatDoesNotStartIsToldWithoutItsSecrets() throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets.env"), "TOKEN=t0k3n-of-mine\n");
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                target: http://127.0.0.1:1
                system:
                  command: /no/such/program --token=${secret.TOKEN}
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 1 tps } ]
                """);
        Path out = folder.resolve("out");
        String[] fill = {"--secrets-file", secrets.toString()};
        assertThat(impulse(with(fill, "run", file.toString(), "--out", out.toString())))
                .isEqualTo(4);
        assertThat(impulse(with(fill, "check", file.toString()))).isZero();
        assertThat(written()).contains("starts /no/such/program --token=***").doesNotContain("t0k3n");
        try (Stream<Path> files = Files.walk(out)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                assertThat(each).content().doesNotContain("t0k3n");
            }
        }
    }

    private static String[] with(String[] fill, String... call) {
        return Stream.concat(Stream.of(call), Stream.of(fill)).toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--var=RATE | --var: RATE (expected: NAME=value, with a name of letters, digits and _)",
                "--var=2ND=1 | --var: 2ND (expected: NAME=value, with a name of letters, digits and _)",
                "--var=A=1 --var=A=2 | --var: A, a second time (expected: each once)",
                "--var=RTAE=1 | --var: RTAE: no ${RTAE} in the file (did you mean RATE?)",
                "--profile=nightyl | --profile: nightyl: no such profile (did you mean nightly?)",
                "--secrets-file=absent.env | absent.env: no such file (expected: the path of a file)",
                "--secrets-file=FOLDER/broken.env | broken.env:1:1: no secret (expected: a line such as TOKEN=…)",
                "--secrets-file=FOLDER/twice.env | twice.env:2:1: A, a second time (expected: each once)",
            })
    void wrongCallsAreTold(String options, String told) throws IOException {
        Files.writeString(folder.resolve("broken.env"), "hunter2 is my password\n");
        Files.writeString(folder.resolve("twice.env"), "A=hunter2\nA=hunter3");
        Path file = Files.writeString(folder.resolve("loadtest.yaml"), """
                target: http://localhost
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: "${RATE:-1} tps" } ]
                profiles: { nightly: {} }
                """);
        List<String> call = Stream.concat(
                        Stream.of("check", file.toString()),
                        Stream.of(options.replace("FOLDER", folder.toString()).split(" ", -1)))
                .toList();
        assertThat(impulse(call.toArray(String[]::new))).isEqualTo(3);
        assertThat(written()).contains(told).doesNotContain("hunter2");
    }

    @Test
    void aSingleScenarioHasNothingToBeFilledIn() throws IOException {
        Path file = Files.writeString(folder.resolve("One.java"), """
                public class One implements dev.impulse.load.LoadGenerator {
                    public void run(dev.impulse.load.Load load) {}
                }
                """);
        assertThat(impulse("run", file.toString(), "--target", url(), "--tps", "1", "--var", "A=1", "--profile", "p"))
                .isEqualTo(3);
        assertThat(written())
                .contains("--var: beside " + file + " (expected: only with a load test's file)")
                .contains("--profile: beside " + file);
    }
}
