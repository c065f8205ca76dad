package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
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
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a result from what [ResultJson] has written: field by field, as it was written, and giving the same.
final class ResultReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ResultReader() {}

    /// @param name of the file, for what is told of it
    /// @throws UnreadableResult when it is none, or of another version
    static Result read(String name, String text) throws UnreadableResult {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            throw new UnreadableResult(
                    name + ": not JSON: " + malformed.getOriginalMessage() + " (expected: what Impulse has written)");
        }
        checkVersion(name, tree);
        return result(new JsonPart(tree, name + ": "));
    }

    /// Whether it is a result of any version.
    static boolean isResult(String text) {
        try {
            return isResult(MAPPER.readTree(text));
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static boolean isResult(JsonNode tree) {
        return tree.path("version").isIntegralNumber() && tree.has("verdict");
    }

    private static void checkVersion(String name, JsonNode tree) throws UnreadableResult {
        var version = tree.path("version");
        if (!isResult(tree)) {
            throw new UnreadableResult(name + ": no result of a load test (expected: what Impulse has written)");
        }
        if (version.asLong() != ResultJson.VERSION) {
            boolean newer = version.asLong() > ResultJson.VERSION;
            throw new UnreadableResult(name + ": version " + version.asLong() + " (expected: " + ResultJson.VERSION
                    + "; " + (newer ? "a newer" : "an older") + " Impulse has written it)");
        }
    }

    private static Result result(JsonPart tree) throws UnreadableResult {
        var plan = new ArrayList<PlannedPhase>();
        for (var phase : tree.parts("plan")) {
            plan.add(planned(phase));
        }
        var phases = new ArrayList<PhaseResult>();
        for (var phase : tree.parts("phases")) {
            phases.add(phase(phase));
        }
        var gates = new ArrayList<GateResult>();
        for (var gate : tree.parts("gates")) {
            gates.add(new GateResult(gate.text("gate"), gate.text("phase"), gate.flag("met"), gate.text("actual")));
        }
        var intervals = new ArrayList<LoggedInterval>();
        for (var interval : tree.parts("intervals")) {
            intervals.add(new LoggedInterval(interval.duration("from"), interval.duration("width")));
        }
        var failures = new ArrayList<Failure>();
        for (var failure : tree.parts("failures")) {
            failures.add(FailureReader.read(failure));
        }
        return new Result(
                generator(tree),
                tree.has("loadTest") ? written(tree.part("loadTest")) : null,
                plan,
                tree.text("name"),
                tree.word("verdict", Verdict.values(), Verdict::text),
                tree.text("reason"),
                tree.texts("causes"),
                tree.text("target", "a URL", URI::create),
                tree.count("seed"),
                tree.text("scheduling"),
                tree.text("started", "a moment such as 2026-11-21T10:12:07Z", Instant::parse),
                tree.duration("lasted"),
                phases,
                gates,
                failures,
                tree.texts("notes"),
                intervals,
                new Testimony(
                        tree.has("figures") ? FigureJson.read(tree.parts("figures")) : List.of(),
                        tree.has("dependencies") ? DependencyJson.read(tree.parts("dependencies")) : List.of(),
                        tree.has("markers") ? MarkerJson.read(tree.parts("markers")) : List.of()),
                tree.has("baseline") ? ComparisonJson.read(tree.part("baseline")) : null);
    }

    private static Generator generator(JsonPart tree) throws UnreadableResult {
        var machine = tree.part("machine");
        return new Generator(
                tree.text("impulse"),
                tree.text("jvm"),
                new Machine(
                        machine.smallCount("processors"),
                        machine.count("memoryBytes"),
                        machine.text("kernel"),
                        machine.text("cpu")));
    }

    private static WrittenLoadTest written(JsonPart tree) throws UnreadableResult {
        return new WrittenLoadTest(
                tree.text("file"), tree.text("text"), tree.has("profile") ? tree.text("profile") : null);
    }

    private static PlannedPhase planned(JsonPart tree) throws UnreadableResult {
        var asked = tree.part("demands");
        var demands = new LinkedHashMap<String, String>();
        for (var testCase : asked.node().propertyNames()) {
            demands.put(testCase, asked.text(testCase));
        }
        return new PlannedPhase(tree.text("name"), kind(tree), tree.duration("for"), demands);
    }

    private static Phase.Kind kind(JsonPart tree) throws UnreadableResult {
        return tree.word("kind", Phase.Kind.values(), Phase.Kind::text);
    }

    private static PhaseResult phase(JsonPart tree) throws UnreadableResult {
        var testCases = new ArrayList<TestCaseResult>();
        for (var testCase : tree.parts("testCases")) {
            testCases.add(testCase(testCase));
        }
        return new PhaseResult(
                tree.text("name"),
                kind(tree),
                tree.duration("lasted"),
                testCases,
                times(tree, "responseTime"),
                times(tree, "serviceTime"),
                times(tree, "waiting"),
                times(tree, "lateness"));
    }

    private static TestCaseResult testCase(JsonPart tree) throws UnreadableResult {
        var ledger = tree.part("ledger");
        List<RequestResult> requests = new ArrayList<>();
        for (var request : tree.parts("requests")) {
            requests.add(new RequestResult(
                    request.text("name"),
                    request.count("count"),
                    errors(request),
                    times(request, "responseTime"),
                    times(request, "serviceTime"),
                    times(request, "waiting"),
                    times(request, "connectTime"),
                    times(request, "tlsTime"),
                    histograms(request)));
        }
        return new TestCaseResult(
                tree.text("name"),
                tree.smallCount("users"),
                tree.number("askedTps"),
                tree.number("achievedTps"),
                new Ledger(
                        ledger.count("planned"),
                        ledger.count("started"),
                        ledger.count("notStarted"),
                        ledger.count("unaccounted"),
                        ledger.count("ok"),
                        ledger.count("failed"),
                        ledger.count("unfinished")),
                times(tree, "responseTime"),
                times(tree, "serviceTime"),
                times(tree, "lateness"),
                times(tree, "waiting"),
                errors(tree),
                requests,
                seconds(tree),
                histograms(tree));
    }

    private static String histograms(JsonPart tree) throws UnreadableResult {
        return tree.has("histograms") ? tree.text("histograms") : "";
    }

    private static List<Second> seconds(JsonPart tree) throws UnreadableResult {
        List<Second> seconds = new ArrayList<>();
        for (var second : tree.parts("seconds")) {
            seconds.add(new Second(
                    second.count("second"),
                    second.count("started"),
                    second.count("ok"),
                    second.count("failed"),
                    second.count("notStarted"),
                    orBeyond(second, "p50"),
                    orBeyond(second, "p99"),
                    orBeyond(second, "max"),
                    second.nanos("latenessP99"),
                    second.nanos("latenessMax"),
                    second.count("late")));
        }
        return seconds;
    }

    /// Of the kinds that are known: one that a newer Impulse tells apart has no name here.
    private static Map<ErrorKind, Long> errors(JsonPart tree) throws UnreadableResult {
        var part = tree.part("errors");
        var errors = new EnumMap<ErrorKind, Long>(ErrorKind.class);
        for (var kind : ErrorKind.values()) {
            if (part.has(kind.text())) {
                errors.put(kind, part.count(kind.text()));
            }
        }
        return errors;
    }

    static Times times(JsonPart tree, String name) throws UnreadableResult {
        var times = tree.part(name);
        return new Times(
                times.count("count"),
                times.has("endless") ? times.count("endless") : 0,
                times.has("above") ? times.nanos("above") : 0,
                orBeyond(times, "min"),
                orBeyond(times, "p50"),
                orBeyond(times, "p90"),
                orBeyond(times, "p95"),
                orBeyond(times, "p99"),
                orBeyond(times, "p99.9"),
                orBeyond(times, "max"),
                times.isNull("mean") ? Double.NaN : times.nanos("mean"));
    }

    static long orBeyond(JsonPart tree, String name) throws UnreadableResult {
        return tree.isNull(name) ? Times.BEYOND : tree.nanos(name);
    }
}
