package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.PlannedPhase;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.Second;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.load.ErrorKind;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A result as `result.json`. Written field by field, so that the file's form changes only on purpose; docs/result.md
/// and docs/schema/result.schema.json describe it; [ResultReader] reads it.
final class ResultJson {

    /// Goes up when a reader of the last version could be misled.
    static final int VERSION = 3;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultJson() {}

    static String text(Result result) {
        return MAPPER.writeValueAsString(tree(result)).replace("\r\n", "\n") + "\n";
    }

    private static ObjectNode tree(Result result) {
        var tree = MAPPER.createObjectNode();
        tree.put("version", VERSION);
        tree.put("impulse", result.generator().impulse());
        tree.put("jvm", result.generator().jvm());
        var machine = result.generator().machine();
        tree.putObject("machine")
                .put("processors", machine.processors())
                .put("memoryBytes", machine.memoryBytes())
                .put("kernel", machine.kernel())
                .put("cpu", machine.cpu());
        tree.put("name", result.name());
        tree.put("verdict", result.verdict().text());
        tree.put("reason", result.reason());
        var causes = tree.putArray("causes");
        result.causes().forEach(causes::add);
        tree.put("target", result.target().toString());
        tree.put("seed", result.seed());
        tree.put("scheduling", result.scheduling());
        tree.put("started", result.started().toString());
        tree.set("lasted", millis(result.lasted().toNanos()));
        if (result.loadTest() != null) {
            var loadTest = tree.putObject("loadTest")
                    .put("file", result.loadTest().file())
                    .put("text", result.loadTest().text());
            if (result.loadTest().profile() != null) {
                loadTest.put("profile", result.loadTest().profile());
            }
        }
        var plan = tree.putArray("plan");
        result.plan().forEach(phase -> put(plan.addObject(), phase));
        var gates = tree.putArray("gates");
        for (var gate : result.gates()) {
            gates.addObject()
                    .put("gate", gate.gate())
                    .put("phase", gate.phase())
                    .put("met", gate.met())
                    .put("actual", gate.actual());
        }
        var phases = tree.putArray("phases");
        result.phases().forEach(phase -> put(phases.addObject(), phase));
        var intervals = tree.putArray("intervals");
        for (var interval : result.intervals()) {
            var written = intervals.addObject();
            written.set("from", millis(interval.from().toNanos()));
            written.set("width", millis(interval.width().toNanos()));
        }
        FigureJson.put(tree.putArray("figures"), result.testimony().figures());
        DependencyJson.put(tree.putArray("dependencies"), result.testimony().dependencies());
        MarkerJson.put(tree.putArray("markers"), result.testimony().markers());
        if (result.baseline() != null) {
            ComparisonJson.put(tree.putObject("baseline"), result.baseline());
        }
        var failures = tree.putArray("failures");
        result.failures().forEach(failure -> FailureJson.put(failures.addObject(), failure));
        var notes = tree.putArray("notes");
        result.notes().forEach(notes::add);
        return tree;
    }

    private static void put(ObjectNode tree, PlannedPhase phase) {
        tree.put("name", phase.name());
        tree.put("kind", phase.kind().text());
        tree.set("for", millis(phase.lasting().toNanos()));
        var demands = tree.putObject("demands");
        phase.demands().forEach(demands::put);
    }

    private static void put(ObjectNode tree, PhaseResult phase) {
        tree.put("name", phase.name());
        tree.put("kind", phase.kind().text());
        tree.set("lasted", millis(phase.lasted().toNanos()));
        put(tree.putObject("responseTime"), phase.response());
        put(tree.putObject("serviceTime"), phase.service());
        put(tree.putObject("waiting"), phase.waiting());
        put(tree.putObject("lateness"), phase.lateness());
        var testCases = tree.putArray("testCases");
        phase.testCases().forEach(testCase -> put(testCases.addObject(), testCase));
    }

    private static void put(ObjectNode tree, TestCaseResult testCase) {
        tree.put("name", testCase.name());
        putHistograms(tree, testCase.histograms());
        tree.put("users", testCase.users());
        tree.put("askedTps", testCase.askedTps());
        tree.put("achievedTps", testCase.achievedTps());
        var ledger = testCase.ledger();
        tree.putObject("ledger")
                .put("planned", ledger.planned())
                .put("started", ledger.started())
                .put("notStarted", ledger.notStarted())
                .put("unaccounted", ledger.unaccounted())
                .put("ok", ledger.ok())
                .put("failed", ledger.failed())
                .put("unfinished", ledger.unfinished());
        put(tree.putObject("responseTime"), testCase.response());
        put(tree.putObject("serviceTime"), testCase.service());
        put(tree.putObject("waiting"), testCase.waiting());
        put(tree.putObject("lateness"), testCase.lateness());
        put(tree.putObject("errors"), testCase.errors());
        var requests = tree.putArray("requests");
        testCase.requests().forEach(request -> put(requests.addObject(), request));
        var seconds = tree.putArray("seconds");
        testCase.seconds().forEach(second -> put(seconds.addObject(), second));
    }

    private static void put(ObjectNode tree, Second second) {
        tree.put("second", second.number())
                .put("started", second.started())
                .put("ok", second.ok())
                .put("failed", second.failed())
                .put("notStarted", second.notStarted())
                .put("late", second.late());
        tree.set("p50", millisOrNull(second.p50()));
        tree.set("p99", millisOrNull(second.p99()));
        tree.set("max", millisOrNull(second.max()));
        tree.set("latenessP99", millis(second.latenessP99()));
        tree.set("latenessMax", millis(second.latenessMax()));
    }

    private static void put(ObjectNode tree, RequestResult request) {
        tree.put("name", request.name());
        putHistograms(tree, request.histograms());
        tree.put("count", request.count());
        put(tree.putObject("responseTime"), request.response());
        put(tree.putObject("serviceTime"), request.service());
        put(tree.putObject("waiting"), request.waiting());
        put(tree.putObject("connectTime"), request.connect());
        put(tree.putObject("tlsTime"), request.tls());
        put(tree.putObject("errors"), request.errors());
    }

    private static void putHistograms(ObjectNode tree, String file) {
        if (!file.isEmpty()) {
            tree.put("histograms", file);
        }
    }

    static void put(ObjectNode tree, Times times) {
        tree.put("count", times.count());
        if (times.endless() > 0) {
            tree.put("endless", times.endless());
            tree.set("above", millis(times.above()));
        }
        tree.set("mean", Double.isNaN(times.mean()) ? NullNode.getInstance() : millis((long) times.mean()));
        tree.set("min", millisOrNull(times.min()));
        tree.set("p50", millisOrNull(times.p50()));
        tree.set("p90", millisOrNull(times.p90()));
        tree.set("p95", millisOrNull(times.p95()));
        tree.set("p99", millisOrNull(times.p99()));
        tree.set("p99.9", millisOrNull(times.p999()));
        tree.set("max", millisOrNull(times.max()));
    }

    /// Milliseconds to the nanosecond: whoever reads them back has the same.
    static JsonNode millis(long nanos) {
        var millis = BigDecimal.valueOf(nanos, 6).stripTrailingZeros();
        return millis.scale() <= 0
                ? MAPPER.getNodeFactory().numberNode(nanos / 1_000_000)
                : MAPPER.getNodeFactory().numberNode(millis);
    }

    /// Null for what is above every measured value.
    static JsonNode millisOrNull(long nanos) {
        return nanos == Times.BEYOND ? NullNode.getInstance() : millis(nanos);
    }

    private static void put(ObjectNode tree, Map<ErrorKind, Long> errors) {
        new TreeMap<>(errors).forEach((kind, count) -> tree.put(kind.text(), count));
    }
}
