package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.impulse.generator.Comparison;
import dev.impulse.generator.Figure;
import dev.impulse.generator.Marker;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.generator.Result.Generator;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.Result.LoggedInterval;
import dev.impulse.generator.Result.Machine;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.Second;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.GateResult;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResultReaderTest {

    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(@ForAll long seed) throws UnreadableResult {
        var result = new Any(new Random(seed)).result();
        assertThat(ResultReader.read("result.json", ResultJson.text(result))).isEqualTo(result);
    }

    @Test
    void anExampleIsReadFromItsFolder(@TempDir Path folder) throws Exception {
        for (var example : List.of(Example.quick(), Example.shop(), Example.late())) {
            try (var begun = RunFolder.begin(folder)) {
                begun.write(example);
            }
            assertThat(ResultFolder.read(folder)).isEqualTo(example);
        }
    }

    @Test
    void fieldsOfANewerImpulseArePassedOver() throws UnreadableResult {
        var tree = (ObjectNode) JsonMapper.shared().readTree(ResultJson.text(Example.shop()));
        tree.put("weather", "fine");
        ((ObjectNode) tree.at("/machine")).putObject("load").put("oneMinute", 0.7);
        ((ObjectNode) tree.at("/phases/0/testCases/0")).putArray("samples").add(1);
        ((ObjectNode) tree.at("/phases/0/testCases/0/errors")).put("bored", 3);
        ((ObjectNode) tree.at("/phases/0/lateness")).put("p99.99", 3);
        assertThat(ResultReader.read("result.json", tree.toString())).isEqualTo(Example.shop());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{|result.json: not JSON: ",
                "<html/>|result.json: not JSON: ",
                "[]|result.json: no result of a load test (expected: what Impulse has written)",
                "{}|result.json: no result of a load test",
                "{\"version\": 3}|result.json: no result of a load test",
                "{\"version\": 1, \"verdict\": \"passed\"}|result.json: version 1 (expected: 3; an older Impulse",
                "{\"version\": 4, \"verdict\": \"passed\"}|result.json: version 4 (expected: 3; a newer Impulse has written it)",
                "{\"version\": 3, \"verdict\": \"passed\"}|result.json: plan: missing (expected: a list)",
            })
    void whatIsNoResultIsTold(String text, String told) {
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultReader.read("result.json", text))
                .withMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/phases/1/testCases/0/ledger|planned|1.5|phases[1].testCases[0].ledger.planned: 1.5 (expected: a whole number)",
                "/phases/1/testCases/0/ledger|planned|1e400|planned: ",
                "/phases/0/lateness|p99.9|\"slow\"|phases[0].lateness.p99.9: \"slow\" (expected: milliseconds)",
                "/phases/0/lateness|p50|0.0000001|p50: ",
                "/phases/0/lateness|p50|1e999999999|p50: ",
                "/phases/2|kind|\"rush\"|phases[2].kind: rush (expected: warm-up, steady, peak)",
                "/failures/0|kind|\"bored\"|failures[0].kind: bored (expected: refused, ",
                "/failures/0|at|\"late\"|failures[0].at: \"late\" (expected: milliseconds)",
                "/failures/0|tls|true|failures[0].tls: true (expected: milliseconds)",
                "/failures/0/sent/headers/1|value|7|failures[0].sent.headers[1].value: 7 (expected: a text)",
                "/failures/0/received/body|text|[]|failures[0].received.body.text: a list (expected: a text)",
                "/|target|\"h t t p\"|target: h t t p (expected: a URL)",
                "/|started|\"today\"|started: today (expected: a moment such as",
                "/|gates|{}|gates: an object (expected: a list)",
                "/|gates|[ 1 ]|gates[0]: 1 (expected: an object)",
                "/|notes|[ 1 ]|notes[0]: 1 (expected: a text)",
            })
    void aFieldThatIsWrongIsToldWithItsPlace(String part, String field, String value, String told) {
        var tree = (ObjectNode) JsonMapper.shared().readTree(ResultJson.text(Example.shop()));
        var changed = part.equals("/") ? tree : (ObjectNode) tree.at(part);
        changed.putRawValue(field, new tools.jackson.databind.util.RawValue(value));
        var text = JsonMapper.shared().writeValueAsString(tree);
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultReader.read("result.json", text))
                .withMessageStartingWith("result.json: ")
                .withMessageContaining(told);
    }

    @Test
    void aFolderWithoutAResultIsTold(@TempDir Path folder) throws IOException {
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultFolder.read(folder.resolve("none")))
                .withMessage(folder.resolve("none") + ": no such folder (expected: the folder of a run, such as"
                        + " results/latest)");
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultFolder.read(folder))
                .withMessageContaining(": no result.json in it (expected: the folder of a run");
        Files.createDirectory(folder.resolve("result.json"));
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultFolder.read(folder))
                .withMessageContaining("result.json: cannot be read: ");
    }

    @Test
    void aRunThatHasNotEndedHasNoResultAlsoOverAnOlderOne(@TempDir Path folder) throws IOException {
        ResultFolder.write(Example.quick(), folder);
        RunFolder.begin(folder).close();
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultFolder.read(folder))
                .withMessage(folder + ": the run that wrote it has not ended, or was killed: there is no result.json in"
                        + " it");
    }

    @Test
    void aRunThatWasGivenUpSaysWhy(@TempDir Path folder) throws IOException {
        try (var begun = RunFolder.begin(folder)) {
            begun.giveUp("target: refuses");
        }
        assertThatExceptionOfType(UnreadableResult.class)
                .isThrownBy(() -> ResultFolder.read(folder))
                .withMessage(folder + ": the run that wrote it has no result: target: refuses");
    }

    @Test
    void aFolderOfOursIsTold(@TempDir Path folder) throws IOException {
        assertThat(ResultFolder.isOne(folder)).isFalse();
        Files.writeString(folder.resolve("result.json"), "{\"result\": 7}");
        assertThat(ResultFolder.isOne(folder)).isFalse();
        Files.writeString(folder.resolve("result.json"), "{\"version\": 1, \"verdict\": \"passed\"}");
        assertThat(ResultFolder.isOne(folder)).isTrue();
        RunFolder.begin(folder).close();
        assertThat(ResultFolder.isOne(folder)).isTrue();
        assertThat(folder.resolve("result.json")).doesNotExist();
        ResultFolder.write(Example.quick(), folder);
        assertThat(ResultFolder.isOne(folder)).isTrue();
    }

    /// Results as they may be, and many that never are.
    private record Any(Random random) {

        Result result() {
            return new Result(
                    new Generator(text(), text(), new Machine(random.nextInt(), random.nextLong(), text(), text())),
                    random.nextBoolean()
                            ? null
                            : new WrittenLoadTest(text(), text(), random.nextBoolean() ? null : text()),
                    some(() -> new PlannedPhase(text(), one(Phase.Kind.values()), duration(), demands())),
                    text(),
                    one(Verdict.values()),
                    text(),
                    some(this::text),
                    URI.create("http://host-" + random.nextInt(1000) + ":8080/a%20b"),
                    random.nextLong(),
                    text(),
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                    duration(),
                    some(() -> new PhaseResult(
                            text(),
                            one(Phase.Kind.values()),
                            duration(),
                            some(this::testCase),
                            times(),
                            times(),
                            times(),
                            times())),
                    some(() -> new GateResult(text(), text(), random.nextBoolean(), text())),
                    some(this::failure),
                    some(this::text),
                    some(() -> new LoggedInterval(duration(), duration())),
                    new Testimony(some(this::figure), some(this::dependency), some(this::marker)),
                    perhaps(this::comparison));
        }

        private MockedDependency dependency() {
            return random.nextInt(4) == 0
                    ? MockedDependency.lost(text(), text())
                    : new MockedDependency(
                            text(),
                            some(() -> new MockedDependency.InPhase(
                                    text(),
                                    random.nextLong(),
                                    random.nextLong(),
                                    random.nextLong(),
                                    times(),
                                    times(),
                                    times(),
                                    some(() -> new MockedDependency.StubCalls(
                                            text(), random.nextLong(), random.nextLong())),
                                    some(this::text))),
                            some(() -> new MockedDependency.Unmatched(text(), random.nextLong())),
                            null);
        }

        private Figure figure() {
            return random.nextInt(4) == 0
                    ? Figure.missing(text(), text(), text(), text())
                    : new Figure(text(), text(), text(), text(), random.nextLong(), some(this::value));
        }

        private double value() {
            return switch (random.nextInt(4)) {
                case 0 -> Double.NaN;
                case 1 -> random.nextInt(1_000_000);
                case 2 -> random.nextLong(Long.MAX_VALUE);
                default -> random.nextGaussian() * 1e9;
            };
        }

        private Marker marker() {
            var from = duration();
            return new Marker(
                    text(),
                    from,
                    from.plusNanos(random.nextInt(1_000_000_000)),
                    one(Marker.Outcome.values()),
                    text(),
                    random.nextBoolean());
        }

        private Comparison comparison() {
            return new Comparison(
                    text(),
                    Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                    one(Verdict.values()),
                    some(this::text),
                    some(() -> new Comparison.Row(text(), text(), text(), compared(), compared())));
        }

        private Comparison.Figures compared() {
            return new Comparison.Figures(
                    random.nextLong(),
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    random.nextDouble() * 100,
                    random.nextDouble() * 1e5);
        }

        private Failure failure() {
            return new Failure(
                    text(),
                    text(),
                    one(ErrorKind.values()),
                    text(),
                    text(),
                    random.nextBoolean() ? duration() : duration().negated(),
                    random.nextLong(),
                    perhaps(this::text),
                    perhaps(() -> new Sent(text(), text(), headers(), perhaps(this::body))),
                    perhaps(() -> new Received(random.nextInt(), headers(), perhaps(this::body))),
                    new Timings(
                            perhaps(this::duration),
                            perhaps(this::duration),
                            perhaps(this::duration),
                            perhaps(this::duration),
                            perhaps(this::duration)),
                    text());
        }

        private List<Field> headers() {
            return some(() -> new Field(text(), text()));
        }

        private Body body() {
            var form = one(Form.values());
            return new Body(random.nextLong(), form, form == Form.LEFT_OUT ? "" : text(), random.nextBoolean());
        }

        private TestCaseResult testCase() {
            return new TestCaseResult(
                    text(),
                    random.nextInt(),
                    random.nextDouble() * 1e6,
                    random.nextGaussian() / 1e6,
                    new Ledger(
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong()),
                    times(),
                    times(),
                    times(),
                    times(),
                    errors(),
                    some(() -> new RequestResult(
                            text(), random.nextLong(), errors(), times(), times(), times(), times(), times(), text())),
                    some(() -> new Second(
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            random.nextLong(),
                            nanos(),
                            nanos(),
                            nanos(),
                            nanos(),
                            nanos(),
                            random.nextLong())),
                    text());
        }

        private Times times() {
            boolean endless = random.nextBoolean();
            return new Times(
                    random.nextLong(),
                    endless ? random.nextLong(1, Long.MAX_VALUE) : 0,
                    endless ? nanos() : 0,
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    orBeyond(),
                    endless ? Double.NaN : random.nextDouble() * 1e12);
        }

        private long orBeyond() {
            return random.nextInt(4) == 0 ? Times.BEYOND : nanos();
        }

        /// Of any size, as often small as large.
        private long nanos() {
            return random.nextLong() >>> random.nextInt(1, 64);
        }

        private Duration duration() {
            return Duration.ofNanos(nanos());
        }

        private Map<ErrorKind, Long> errors() {
            var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
            some(() -> errors.put(one(ErrorKind.values()), random.nextLong()));
            return errors;
        }

        private Map<String, String> demands() {
            var demands = new LinkedHashMap<String, String>();
            some(() -> demands.put(text(), text()));
            return demands;
        }

        private <T> List<T> some(Supplier<T> each) {
            return Stream.generate(each).limit(random.nextInt(4)).toList();
        }

        private <T> @Nullable T perhaps(Supplier<T> made) {
            return random.nextBoolean() ? made.get() : null;
        }

        private <T> T one(T[] of) {
            return of[random.nextInt(of.length)];
        }

        /// Also with control characters, quotes, and what needs four bytes.
        private String text() {
            return random.ints(random.nextInt(9), 0, 0x300)
                    .map(letter -> letter < 0x280 ? letter : 0x1f600 + letter)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }
}
