package dev.impulse.benchmarks;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.measure.LoopRecorder;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.Colours;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.report.Summary;
import dev.impulse.generator.worker.Rehearsal;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// What taking up, writing and judging costs, of a run of hours with 50 request names, in minutes and without a
/// network:
///
///     java --enable-native-access=ALL-UNNAMED -cp benchmarks/target/benchmarks.jar dev.impulse.benchmarks.MeasuringCost [MINUTES [TPS [FOLDER]]]
///
/// Five test cases of TPS triggers a second each (100) make ten requests each, whose times are log-normal, and of which
/// one in a thousand fails. Counted is the CPU time of the gatherer's thread, which does all of it; to record is the
/// loops' work, and left out.
public final class MeasuringCost {
    private static final int TEST_CASES = 5;
    private static final int REQUESTS = 10;
    private static final int LOOPS = 2;
    private static final int DRAWN = 1 << 16;
    private static final long HOUR = 3600;
    private static final List<String> NAMES =
            IntStream.range(0, REQUESTS).mapToObj(number -> "request " + number).toList();

    private final int[] drawn = new int[DRAWN];
    private int next;

    private MeasuringCost() {
        var random = new Random(42);
        for (int index = 0; index < DRAWN; index++) {
            drawn[index] = (int) Math.min(2e9, 8e6 * Math.exp(0.8 * random.nextGaussian()));
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 240;
        int tps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        var folder = arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("impulse-measuring-cost");
        new MeasuringCost().run(minutes, tps, folder);
    }

    private void run(int minutes, int tps, Path path) throws IOException, InterruptedException {
        var test = loadTest(Duration.ofMinutes(minutes), tps);
        var threads = ManagementFactory.getThreadMXBean();
        try (var folder = RunFolder.begin(path)) {
            var rehearsal = new Rehearsal(test, LOOPS, folder);
            long gatherer = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("impulse-gatherer"))
                    .findFirst()
                    .orElseThrow()
                    .threadId();
            var phase = test.phases().getFirst();
            long seconds = minutes * 60L;
            for (long second = 0; second < seconds; second++) {
                for (var loop : rehearsal.loops()) {
                    record(loop, tps / LOOPS);
                }
                rehearsal.endSecond(phase, 0, Duration.ofSeconds(second + 1));
                if ((second + 1) % HOUR == 0 || second + 1 == seconds) {
                    say(
                            second + 1,
                            threads.getThreadCpuTime(gatherer),
                            rehearsal.log().bytes());
                }
            }
            long end = System.nanoTime();
            var result = rehearsal.end();
            folder.write(result);
            var summary = Summary.text(result, path, Colours.NONE);
            System.out.printf(
                    Locale.ROOT,
                    "result and summary %.2f s after the last second (result.json %.1f MB, %d lines of summary)%n",
                    (System.nanoTime() - end) / 1e9,
                    Files.size(path.resolve("result.json")) / 1e6,
                    summary.lines().count());
            result.intervals()
                    .forEach(interval -> System.out.println(
                            "intervals of " + interval.width().toSeconds() + " s from "
                                    + interval.from().toSeconds() + " s on"));
        }
    }

    private static void say(long seconds, long cpuNanos, long bytes) {
        double hours = (double) seconds / HOUR;
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                Locale.ROOT,
                "after %.2f h: %.1f CPU-seconds an hour (%.2f %% of a core), %.1f MB of log an hour, heap %.0f MB%n",
                hours,
                cpuNanos / 1e9 / hours,
                cpuNanos / 1e7 / seconds,
                bytes / 1e6 / hours,
                heap / 1e6);
    }

    private static LoadTest loadTest(Duration lasting, int tps) {
        var testCases = new ArrayList<TestCase>();
        var demands = new HashMap<String, Demand>();
        for (int number = 0; number < TEST_CASES; number++) {
            testCases.add(new TestCase("case " + number, () -> load -> {}));
            demands.put("case " + number, DemandText.parseTps("" + tps, lasting));
        }
        return new LoadTest(
                "rehearsal",
                URI.create("http://localhost"),
                testCases,
                List.of(new Phase("steady", Phase.Kind.STEADY, lasting, Map.copyOf(demands))),
                List.of(),
                1,
                Limits.DEFAULT);
    }

    private void record(LoopRecorder loop, int triggers) {
        for (int testCase = 0; testCase < TEST_CASES; testCase++) {
            var recorder = loop.of(0, testCase);
            for (int trigger = 0; trigger < triggers; trigger++) {
                recorder.started();
                recorder.late(drawn() / 1000);
                long sum = 0;
                boolean failed = false;
                for (var name : NAMES) {
                    long nanos = drawn();
                    boolean fails = next % 1000 == 0;
                    recorder.request(name).ended(fails ? ErrorKind.STATUS : null, nanos, nanos - nanos / 50);
                    sum += nanos;
                    failed |= fails;
                }
                recorder.ended(failed ? ErrorKind.STATUS : null, sum);
            }
        }
    }

    private long drawn() {
        next++;
        return drawn[(next * 7919) & (DRAWN - 1)];
    }
}
