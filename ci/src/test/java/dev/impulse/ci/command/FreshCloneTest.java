package dev.impulse.ci.command;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The README's first command as a new user calls it, on a copy of the sources in which nothing is built. It is called
/// once, which takes a minute and a half: Maven builds, the cache is made, and the shop is under load for the 50 s of
/// its file.
@Tag("fresh-clone")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreshCloneTest {
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_SOURCES = Set.of("target", "results", "node_modules", ".git", ".idea");

    private final ConcurrentLinkedQueue<Process> started = new ConcurrentLinkedQueue<>();
    private final Thread end = new Thread(this::end, "end of what was started");
    private Path folder;
    private Path clone;
    private Path cache;
    private int port;
    private Run first;
    private Path result;
    private JsonNode figures;

    @BeforeAll
    @Timeout(value = 7, unit = MINUTES)
    void runTheShop(@TempDir Path folder) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(end);
        this.folder = folder;
        clone = folder.toRealPath().resolve("impulse");
        copySources();
        // Others may have the ports: the one thing that differs from the README.
        port = freePort();
        var loadTest = clone.resolve("examples/shop/loadtest.yaml");
        var text = Files.readString(loadTest).replace("8080", "" + port);
        for (var dependency : List.of("9001", "9002", "9003")) {
            text = text.replace(dependency, "" + freePort());
        }
        Files.writeString(loadTest, text);

        first = impulse(6 * 60, "run", "examples/shop/loadtest.yaml");
        // A machine that is busy with other things makes a run inconclusive.
        assertThat(first.code()).as(first.toString()).isIn(0, 2);

        try (var caches = Files.newDirectoryStream(clone.resolve("ci/target/impulse"), "*.aot")) {
            cache = caches.iterator().next();
        }
        try (var results = Files.newDirectoryStream(clone.resolve("results"), "shop-*")) {
            result = results.iterator().next();
        }
        figures = JsonMapper.shared().readTree(result.resolve("result.json").toFile());
    }

    @AfterAll
    void endAll() {
        end();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    @Test
    void theBuildSaysWhatItDoes() {
        assertThat(first.said())
                .containsSubsequence(
                        "impulse: building: first use",
                        "impulse:   [2/13] Impulse: wire",
                        "impulse:   [12/13] Impulse: CI stage and command",
                        "impulse:   [13/13] Impulse: example, shop",
                        "impulse: built in ",
                        "impulse: making the AOT cache for " + Runtime.version());
    }

    @Test
    void theRunShowsItsPhasesItsVerdictAndItsGates() {
        assertThat(first.written())
                .containsSubsequence(
                        "compiling Browse.java",
                        "mocks up after",
                        "system up after",
                        "shop · http://localhost:" + port,
                        first.code() == 0 ? "passed   4,200 of 4,200 triggers, on time" : "inconclusive",
                        "warm-up",
                        "browse",
                        "checkout",
                        "steady",
                        "peak",
                        "mocked dependencies",
                        "gates",
                        "checkout p99 < 500 ms in steady",
                        "p99 < 1 s in peak",
                        "errors < 0.1 %",
                        "results/shop-");
        assertThat(figures.get("verdict").asString()).isEqualTo(first.code() == 0 ? "passed" : "inconclusive");
    }

    @Test
    void everyTriggerOfThePlanIsInTheResult() {
        var planned = new ArrayList<String>();
        for (var phase : figures.get("phases")) {
            for (var testCase : phase.get("testCases")) {
                var ledger = testCase.get("ledger");
                planned.add("%s %s s: %s %s"
                        .formatted(
                                phase.get("name").asString(),
                                phase.get("lasted").asLong() / 1_000,
                                testCase.get("name").asString(),
                                ledger.get("planned").asLong()));
                assertThat(sum(ledger, "started", "notStarted", "unaccounted"))
                        .as(ledger.toString())
                        .isEqualTo(sum(ledger, "planned"));
                assertThat(sum(ledger, "ok", "failed", "unfinished"))
                        .as(ledger.toString())
                        .isEqualTo(sum(ledger, "started"));
                assertThat(sum(ledger, "unaccounted")).isZero();
            }
        }
        // The ramp from 5 to 50 tps makes 275 in 10 s; the phases that are judged make the 4,200 of the verdict.
        assertThat(planned)
                .containsExactly(
                        "warm-up 10 s: browse 275",
                        "warm-up 10 s: checkout 50",
                        "steady 20 s: browse 1000",
                        "steady 20 s: checkout 400",
                        "peak 20 s: browse 2000",
                        "peak 20 s: checkout 800");
    }

    @Test
    void customersLogInBrowseFillACartAndPay() {
        var checkout = figures.at("/phases/1/testCases/1");
        assertThat(checkout.get("requests").findValuesAsString("name"))
                .containsExactlyInAnyOrder("log in", "list", "create cart", "add item", "pay");
        assertThat(sum(checkout.get("ledger"), "ok")).as(checkout.toString()).isPositive();
        for (var request : checkout.get("requests")) {
            assertThat(sum(request, "count"))
                    .as(request.toString())
                    .isGreaterThanOrEqualTo(sum(checkout.get("ledger"), "ok"));
        }
    }

    @Test
    void eachOfThemIsPaidForAtTheMock() {
        var payments = figures.at("/dependencies/2");
        assertThat(payments.get("name").asString()).isEqualTo("payments");
        assertThat(sum(payments.at("/phases/1"), "calls"))
                .isCloseTo(sum(figures.at("/phases/1/testCases/1/ledger"), "ok"), Percentage.withPercentage(10));
        assertThat(sum(payments.at("/phases/1"), "unmatched")).isZero();
    }

    @Test
    void theResultFolderIsWhole() {
        assertThat(result)
                .isDirectoryContaining("glob:**/result.json")
                .isDirectoryContaining("glob:**/summary.md")
                .isDirectoryContaining("glob:**/junit.xml")
                .isDirectoryContaining("glob:**/loadtest.yaml")
                .isDirectoryContaining("glob:**/mock-payments.log")
                .isDirectoryContaining("glob:**/system.log");
        assertThat(result.resolve("histograms/peak/checkout")).isDirectoryContaining("glob:**/pay.hlog");
        assertThat(result.resolve("summary.md")).content().contains("checkout", "pay");
    }

    @Test
    void slowPaymentsFailSinceThePoolOfTheShopIsExhausted() throws Exception {
        var run = impulse(3 * 60, "run", "examples/shop/slow-payments.yaml", "--profile", "short", "--out", "slow");

        assertThat(run.code()).as(run.toString()).isIn(1, 2);
        assertThat(run.written())
                .containsSubsequence("payments in peak", "pool payments: all 10 taken", "✗".repeat(run.code() % 2))
                .containsPattern(", up to \\d+ waited");
        var slow =
                JsonMapper.shared().readTree(clone.resolve("slow/result.json").toFile());
        assertThat(slow.at("/dependencies/2/phases/2/askedDelay/p95").asDouble())
                .isBetween(350.0, 700.0);
    }

    @Test
    void aRestartShowsWhatCustomersFelt() throws Exception {
        var run = impulse(3 * 60, "run", "examples/shop/restart.yaml", "--profile", "short", "--out", "restart");

        assertThat(run.code()).as(run.toString()).isIn(0, 2);
        assertThat(run.written())
                .containsSubsequence("hook restart done", "hooks", "restart", "gates", "errors > 0 % while restart");
        var restart = JsonMapper.shared()
                .readTree(clone.resolve("restart/result.json").toFile());
        assertThat(restart.at("/markers/0/outcome").asString()).isEqualTo("done");
        assertThat(sum(restart.at("/phases/1/testCases/0/ledger"), "failed")).isPositive();
        assertThat(sum(restart.at("/phases/2/testCases/0/ledger"), "ok")).isPositive();
    }

    @Test
    void theShopIsTakenDown() {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void theJvmUsesTheCacheAndNothingIsBuiltAgain() throws Exception {
        var run = impulse(50, "--version", "--verbose");
        assertThat(run.said()).isEmpty();
        assertThat(run.written()).contains("impulse 0.", "aot cache  used: " + cache, "scheduler  on the event loops");
    }

    @Test
    void aCacheThatWasCutOffIsRefusedWithItsReasonAndNotNeeded() throws Exception {
        damaged(file -> file.truncate(file.size() / 2), "The AOT cache has been truncated");
    }

    @Test
    void aFileThatIsNoCacheIsRefusedWithItsReasonAndNotNeeded() throws Exception {
        damaged(
                file -> file.write(StandardCharsets.UTF_8.encode("not a cache at all"), 0),
                "Unable to read the file header");
    }

    private interface Damage {
        void doTo(FileChannel file) throws IOException;
    }

    private void damaged(Damage damage, String reason) throws IOException, InterruptedException {
        var whole = folder.resolve("whole cache");
        Files.copy(cache, whole, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        try {
            try (var file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
                damage.doTo(file);
            }
            var verbose = impulse(50, "--version", "--verbose");
            assertThat(verbose.code()).isZero();
            assertThat(verbose.written()).contains("aot cache  rejected by the JVM: " + cache + " (", reason);
            var version = impulse(50, "--version");
            assertThat(version.code()).isZero();
            assertThat(version.written()).matches("impulse 0\\.\\S+\n");
            assertThat(version.said()).isEmpty();
        } finally {
            Files.move(whole, cache, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// What a call gave that has ended.
    private record Run(int code, String written, String said) {}

    /// Calls the script with what a shell of the user's would have, but for the JDK: it is the one that this test runs
    /// on.
    private Run impulse(int seconds, String... arguments) throws IOException, InterruptedException {
        var written = folder.resolve("written");
        var said = folder.resolve("said");
        var builder = new ProcessBuilder(Stream.concat(Stream.of("./impulse"), Stream.of(arguments))
                        .toList())
                .directory(clone.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(written.toFile())
                .redirectError(said.toFile());
        var environment = builder.environment();
        environment.keySet().removeAll(List.of("IMPULSE_JAVA_HOME", "IMPULSE_JAVA_OPTIONS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        var maven = System.getProperty("impulse.maven");
        if (maven != null) { // not in an IDE: there it is whatever Maven is on PATH
            // The Maven and the local repository of the build that this test is part of.
            environment.merge("PATH", maven + "/bin", (path, bin) -> bin + ":" + path);
            environment.merge(
                    "MAVEN_OPTS",
                    "-Dmaven.repo.local=" + System.getProperty("impulse.repository"),
                    (options, repository) -> options + " " + repository);
        }
        var process = builder.start();
        started.add(process);
        var ended = process.waitFor(seconds, SECONDS);
        if (!ended) {
            end();
        }
        var run = new Run(process.exitValue(), Files.readString(written), Files.readString(said));
        assertThat(ended).as(seconds + " s were not enough: " + run).isTrue();
        return run;
    }

    /// Ends what still runs, each by its id; the script and the command take down what they started.
    private void end() {
        for (var process : started) {
            var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroy);
            try {
                process.waitFor(10, SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            all.forEach(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    /// What a clone would have, and what is not committed yet.
    private void copySources() throws IOException, InterruptedException {
        var files = listedByGit();
        if (files.isEmpty()) {
            files = walk();
        }
        assertThat(files).contains(Path.of("impulse"), Path.of("pom.xml"), Path.of("examples/shop/loadtest.yaml"));
        for (var file : files) {
            if (Files.exists(SOURCES.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(clone.resolve(file).getParent());
                Files.copy(
                        SOURCES.resolve(file),
                        clone.resolve(file),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private List<Path> listedByGit() throws InterruptedException {
        var list = folder.resolve("sources");
        try {
            var git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(SOURCES.toFile())
                    .redirectOutput(list.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            started.add(git);
            return git.waitFor(30, SECONDS) && git.exitValue() == 0
                    ? Stream.of(Files.readString(list).split("\0", -1))
                            .filter(name -> !name.isEmpty())
                            .map(Path::of)
                            .toList()
                    : List.of();
        } catch (IOException noGit) {
            return List.of();
        }
    }

    /// Without git, as in a tree from an archive: all but what a build leaves.
    private static List<Path> walk() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(SOURCES, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(SOURCES.relativize(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static long sum(JsonNode node, String... names) {
        return Stream.of(names).mapToLong(name -> node.get(name).asLong()).sum();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
