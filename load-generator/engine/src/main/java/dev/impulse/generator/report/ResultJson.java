package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.RequestResult;
import dev.impulse.generator.Result.Second;
import dev.impulse.generator.Result.TestCaseResult;
import dev.impulse.generator.Result.Times;
import dev.impulse.load.ErrorKind;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A result as `result.json`. Written field by field, so that the file's form changes only on purpose; docs/result.md
/// describes it.
final class ResultJson {

    /// Goes up when a reader of the last version could be misled.
    static final int VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultJson() {}

    static String text(Result result) {
        return MAPPER.writeValueAsString(tree(result)).replace("\r\n", "\n") + "\n";
    }

    private static ObjectNode tree(Result result) {
        var tree = MAPPER.createObjectNode();
        tree.put("version", VERSION);
        tree.put("name", result.name());
        tree.put("verdict", result.verdict().text());
        tree.put("reason", result.reason());
        tree.put("target", result.target().toString());
        // As text: JavaScript's numbers cannot hold it.
        tree.put("seed", result.seed());
        tree.put("scheduling", result.scheduling());
        tree.put("started", result.started().toString());
        tree.put("lastedNanos", result.lasted().toNanos());
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
        var failures = tree.putArray("failures");
        for (var failure : result.failures()) {
            failures.addObject()
                    .put("testCase", failure.testCase())
                    .put("request", failure.request())
                    .put("kind", failure.kind().text())
                    .put("reason", failure.reason())
                    .put("detail", failure.detail())
                    .put("trigger", failure.trigger());
        }
        var notes = tree.putArray("notes");
        result.notes().forEach(notes::add);
        return tree;
    }

    private static void put(ObjectNode tree, PhaseResult phase) {
        tree.put("name", phase.name());
        tree.put("kind", phase.kind().text());
        tree.put("lastedNanos", phase.lasted().toNanos());
        put(tree.putObject("lateness"), phase.lateness());
        var testCases = tree.putArray("testCases");
        phase.testCases().forEach(testCase -> put(testCases.addObject(), testCase));
    }

    private static void put(ObjectNode tree, TestCaseResult testCase) {
        tree.put("name", testCase.name());
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
        put(tree.putObject("response"), testCase.response());
        put(tree.putObject("lateness"), testCase.lateness());
        put(tree.putObject("waiting"), testCase.waiting());
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
                .put("p50Nanos", second.p50())
                .put("p99Nanos", second.p99())
                .put("maxNanos", second.max())
                .put("latenessP99Nanos", second.latenessP99())
                .put("latenessMaxNanos", second.latenessMax())
                .put("late", second.late());
    }

    private static void put(ObjectNode tree, RequestResult request) {
        tree.put("name", request.name());
        tree.put("count", request.count());
        put(tree.putObject("response"), request.response());
        put(tree.putObject("service"), request.service());
        put(tree.putObject("errors"), request.errors());
    }

    private static void put(ObjectNode tree, Times times) {
        tree.put("count", times.count());
        tree.put("minNanos", times.min());
        tree.put("p50Nanos", times.p50());
        tree.put("p90Nanos", times.p90());
        tree.put("p95Nanos", times.p95());
        tree.put("p99Nanos", times.p99());
        tree.put("p999Nanos", times.p999());
        tree.put("maxNanos", times.max());
        tree.put("meanNanos", Math.round(times.mean()));
    }

    private static void put(ObjectNode tree, Map<ErrorKind, Long> errors) {
        new TreeMap<>(errors).forEach((kind, count) -> tree.put(kind.text(), count));
    }
}
