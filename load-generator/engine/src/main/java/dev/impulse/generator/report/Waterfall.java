package dev.impulse.generator.report;

import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.DebuggedTrigger.Step;
import dev.impulse.generator.judge.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls under one another, each as a bar at its place in time, so that calls at the same time stand below each other.
final class Waterfall {
    private static final int LONGEST_NAME = 24;
    private static final int SHORTEST_BAR = 10;
    private static final String GAP = "  ";

    /// What a call does at a moment.
    private enum Part {
        WAITING('·', "waiting"),
        CONNECT('░', "connect"),
        TLS('▒', "TLS"),
        SERVICE('█', "sent until answered"),
        CALL('▓', "another client");

        private final char sign;
        private final String text;

        Part(char sign, String text) {
            this.sign = sign;
            this.text = text;
        }
    }

    private final Step step;
    private final Colours colours;
    private final int numbers;
    private final int names;
    private final int outcomes;
    private final int times;
    private final int bars;
    private final Set<Part> seen = EnumSet.noneOf(Part.class);

    /// @param width of all of it, in columns
    Waterfall(Step step, int width, Colours colours) {
        this.step = step;
        this.colours = colours;
        this.numbers = longest(step.calls().stream().map(call -> Integer.toString(call.number())));
        this.names = Math.min(LONGEST_NAME, longest(step.calls().stream().map(SeenCall::name)));
        this.outcomes = longest(step.calls().stream().map(Waterfall::outcome));
        this.times = longest(step.calls().stream().map(Waterfall::time));
        int taken = 2 + numbers + names + outcomes + times + 4 * GAP.length();
        this.bars = Math.max(SHORTEST_BAR, width - 1 - taken);
    }

    private static int longest(Stream<String> texts) {
        return texts.mapToInt(String::length).max().orElse(0);
    }

    /// A line for each call, then the scale and what the signs mean.
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var call : step.calls()) {
            lines.add(line(call).stripTrailing());
        }
        if (!lines.isEmpty()) {
            lines.add(colours.faint(scale()));
            lines.add(colours.faint(seen.stream()
                    .map(part -> part.sign + " " + part.text)
                    .collect(Collectors.joining("  ", "  ", ""))));
        }
        return lines;
    }

    private String line(SeenCall call) {
        var outcome = padded(outcome(call), outcomes);
        return "  " + " ".repeat(numbers - Integer.toString(call.number()).length()) + call.number()
                + GAP
                + padded(BodyText.printable(call.name()), names)
                + GAP
                + (call.failure() == null ? outcome : colours.red(outcome))
                + GAP
                + " ".repeat(times - time(call).length())
                + time(call)
                + GAP
                + bar(call);
    }

    /// In so many columns, cut where it needs more.
    static String padded(String name, int width) {
        var cut = name.length() > width ? name.substring(0, width - 1) + "…" : name;
        return cut + " ".repeat(width - cut.length());
    }

    /// The answer's status; what went wrong when there is none.
    private static String outcome(SeenCall call) {
        var sign = call.failure() == null ? "" : "✗ ";
        if (call.received() != null) {
            return sign + call.received().status();
        }
        return call.failure() == null ? "✓" : sign + call.failure().text();
    }

    private static String time(SeenCall call) {
        return Figures.time(call.ended().minus(call.began()));
    }

    private String scale() {
        var total = Figures.time(step.lasted());
        int before = 2 + numbers + names + outcomes + times + 4 * GAP.length();
        return " ".repeat(before) + "0" + " ".repeat(Math.max(1, bars - 1 - total.length())) + total;
    }

    private String bar(SeenCall call) {
        double total =
                Math.max(1, Math.max(step.lasted().toNanos(), call.ended().toNanos()));
        double column = total / bars;
        int first = (int) Math.min(bars - 1, call.began().toNanos() / column);
        int end = Math.clamp(
                Math.round(Math.ceil(call.ended().toNanos() / column)), first + 1, Math.max(first + 1, bars));
        var bar = new StringBuilder(" ".repeat(first));
        for (int at = first; at < end; at++) {
            // What happens in the middle of what the column stands for; at its end where there is but one.
            double middle = end == first + 1 ? call.ended().toNanos() : (at + 0.5) * column;
            var part = part(call, middle);
            seen.add(part);
            bar.append(part.sign);
        }
        return bar.toString();
    }

    private static Part part(SeenCall call, double nanos) {
        if (call.sent() == null) {
            return Part.CALL;
        }
        var timings = call.timings();
        double sent = call.ended().toNanos() - nanos(timings.service());
        double shaken = sent - nanos(timings.tls());
        double connected = shaken - nanos(timings.connect());
        if (nanos >= sent && timings.service() != null) {
            return Part.SERVICE;
        }
        if (nanos >= shaken && timings.tls() != null) {
            return Part.TLS;
        }
        return nanos >= connected && timings.connect() != null ? Part.CONNECT : Part.WAITING;
    }

    private static long nanos(@Nullable Duration time) {
        return time == null ? 0 : time.toNanos();
    }
}
