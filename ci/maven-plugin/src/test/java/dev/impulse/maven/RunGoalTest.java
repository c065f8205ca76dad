package dev.impulse.maven;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.impulse.maven.Builds.Build;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The goal in builds of a small module, by a real Maven.
@Tag("packaged")
@Timeout(value = 3, unit = MINUTES)
class RunGoalTest {
    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer service;
    private Path module;
    private Builds builds;

    @BeforeEach
    void begin() throws IOException {
        builds = new Builds();
        module = Files.createDirectory(folder.resolve("a module"));
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 410 : 204, -1);
            exchange.close();
        });
        service.setExecutor(threads);
        service.start();
        Files.writeString(module.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>module</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>dev.impulse</groupId>
                        <artifactId>impulse-maven-plugin</artifactId>
                        <version>%s</version>
                        <configuration>
                          <variables><STATUS>204</STATUS></variables>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(System.getProperty("impulse.version")));
        // How late the generator may be goes by the gates: on a busy machine this has a verdict all the same.
        Files.writeString(module.resolve("loadtest.yaml"), """
                target: http://127.0.0.1:%d
                test-cases: { home: { get: /, expect: "${STATUS}" } }
                phases: [ warm-up: { for: 300ms, home: 40 tps }, steady: { for: 1s, home: 40 tps } ]
                gates: [ p99 < 60 s, home errors < 1 %% ]
                profiles:
                  gone: { test-cases: { home: { get: /gone, expect: "${STATUS}" } } }
                """.formatted(
                        service.getAddress().getPort()));
    }

    @AfterEach
    void end() {
        service.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aLoadTestThatPassesLetsTheBuildPass() throws Exception {
        Build build = run("-Dimpulse.options=--name,of a build");
        assertThat(build.code()).as(build.said()).isZero();
        assertThat(build.said())
                .contains("[INFO] of a build · http://127.0.0.1:")
                .contains("passed   40 of 40 triggers")
                .contains("[INFO] load test passed", "BUILD SUCCESS");
        assertThat(module.resolve("target/impulse/loadtest/result.json")).isNotEmptyFile();
        assertThat(module.resolve("target/impulse/loadtest/junit.xml")).isNotEmptyFile();
    }

    @Test
    void aGateThatIsNotMetFailsTheBuildWithTheVerdict() throws Exception {
        Build build = run("-Dimpulse.profile=gone", "-Dimpulse.resultsDirectory=" + module.resolve("out"));
        assertThat(build.code()).isEqualTo(1);
        assertThat(build.said())
                .contains("BUILD FAILURE")
                .containsPattern(
                        "\\[ERROR] Failed to execute goal dev.impulse:impulse-maven-plugin:.*:run .*: load test failed: ")
                .contains("(expected: home errors < 1 %)")
                .contains("out/loadtest-gone/summary.md");
        assertThat(module.resolve("out/loadtest-gone/junit.xml")).content().contains("<failure");
    }

    @Test
    void mistakesAndAnUnknownSettingFailTheBuildApartFromAVerdict() throws Exception {
        Build build = run("-Dimpulse.profile=none");
        assertThat(build.code()).isEqualTo(1);
        assertThat(build.said())
                .contains("none: no such profile", "load test without a verdict: there are mistakes")
                .contains("(exit code 3)");

        Build unknown = run("-Dimpulse.inconclusive=pass");
        assertThat(unknown.said()).contains("inconclusive: pass (expected: fail or warn)");
    }

    @Test
    void anInconclusiveRunFailsTheBuildOrWarns() throws Exception {
        Files.writeString(module.resolve("Hog.java"), """
                import dev.impulse.load.*;

                public final class Hog implements LoadGenerator {
                    private static volatile double sum;

                    @Override
                    public void run(Load load) {
                        for (long end = System.nanoTime() + 100_000_000L; System.nanoTime() < end; ) {
                            sum += 1;
                        }
                    }
                }
                """);
        String hog = "-Dimpulse.options=--target,http://127.0.0.1:"
                + service.getAddress().getPort() + ",--tps,40,--for,1s";
        Files.writeString(
                module.resolve("pom.xml"),
                Files.readString(module.resolve("pom.xml")).replaceAll("<variables>.*</variables>", ""));
        Build warned = run("-Dimpulse.file=Hog.java", hog, "-Dimpulse.inconclusive=warn");
        assertThat(warned.code()).as(warned.said()).isZero();
        assertThat(warned.said()).contains("[WARNING] load test inconclusive: ", "BUILD SUCCESS");

        Build failed = run("-Dimpulse.file=Hog.java", hog);
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.said()).contains("load test inconclusive: ", "BUILD FAILURE");
    }

    @Test
    void itIsLeftOutWhenTheBuildSaysSo() throws Exception {
        Build build = run("-Dimpulse.skip");
        assertThat(build.code()).as(build.said()).isZero();
        assertThat(build.said()).contains("impulse.skip is set: no load test is run");
        assertThat(module.resolve("target")).doesNotExist();
    }

    @Test
    void aHomeThatIsNoJdkOfTheReleaseIsTold() throws Exception {
        Build build = run("-Dimpulse.jdkHome=" + folder);
        assertThat(build.code()).isEqualTo(1);
        assertThat(build.said())
                .contains("impulse.jdkHome: " + folder + " (expected: the home of a JDK 25; found: no JDK)");
    }

    private Build run(String... options) throws IOException, InterruptedException {
        String[] call = new String[options.length + 1];
        call[0] = "impulse:run";
        System.arraycopy(options, 0, call, 1, options.length);
        return builds.maven(module, Map.of(), call);
    }
}
