package dev.impulse.ci.pipelines;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.ci.pipelines.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The image of the `Containerfile`, built and run by podman, on the base that `.ci/containers` makes in place of
/// Temurin's JRE (`IMPULSE_TEST_BASE` names another). Nothing in it reaches a network.
@Tag("packaged")
@Timeout(value = 2, unit = MINUTES)
class ContainerTest {
    private static final String BASE =
            Objects.requireNonNullElse(System.getenv("IMPULSE_TEST_BASE"), "localhost/impulse-base");
    private static final String IMAGE =
            "localhost/impulse-test:" + ProcessHandle.current().pid();

    /// A service inside the container: files of the folder, by the JDK's own server.
    private static final String LOAD_TEST = """
            target: http://127.0.0.1:8000
            system:
              command: java -m jdk.httpserver -b 127.0.0.1 -p 8000
              ready: GET /
            test-cases: { home: %s }
            phases: [ warm-up: { for: 1s, home: 10 tps }, steady: { for: 1s, home: 20 tps } ]
            gates: [ p99 < 60 s, errors = 0 ]
            """;

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeAll
    @Timeout(value = 4, unit = MINUTES)
    static void build(@TempDir Path elsewhere) throws Exception {
        Foreign.program("podman");
        try (var builder = new Workplace(elsewhere)) {
            Foreign.need(
                    builder.run(Map.of(), "podman", "image", "exists", BASE).code() == 0,
                    "no image " + BASE + " (.ci/containers makes it)");
            Ended build = builder.run(
                    Map.of(),
                    "podman",
                    "build",
                    "--build-arg=BASE=" + BASE,
                    "--tag=" + IMAGE,
                    Path.of("..").toRealPath().toString());
            assertThat(build.code()).as(build.said()).isZero();
            assertThat(build.said()).contains("making the AOT cache", "aot cache  used: ");
        }
    }

    @AfterAll
    static void remove(@TempDir Path elsewhere) throws Exception {
        if (Stream.of(System.getenv("PATH").split(":", -1)).anyMatch(path -> Files.exists(Path.of(path, "podman")))) {
            try (var builder = new Workplace(elsewhere)) {
                builder.run(Map.of(), "podman", "rmi", "--force", "--ignore", IMAGE);
            }
        }
    }

    @BeforeEach
    void begin() throws IOException {
        // Whoever the container runs as writes results there.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        workplace = new Workplace(folder);
    }

    @AfterEach
    void end() {
        workplace.close();
    }

    @Test
    void theCommandUsesItsCacheWhoeverItRunsAsAndOnAReadOnlyFileSystem() throws Exception {
        for (String user : List.of("1000:1000", "31415:0")) {
            Ended version =
                    podman("run", "--rm", "--network=none", "--read-only", "--user=" + user, IMAGE, "-V", "--verbose");
            assertThat(version.code()).as(version.said()).isZero();
            assertThat(version.said())
                    .contains("impulse 0.", "aot cache  used: /opt/impulse/", "scheduler  on the event loops")
                    .doesNotContain("making");
        }
    }

    @Test
    void itIsNotRootAndTheImageHoldsTheCommandAndNothingElseOfTheTree() throws Exception {
        Ended shell = podman(
                "run",
                "--rm",
                "--network=none",
                "--entrypoint=bash",
                IMAGE,
                "-c",
                "id -u; cd /opt/impulse; echo *; echo ci/*; echo ci/target/*; ls ci/target/impulse");
        assertThat(shell.said())
                .startsWith("1000\nLICENSE ci impulse\nci/target\nci/target/impulse\nbuilt\n")
                .containsPattern("\nimpulse-25.*\\.aot\nkotlin\nlib\n$");
    }

    @Test
    void aLoadTestOfAMountedProjectRunsAndItsResultIsThere() throws Exception {
        Files.writeString(folder.resolve("Home.kt"), """
                import dev.impulse.load.kotlin.LoadGenerator

                class Home : LoadGenerator {
                    override suspend fun run() {
                        get("/").send().expect(200)
                    }
                }
                """);
        Files.writeString(folder.resolve("loadtest.yaml"), LOAD_TEST.formatted("Home.kt"));
        Ended run = inProject("run", "loadtest.yaml", "--out", "result");
        assertThat(run.code()).as(run.said()).isZero();
        assertThat(run.said()).contains("compiling Home.kt", "system up after", "✓ passed   20 of 20 triggers");
        assertThat(folder.resolve("result/junit.xml")).content().contains("failures=\"0\"");
        assertThat(folder.resolve("result/result.json")).isNotEmptyFile();

        Files.writeString(folder.resolve("loadtest.yaml"), LOAD_TEST.formatted("{ get: /none, expect: 200 }"));
        Ended failed = inProject("run", "loadtest.yaml", "--out", "result");
        assertThat(failed.code()).as(failed.said()).isEqualTo(1);
    }

    @Test
    void aJreSaysWhatASourceInJavaNeeds() throws Exception {
        Files.writeString(folder.resolve("loadtest.yaml"), LOAD_TEST.formatted("Hog.java"));
        Ended run = inProject("run", "loadtest.yaml");
        assertThat(run.code()).as(run.said()).isEqualTo(3);
        assertThat(run.said())
                .contains(
                        "Hog.java: this Java has no compiler: /opt/java/openjdk (expected: a JDK, not a JRE;",
                        "--build-arg BASE=eclipse-temurin:25",
                        "nothing was started");
    }

    @Test
    void stoppedItTakesDownWhatItStarted() throws Exception {
        Files.writeString(
                folder.resolve("loadtest.yaml"),
                LOAD_TEST.formatted("GET /").replace("{ for: 1s, home: 20", "{ for: 10m, home: 20"));
        String container = IMAGE.replaceAll(".*:", "impulse-test-");
        try {
            Ended started = podman(
                    "run",
                    "--detach",
                    "--name=" + container,
                    "--network=none",
                    "--volume=" + folder + ":/work",
                    IMAGE,
                    "run",
                    "loadtest.yaml",
                    "--out=result");
            assertThat(started.code()).as(started.said()).isZero();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> Files.exists(folder.resolve("result/histograms/steady")));
            assertThat(podman("stop", "--time=20", container).code()).isZero();
            assertThat(podman("wait", container).said()).isEqualTo("143\n");
            assertThat(podman("logs", container).said()).contains("interrupted: taking everything down");
        } finally {
            podman("rm", "--force", "--ignore", container);
        }
    }

    private Ended inProject(String... arguments) throws IOException, InterruptedException {
        String[] call = {"run", "--rm", "--network=none", "--volume=" + folder + ":/work", IMAGE};
        return podman(Stream.concat(Stream.of(call), Stream.of(arguments)).toArray(String[]::new));
    }

    private Ended podman(String... arguments) throws IOException, InterruptedException {
        return workplace.run(
                Map.of(),
                Stream.concat(Stream.of("podman"), Stream.of(arguments)).toArray(String[]::new));
    }
}
