package dev.impulse.generator.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.Feeder;
import dev.impulse.generator.Feeder.Order;
import dev.impulse.generator.Feeder.WhenDry;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Rate;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Trace;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.worker.SetUpFailed;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Feed;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.client.AllowedHosts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class FeedTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    /// What each trigger of each test case got, by its number.
    private final Map<String, Map<Long, List<Long>>> got = new ConcurrentSkipListMap<>();

    @BeforeEach
    void writeAHundredRows() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        IntStream.range(0, 100)
                .forEach(row -> text.append(row).append(",user-").append(row).append('\n'));
        file = Files.writeString(folder.resolve("users.csv"), text);
    }

    private LoadGenerator taking(String testCase, int calls) {
        return load -> {
            Feed feed = load.feed("users");
            List<Long> rows = new ArrayList<>();
            for (int call = 0; call < calls; call++) {
                rows.add(feed.next().number("id"));
            }
            got.computeIfAbsent(testCase, first -> new ConcurrentSkipListMap<>())
                    .put(load.number(), rows);
        };
    }

    private Feeder feeder(Order order, WhenDry whenDry, int perTrigger, String... testCases) {
        return new Feeder("users", file, order, whenDry, perTrigger, List.of(testCases));
    }

    private static Result run(
            Feeder feeder, Demand demand, Duration lasting, int loops, Map<String, LoadGenerator> scenarios) {
        List<TestCase> testCases = new ArrayList<>();
        Map<String, Demand> demands = new LinkedHashMap<>();
        scenarios.forEach((name, scenario) -> {
            testCases.add(new TestCase(name, () -> scenario));
            demands.put(name, demand);
        });
        Phase phase = new Phase("steady", Phase.Kind.STEADY, lasting, demands);
        return Runs.run(
                new LoadTest(
                        "feeds",
                        NOWHERE,
                        testCases,
                        List.of(phase),
                        List.of(),
                        7,
                        Runs.PATIENT,
                        AllowedHosts.PRIVATE,
                        Scrub.USUAL,
                        Trace.DEFAULT,
                        List.of(feeder)),
                loops);
    }

    private Result run(Feeder feeder, int triggers, int calls, int loops) {
        Duration lasting = Duration.ofMillis(5L * triggers);
        return run(feeder, Runs.even(triggers, lasting), lasting, loops, Map.of("a", taking("a", calls)));
    }

    private Map<Long, List<Long>> rows(String testCase) {
        return got.getOrDefault(testCase, Map.of());
    }

    @Test
    void rowsInSequenceDeriveFromTheTriggersNumberAndBeginAgain() {
        run(feeder(Order.SEQUENTIAL, WhenDry.LOOP, 1), 130, 1, 2);
        assertThat(rows("a"))
                .hasSize(130)
                .allSatisfy((number, row) -> assertThat(row).containsExactly(number % 100));
    }

    @Test
    void severalRowsOfATriggerAreThoseBehindEachOther() {
        run(feeder(Order.SEQUENTIAL, WhenDry.LOOP, 3), 60, 3, 2);
        assertThat(rows("a"))
                .hasSize(60)
                .allSatisfy((number, row) -> assertThat(row)
                        .containsExactly(number * 3 % 100, (number * 3 + 1) % 100, (number * 3 + 2) % 100));
    }

    @Test
    void moreRowsThanATriggerMayHaveAreAFaultOfTheScenario() {
        Result result = run(feeder(Order.SEQUENTIAL, WhenDry.LOOP, 1), 1, 2, 1);
        assertThat(result.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.reason())
                                .contains(
                                        "users: row 2 of one trigger (expected: at most 1, or a higher per-trigger of the feeder)"));
    }

    @Test
    void randomRowsAreTheSameForTheSameSeedHoweverManyLoopsThereAre() {
        run(feeder(Order.RANDOM, WhenDry.LOOP, 1), 100, 3, 1);
        Map<Long, List<Long>> once = Map.copyOf(rows("a"));
        got.clear();
        run(feeder(Order.RANDOM, WhenDry.LOOP, 1), 100, 3, 2);
        assertThat(rows("a")).isEqualTo(once);
        assertThat(once.values().stream().flatMap(List::stream).distinct().count())
                .isGreaterThan(80);
    }

    @Test
    void uniqueRowsComeOnceOverAllTestCases() {
        Duration lasting = Duration.ofMillis(200);
        run(
                feeder(Order.UNIQUE, WhenDry.FAIL, 2, "a", "b"),
                Runs.even(25, lasting),
                lasting,
                2,
                Map.of("a", taking("a", 2), "b", taking("b", 2)));
        List<Long> all = new ArrayList<>();
        got.values().forEach(rows -> rows.values().forEach(all::addAll));
        assertThat(all)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 100).boxed().toList());
        assertThat(rows("a").get(3L)).containsExactly(12L, 14L);
        assertThat(rows("b").get(3L)).containsExactly(13L, 15L);
    }

    @Test
    void aDryFeederFailsTheTriggersForWhichItHasNoRow() {
        Result result = run(feeder(Order.UNIQUE, WhenDry.FAIL, 1), 120, 1, 1);
        assertThat(Runs.only(result).ledger().ok()).isEqualTo(100);
        assertThat(Runs.only(result).errors()).containsEntry(ErrorKind.CHECK, 20L);
        assertThat(result.failures()).first().satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo("users has run dry: 100 rows, and none for this trigger");
            assertThat(failure.trigger()).isEqualTo(100);
        });
    }

    @Test
    void aDryFeederEndsTheLoadTestBeforeTheFirstTriggerWithoutARowAndWhatWasRunIsJudged() {
        Duration lasting = Duration.ofSeconds(30);
        Result result = run(
                feeder(Order.SEQUENTIAL, WhenDry.STOP, 1),
                Runs.even(600, lasting),
                lasting,
                2,
                Map.of("a", taking("a", 1)));
        assertThat(result.lasted()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Runs.only(result).ledger().planned()).isEqualTo(100);
        assertThat(Runs.only(result).ledger().ok()).isEqualTo(100);
        assertThat(result.reason()).doesNotContain("stopped");
        assertThat(result.notes())
                .contains(
                        "ended after 5 s: the feeder users had rows for 100 triggers of a (when-dry: stop); what was run is"
                                + " judged");
    }

    @Test
    void usersOfAClosedModelAreStoppedOnceTheFeederIsDry() {
        LoadGenerator slow = load -> {
            taking("a", 1).run(load);
            load.pause(Duration.ofMillis(1));
        };
        Result result = run(
                feeder(Order.UNIQUE, WhenDry.STOP, 1),
                new Demand.Closed(2),
                Duration.ofSeconds(60),
                1,
                Map.of("a", slow));
        assertThat(result.lasted()).isLessThan(Duration.ofSeconds(60));
        assertThat(Runs.only(result).ledger().ok()).isEqualTo(100);
        assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("(when-dry: stop)"));
    }

    @Test
    void aFeederThatNobodyUsesEndsNothing() {
        Duration lasting = Duration.ofMillis(500);
        Result result = run(
                feeder(Order.UNIQUE, WhenDry.STOP, 90), Runs.even(50, lasting), lasting, 1, Map.of("a", load -> {}));
        assertThat(result.lasted()).isEqualTo(lasting);
    }

    @Test
    void aFeederThatIsNotThereOrNotForTheTestCaseIsToldWithTheNearest() {
        Duration lasting = Duration.ofMillis(20);
        Result result = run(
                feeder(Order.SEQUENTIAL, WhenDry.LOOP, 1, "b"),
                Runs.even(1, lasting),
                lasting,
                1,
                Map.of("a", load -> load.feed("users"), "b", load -> load.feed("usres")));
        assertThat(result.failures())
                .extracting(Result.Failure::reason)
                .containsExactly(
                        "java.lang.IllegalArgumentException: users: not for this test case"
                                + " (expected: its name among the feeder's test-cases)",
                        "java.lang.IllegalArgumentException: usres: no such feeder (did you mean users?)");
    }

    @Test
    void setUpGetsNoRows() {
        LoadGenerator early = new LoadGenerator() {
            @Override
            public void setUp(Load load) {
                load.feed("users");
            }

            @Override
            public void run(Load load) {}
        };
        assertThatThrownBy(() -> LoadTest.of(() -> early)
                        .feeding("users", file)
                        .at(Rate.perSecond(1))
                        .lasting(Duration.ofMillis(10))
                        .against(NOWHERE)
                        .run())
                .isInstanceOf(SetUpFailed.class)
                .hasMessageContaining("users: rows belong to triggers (expected: no feed in set-up and tear-down)");
    }

    @Test
    void theBuilderFeedsAScenarioAndRefusesABrokenFileBeforeAnythingRuns() throws Exception {
        Result result = LoadTest.of(() -> taking("a", 1))
                .named("a")
                .feeding("users", file)
                .at(Rate.perSecond(100))
                .lasting(Duration.ofMillis(100))
                .against(NOWHERE)
                .run();
        assertThat(result.failures()).isEmpty();
        assertThat(rows("a")).hasSize(10);
        Path torn = Files.writeString(folder.resolve("torn.csv"), "a,b\n1,2\n3");
        assertThatThrownBy(() -> LoadTest.of(() -> taking("a", 1))
                        .feeding("users", torn)
                        .at(Rate.perSecond(1))
                        .against(NOWHERE)
                        .run())
                .hasMessage(torn + ":3: 1 column (expected: 2: a, b; the file seems to be cut off)");
    }

    @Test
    void whatIsNoFeederIsRefused() {
        assertThatThrownBy(() -> feeder(Order.UNIQUE, WhenDry.LOOP, 1))
                .hasMessage("when-dry: loop (expected: stop or fail, as unique rows come once)");
        assertThatThrownBy(() -> feeder(Order.RANDOM, WhenDry.LOOP, 0))
                .hasMessage("per-trigger: 0 (expected: 1 or more)");
    }
}
