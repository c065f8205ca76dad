package dev.impulse.ci.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Program;
import dev.impulse.ci.provision.Ready;
import dev.impulse.ci.provision.RunningProgram;
import dev.impulse.generator.Figure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, watched for some seconds.
class SystemWatchTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern PORT = Pattern.compile("port (\\d+)");
    private static final long MANY = 100;

    @TempDir
    Path folder;

    private final Processes processes = new Processes();

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void aJvmBelowAShellIsWatchedByItsKernelAndByItself() throws Exception {
        var program = started(java("-Xmx64m") + " & wait", PORT);
        var watch = begun(SystemWatch.ofStarted(program.pid(), program.mark()));
        awaitSeen(watch, "heap", "cpu", "sockets");

        var figures = watch.ended(List.of()).figures();

        assertThat(highest(figures, "processes", "")).isEqualTo(2);
        assertThat(highest(figures, "cpu", "")).isPositive();
        assertThat(highest(figures, "rss", "")).isBetween(20e6, 2e9);
        assertThat(highest(figures, "threads", "")).isGreaterThan(Busy.THREADS);
        assertThat(highest(figures, "threads", "pool-1-thread-*")).isEqualTo(Busy.THREADS);
        assertThat(highest(figures, "open files", "")).isGreaterThan(Busy.FILES);
        assertThat(highest(figures, "sockets", "established")).isGreaterThanOrEqualTo(2 * Busy.CONNECTIONS);
        assertThat(highest(figures, "sockets", "listen")).isGreaterThanOrEqualTo(1);
        assertThat(highest(figures, "heap", "")).isBetween(0.1, 100.0);
        assertThat(highest(figures, "heap max", "")).isBetween(50e6, 70e6);
        assertThat(highest(figures, "pool active", "payments")).isEqualTo(3);
        assertThat(highest(figures, "pool max", "payments")).isEqualTo(4);
        assertThat(highest(figures, "pool waiting", "payments")).isEqualTo(2);
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.of()).isEqualTo("system");
            assertThat(figure.missing()).isNull();
            assertThat(figure.from()).isBetween(0L, MANY);
        });
    }

    @Test
    void itsCollectionsAreCountedFromTheBegin() throws Exception {
        var program = started("exec " + java("-Xmx64m"), PORT);
        var watch = begun(SystemWatch.ofStarted(program.pid(), program.mark()));

        await().atMost(SOON)
                .until(() -> seconds().anyMatch(second -> watch.seen("system", "gc count", "", second) > 0));

        assertThat(highest(watch.ended(List.of()).figures(), "gc", "")).isBetween(0.0, 100.0);
    }

    @Test
    void whatStartsLaterOrLeavesItsSessionBelongsToIt() throws Exception {
        var program = started("setsid -f sleep 1000; (sleep 1001; true) & echo port 0; wait", PORT);
        var watch = begun(SystemWatch.ofStarted(program.pid(), program.mark()));
        awaitSeen(watch, "processes");

        var figures = watch.ended(List.of()).figures();

        assertThat(highest(figures, "processes", "")).isEqualTo(4);
        assertThat(figures)
                .filteredOn(figure -> figure.missing() != null)
                .extracting(Figure::name, Figure::missing)
                .contains(org.assertj.core.groups.Tuple.tuple("heap", "none of its processes is a JVM"));
    }

    @Test
    void aJvmThatWouldEndWhenItIsAttachedToIsLeftAlone() throws Exception {
        var program = started("exec " + java("-Xrs"), PORT);
        var watch = begun(SystemWatch.ofStarted(program.pid(), program.mark()));
        awaitSeen(watch, "cpu");

        var figures = watch.ended(List.of()).figures();

        assertThat(program.isAlive()).isTrue();
        assertThat(figures)
                .filteredOn(figure -> figure.name().equals("heap"))
                .singleElement()
                .satisfies(heap -> assertThat(heap.missing()).contains("does not let others attach"));
    }

    @Test
    void aJvmThatStandsStillHidesNothingOfWhatTheKernelCounts() throws Exception {
        var program = started("exec " + java("-Xmx64m"), PORT);
        var watch = begun(SystemWatch.ofStarted(program.pid(), program.mark()));
        awaitSeen(watch, "heap");
        signal("STOP", program);
        try {
            await().atMost(SOON)
                    .until(() -> seconds()
                            .anyMatch(second -> watch.seen("system", "threads", "", second) > 0
                                    && watch.seen("system", "cpu", "", second) == 0));

            assertThat(highest(watch.ended(List.of()).figures(), "heap", "")).isPositive();
        } finally {
            signal("CONT", program);
        }
    }

    @Test
    void whoListensToAPortIsWatchedButNotAttachedTo() throws Exception {
        var program = started("exec " + java("-Xmx64m"), PORT);
        var port = PORT.matcher(Files.readString(program.program().log()));
        assertThat(port.find()).isTrue();
        var watch = begun(SystemWatch.ofListener(Integer.parseInt(port.group(1))));
        awaitSeen(watch, "rss");

        var figures = watch.ended(List.of()).figures();

        assertThat(highest(figures, "rss", "")).isBetween(20e6, 2e9);
        assertThat(figures)
                .filteredOn(figure -> figure.name().equals("heap"))
                .singleElement()
                .satisfies(heap -> assertThat(heap.missing()).contains("not started by Impulse"));
    }

    @Test
    void thisVeryProcessIsNotWatched() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var watch = begun(SystemWatch.ofListener(server.getLocalPort()));
            assertThat(watch.ended(List.of()).figures()).isEmpty();
        }
    }

    private RunningProgram started(String command, Pattern says) throws Exception {
        var program = processes.start(
                new Program("system", List.of("sh", "-c", command), folder, Map.of(), folder.resolve("system.log")));
        new Ready.Says(says).await(program, SOON);
        return program;
    }

    private static String java(String option) {
        return "'%s' %s -XX:+UseSerialGC -cp '%s' %s"
                .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        option,
                        System.getProperty("java.class.path"),
                        Busy.class.getName());
    }

    private static SystemWatch begun(SystemWatch watch) {
        watch.begins(Instant.now(), System.nanoTime());
        return watch;
    }

    private static LongStream seconds() {
        return LongStream.range(0, MANY);
    }

    /// Waits for a second in which each of the figures was read.
    private static void awaitSeen(SystemWatch watch, String... names) {
        await().atMost(SOON)
                .until(() -> seconds()
                        .anyMatch(second -> List.of(names).stream()
                                .noneMatch(name -> Double.isNaN(watch.seen("system", name, "", second)))));
    }

    private static double highest(List<Figure> figures, String name, String part) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name) && figure.part().equals(part))
                .flatMapToDouble(Figure::all)
                .max()
                .orElse(Double.NaN);
    }

    private static void signal(String signal, RunningProgram program) throws Exception {
        new ProcessBuilder("kill", "-s", signal, String.valueOf(program.pid()))
                .start()
                .waitFor();
    }
}
