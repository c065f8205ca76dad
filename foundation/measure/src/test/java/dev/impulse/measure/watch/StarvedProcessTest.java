package dev.impulse.measure.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A process of its own is starved of one thing, and says of what.
class StarvedProcessTest {
    private static final long MILLI = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void onLinux() {
        assumeThat(Files.exists(Path.of("/proc/self/schedstat"))).isTrue();
    }

    /// What a process told of itself, such as `stall ProcessStopped 312000000 …`.
    private record Told(String kind, String name, long nanos, String text) {
        private static Told of(String line) {
            var words = line.split(" ", 4);
            return new Told(words[0], words[1], Long.parseLong(words[2]), words[3]);
        }
    }

    @Test
    void aProcessThatWasStoppedSaysSoAndForHowLong() throws Exception {
        var process = start(List.of(), "idle");
        try (var output = process.inputReader()) {
            awaitWatching(output);
            signal(process, "STOP");
            await().atMost(PATIENCE).until(() -> isStopped(process));
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            signal(process, "CONT");

            var told = end(process, output);

            // All of it but the time to the next deadline.
            assertThat(told)
                    .anySatisfy(stall -> {
                        assertThat(stall.name()).isEqualTo("ProcessStopped");
                        assertThat(stall.nanos()).isGreaterThan(1_900 * MILLI);
                    })
                    .anySatisfy(scarcity -> {
                        assertThat(scarcity.name()).isEqualTo("Stopped");
                        assertThat(scarcity.text()).startsWith("the generator's process was stopped ");
                    });
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessWhoseCoreIsTakenSaysThatOthersTookIt() throws Exception {
        assumeThat(isThere("taskset")).isTrue();
        var core = List.of("taskset", "-c", String.valueOf(firstCore()));
        var process = start(core, "busy");
        @Nullable Process other = null;
        try (var output = process.inputReader()) {
            awaitWatching(output);
            other = new ProcessBuilder(with(core, "sh", "-c", "while :; do :; done")).start();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);

            var told = end(process, output);

            // It has half of the core at most, and wants all.
            assertThat(told).anySatisfy(scarcity -> {
                assertThat(scarcity.name()).isEqualTo("TakenByOthers");
                assertThat(scarcity.nanos()).isGreaterThan(200 * MILLI);
                assertThat(scarcity.text())
                        .startsWith("the machine was busy with other programs ")
                        .endsWith("of 1 core)");
            });
        } finally {
            if (other != null) {
                other.destroyForcibly();
            }
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessBeyondItsQuotaSaysSo() throws Exception {
        var group = group();
        assumeThat(group).as("a cgroup that may be made").isNotNull();
        var folder = requireNonNull(group);
        try {
            var process =
                    start(List.of("sh", "-c", "echo $$ > " + folder + "/cgroup.procs && exec \"$@\"", "sh"), "busy");
            try (var output = process.inputReader()) {
                awaitWatching(output);
                limit(folder, "5000");
                await().atMost(PATIENCE).until(() -> throttledPeriods(folder) >= 10);
                limit(folder, "100000");

                var told = end(process, output);

                assertThat(told).anySatisfy(scarcity -> {
                    assertThat(scarcity.name()).isEqualTo("Throttled");
                    assertThat(scarcity.text()).startsWith("the generator's CPU quota of ");
                });
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            await().atMost(PATIENCE).until(() -> folder.toFile().delete());
        }
    }

    private static Process start(List<String> by, String argument) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(with(
                        by,
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchedProcess.class.getName(),
                        argument))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitWatching(BufferedReader output) throws IOException {
        assertThat(output.readLine()).isEqualTo("watching");
    }

    /// Ends its input, and reads what it says.
    private static List<Told> end(Process process, BufferedReader output) throws IOException {
        process.getOutputStream().close();
        return output.lines().map(Told::of).toList();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static boolean isStopped(Process process) throws IOException {
        var stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')')).startsWith(") T ");
    }

    private static int firstCore() throws IOException {
        return requireNonNull(MachineTimes.allowed(Files.readString(Path.of("/proc/self/status"))))
                .nextSetBit(0);
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /// A group of processes of our own, below the outermost one; null where that is not ours to make.
    private static @Nullable Path group() {
        for (var outermost : List.of("/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup")) {
            var folder = Path.of(
                    outermost, "impulse-watch-test-" + ProcessHandle.current().pid());
            try {
                Files.createDirectory(folder);
                if (Files.exists(folder.resolve("cpu.cfs_quota_us")) || Files.exists(folder.resolve("cpu.max"))) {
                    return folder;
                }
                Files.delete(folder);
            } catch (IOException e) {
                // Not there, or not ours to change.
            }
        }
        return null;
    }

    /// @param micros of CPU time in 0.1 s
    private static void limit(Path group, String micros) throws IOException {
        var max = group.resolve("cpu.max");
        if (Files.exists(max)) {
            Files.writeString(max, micros + " 100000");
        } else {
            Files.writeString(group.resolve("cpu.cfs_quota_us"), micros);
        }
    }

    private static long throttledPeriods(Path group) throws IOException {
        return requireNonNull(SystemFiles.numberAfter(Files.readString(group.resolve("cpu.stat")), "nr_throttled"));
    }

    private static List<String> with(List<String> first, String... then) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }
}
