package dev.impulse.generator.report;

import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.DebuggedTrigger.Step;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes `debug.json`: a single trigger for programs. What does not exist is left out; times are in milliseconds.
final class TriggerJson {
    private TriggerJson() {}

    static String text(DebuggedTrigger trigger) {
        var tree = JsonMapper.shared().createObjectNode();
        tree.put("debug", 1);
        tree.put("testCase", trigger.testCase());
        tree.put("trigger", trigger.number());
        tree.put("seed", trigger.seed());
        tree.put("target", trigger.target().toString());
        var step = trigger.trigger();
        tree.put("failed", step == null || step.failure() != null);
        var steps = tree.putArray("steps");
        trigger.steps().forEach(each -> put(steps.addObject(), each));
        var notes = tree.putArray("notes");
        trigger.notes().forEach(notes::add);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }

    private static void put(ObjectNode tree, Step step) {
        tree.put("name", step.name());
        tree.put("measured", step.measured());
        if (step.traceId() != null) {
            tree.put("traceId", step.traceId());
        }
        tree.set("lasted", ResultJson.millis(step.lasted().toNanos()));
        if (step.failure() != null) {
            tree.put("kind", step.failure().text());
        }
        if (step.thrown() != null) {
            var thrown = tree.putObject("thrown");
            thrown.put("kind", step.thrown().kind().text());
            thrown.put("reason", step.thrown().reason());
            var stack = thrown.putArray("stack");
            step.thrown().stack().forEach(stack::add);
        }
        var calls = tree.putArray("calls");
        step.calls().forEach(call -> put(calls.addObject(), call));
        if (step.leftOut() > 0) {
            tree.put("leftOut", step.leftOut());
        }
    }

    private static void put(ObjectNode tree, SeenCall call) {
        tree.put("number", call.number());
        tree.put("request", call.name());
        if (call.failure() != null) {
            tree.put("kind", call.failure().text());
            tree.put("reason", call.reason());
        }
        if (call.counted() != null) {
            tree.put("countedAs", call.counted().text());
        }
        if (!call.begunAt().isEmpty()) {
            tree.put("begunAt", call.begunAt());
        }
        tree.set("began", ResultJson.millis(call.began().toNanos()));
        tree.set("ended", ResultJson.millis(call.ended().toNanos()));
        FailureJson.put(tree, call.timings());
        FailureJson.put(tree, call.sent(), call.received());
    }
}
