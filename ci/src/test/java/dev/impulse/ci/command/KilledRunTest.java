package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command in a process of its own, which is killed while it runs, or runs out of room.
class KilledRunTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        server.stop(0);
    }

    @Test
    void aRunThatWasKilledSaysHowFarItCameAndWhatItHadMeasured() throws Exception {
        var run = quick("--tps", "50", "--for", "10m");
        var log = folder.resolve("result/histograms/steady/GET.hlog");
        await().atMost(SOON).until(() -> Files.exists(log) && whole(log) >= 3);

        var living = report();
        assertThat(living.exitValue()).as(said("report")).isEqualTo(4);
        assertThat(said("report"))
                .contains("? no result   the run goes on, in process " + run.pid())
                .containsPattern("quick: \\d+ s of the 10 min of steady were over at 20\\d\\d-");
        var second = impulse("second", "quick", url(), "--tps", "1", "--for", "1s", "--out", result());
        assertThat(ended(second)).as(said("second")).isEqualTo(3);
        assertThat(said("second")).contains("result: another run writes into it at this moment (expected:");

        assertThat(run.destroyForcibly().waitFor()).isEqualTo(KILLED);
        long written = whole(log);
        var killed = report();
        assertThat(killed.exitValue()).as(said("report")).isEqualTo(4);
        assertThat(said("report"))
                .contains("? no result   the run was killed or crashed: process " + run.pid() + " ended")
                .containsPattern("quick: \\d+ s of the 10 min of steady were over at 20")
                .contains(written + " s of steady were written, until 20")
                .containsPattern("(?m)^ *ended/s +p50 +p90 +p99 +p99.9 +max +errors$")
                .containsPattern("(?m)^  GET / +[45]\\d\\.\\d +[0-9.]+ ms .* 0$");
        assertThat(Path.of(result(), "result.json")).doesNotExist();

        var again = quick("--tps", "10", "--for", "200ms");
        assertThat(ended(again)).as(said("run")).isIn(0, 2);
        assertThat(Path.of(result()))
                .isDirectoryContaining("glob:**/result.json")
                .isDirectoryNotContaining("glob:**/run.*");
    }

    @Test
    void whereThereIsNoMoreRoomTheRunEndsWithItsOwnExitCodeAndWhatIsThereIsWhole() throws Exception {
        // A file of the run may take 4 KB: room for some seconds of a histogram's log, and not for result.json.
        var run = start(
                "run",
                List.of("bash", "-c", "ulimit -f 4; exec \"$0\" \"$@\""),
                "quick",
                url(),
                "--tps",
                "50",
                "--for",
                "30s",
                "--out",
                result());
        assertThat(ended(run)).as(said("run")).isEqualTo(5);
        assertThat(said("run"))
                .contains("File too large")
                .contains("the results above are not all in their folder")
                .containsPattern("steady|GET /");
        assertThat(whole(folder.resolve("result/histograms/steady/GET.hlog"))).isBetween(2L, 25L);
        assertThat(Path.of(result(), "result.json")).doesNotExist();
        var told = report();
        assertThat(told.exitValue()).isEqualTo(4);
    }

    /// How many seconds' response times a log holds; all of its lines can be read.
    private static long whole(Path log) throws IOException {
        long lines = 0;
        try (var reader = new HistogramLogReader(log.toFile())) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram().getTag() == null) {
                    lines++;
                }
            }
        }
        return lines;
    }

    private Process quick(String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("quick", url(), "--out", result()));
        arguments.addAll(List.of(more));
        return impulse("run", arguments.toArray(String[]::new));
    }

    private Process report() throws Exception {
        var report = impulse("report", "report", result());
        ended(report);
        return report;
    }

    private Process impulse(String name, String... arguments) throws IOException {
        return start(name, List.of(), arguments);
    }

    private Process start(String name, List<String> before, String... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Impulse.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private String result() {
        return folder.resolve("result").toString();
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private static int ended(Process process) throws InterruptedException {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
