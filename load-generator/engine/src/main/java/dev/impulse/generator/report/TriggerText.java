package dev.impulse.generator.report;

import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.DebuggedTrigger.Step;
import dev.impulse.generator.judge.Figures;
import dev.impulse.load.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A single trigger for the terminal: its calls in time, then each with what was sent and what came, then what failed
/// and where, and how it would be counted.
public final class TriggerText {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 60;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_LINES = 60;

    private final DebuggedTrigger trigger;
    private final int columns;
    private final Colours colours;
    private final List<String> lines = new ArrayList<>();

    private TriggerText(DebuggedTrigger trigger, int columns, Colours colours) {
        this.trigger = trigger;
        this.columns = columns;
        this.colours = colours;
    }

    /// @param columns how wide the terminal is; 0 when it is none: then nothing is cut off
    public static String of(DebuggedTrigger trigger, int columns, Colours colours) {
        var text = new TriggerText(trigger, columns, colours);
        text.whole();
        return String.join("\n", text.lines);
    }

    private void whole() {
        for (var step : trigger.steps()) {
            if (step.measured() || step.failure() != null || !step.calls().isEmpty()) {
                step(step);
            }
        }
        trigger.calls().forEach(this::call);
        if (trigger.trigger() == null) {
            lines.add("the trigger was not started: its set-up had failed");
        }
        trigger.steps().forEach(this::outcome);
        counted();
        trigger.notes().forEach(lines::add);
    }

    private void step(Step step) {
        var head = new StringJoiner(" · ");
        head.add(
                step.measured()
                        ? "trigger " + Figures.count(trigger.number()) + ", told to be in " + step.name()
                        : step.name());
        head.add(Figures.time(step.lasted()));
        head.add(calls(step.calls().size() + step.leftOut()));
        lines.add(head.toString());
        if (step.measured() && step.traceId() != null) {
            lines.add("  trace " + step.traceId());
        }
        lines.addAll(new Waterfall(step, columns == 0 ? USUAL_WIDTH : Math.max(NARROWEST, columns), colours).lines());
        if (step.leftOut() > 0) {
            lines.add("  and " + calls(step.leftOut()) + " more, which were not kept");
        }
        lines.add("");
    }

    private static String calls(int count) {
        return Figures.count(count) + (count == 1 ? " call" : " calls");
    }

    private void call(SeenCall call) {
        lines.add(fitting(call.number() + " " + BodyText.printable(call.name())
                + (call.begunAt().isEmpty() ? "" : "   " + call.begunAt())));
        message("→ ", CallText.request(call));
        var timings = CallText.timings(call);
        var answer = new ArrayList<>(CallText.answer(call));
        if (!answer.isEmpty()) {
            answer.set(0, answer.getFirst() + " (" + timings + ")");
            message("← ", answer);
        } else if (call.sent() != null) {
            lines.add("← no answer" + (timings.isEmpty() ? "" : " (" + timings + ")"));
        }
        if (call.failure() != null) {
            lines.add(colours.red("✗ " + call.failure().text() + ": ") + BodyText.printable(call.reason()));
        }
        lines.add("");
    }

    private void message(String sign, List<String> message) {
        for (int line = 0; line < message.size(); line++) {
            if (line == MOST_LINES && message.size() > MOST_LINES + 1) {
                lines.add("  … (" + Figures.count(message.size() - MOST_LINES) + " lines more; --save keeps them)");
                return;
            }
            lines.add(fitting((line == 0 ? sign : "  ") + BodyText.printable(message.get(line)))
                    .stripTrailing());
        }
    }

    private String fitting(String line) {
        return columns == 0 || line.length() < columns ? line : line.substring(0, columns - 2) + "…";
    }

    private void outcome(Step step) {
        var failure = step.failure();
        if (failure == null) {
            if (step.measured()) {
                lines.add(colours.green("✓ ok") + "   in " + Figures.time(step.lasted()));
            }
            return;
        }
        var which = step.measured() ? "" : step.name() + " ";
        var thrown = step.thrown();
        var reason = thrown == null ? "one of its requests failed; the scenario went on" : thrown.reason();
        lines.add(colours.red("✗ " + which + "failed") + "   " + failure.text() + ": " + BodyText.printable(reason));
        if (thrown != null) {
            thrown.stack()
                    .forEach(line -> lines.add("  " + (line.startsWith("at ") ? "  " : "") + BodyText.printable(line)));
        }
    }

    /// What a run would say of it.
    private void counted() {
        var counts = new LinkedHashMap<String, Map<String, Integer>>();
        for (var step : trigger.steps()) {
            if (step.measured()) {
                count(trigger.testCase(), step.failure(), counts);
                step.calls().forEach(call -> count(call.name(), call.counted(), counts));
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("a run counts it as");
        int width = Math.min(
                LONGEST_NAME,
                counts.keySet().stream().mapToInt(String::length).max().orElse(0));
        counts.forEach((name, outcomes) -> {
            var cells = new StringJoiner(", ");
            outcomes.forEach((outcome, count) -> cells.add(count + " " + outcome));
            lines.add("  " + Waterfall.padded(BodyText.printable(name), width) + "   " + cells);
        });
    }

    private static void count(String name, @Nullable ErrorKind failure, Map<String, Map<String, Integer>> counts) {
        counts.computeIfAbsent(name, first -> new LinkedHashMap<>())
                .merge(failure == null ? "ok" : "failed (" + failure.text() + ")", 1, Integer::sum);
    }
}
