package dev.impulse.generator.sample;

import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.DebuggedTrigger.Step;
import dev.impulse.generator.DebuggedTrigger.Thrown;
import dev.impulse.generator.Scrub;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes of all that was seen of a trigger what may be shown. What is found to be secret in one of its requests is
/// taken out of all of them: a token comes in one answer and goes with the next requests. For one thread.
public final class CloseUp {
    static final int BODY = 256 * 1024;

    private static final int CAUSES = 5;

    private final Scrubbing scrubbing;
    private final List<Pending> steps = new ArrayList<>();

    private record Pending(
            SeenTrigger seen, boolean measured, @Nullable Sample own, List<Sample> calls) {}

    public CloseUp(Scrub scrub) {
        this.scrubbing = new Scrubbing(scrub);
    }

    /// Takes up a step.
    ///
    /// @param measured whether its requests count
    public void add(SeenTrigger seen, boolean measured) {
        var own = seen.own() == null ? null : new Sample(scrubbing, seen.own(), stack(seen), BODY);
        var calls = seen.calls().stream()
                .map(call -> new Sample(scrubbing, call.seen(), "", BODY))
                .toList();
        steps.add(new Pending(seen, measured, own, calls));
    }

    /// All that was taken up, without secrets. Called last.
    public List<Step> steps() {
        scrubbing.finish();
        var shown = new ArrayList<Step>();
        int number = 1;
        for (var step : steps) {
            var seen = step.seen();
            shown.add(new Step(
                    seen.step(),
                    step.measured(),
                    seen.traceId(),
                    Duration.ofNanos(seen.endedNanos() - seen.beganNanos()),
                    seen.failure(),
                    thrown(seen, step.own()),
                    calls(step, number),
                    seen.leftOut()));
            number += seen.calls().size();
        }
        return shown;
    }

    private static @Nullable Thrown thrown(SeenTrigger seen, @Nullable Sample own) {
        if (own == null || seen.own() == null) {
            return null;
        }
        var kind = Objects.requireNonNullElse(seen.own().kind(), ErrorKind.EXCEPTION);
        return new Thrown(kind, own.reason(), own.stack().lines().toList());
    }

    private static List<SeenCall> calls(Pending step, int first) {
        var calls = new ArrayList<SeenCall>();
        for (int index = 0; index < step.calls().size(); index++) {
            var raw = step.seen().calls().get(index);
            var sample = step.calls().get(index);
            long began = Math.max(0, raw.beganNanos() - step.seen().beganNanos());
            long ended = Math.max(began, raw.seen().atNanos() - step.seen().beganNanos());
            calls.add(new SeenCall(
                    first + index,
                    raw.seen().request(),
                    raw.seen().kind(),
                    raw.counted(),
                    sample.reason(),
                    Duration.ofNanos(began),
                    Duration.ofNanos(ended),
                    raw.begunAt().isEmpty() ? "" : UserFrames.text(raw.begunAt().getFirst()),
                    sample.sent(),
                    sample.received(),
                    sample.timings()));
        }
        return calls;
    }

    /// The user's part of the stack, and of those of its causes.
    private static String stack(SeenTrigger seen) {
        var lines = new ArrayList<String>();
        seen.thrownAt().forEach(frame -> lines.add("at " + UserFrames.text(frame)));
        var thrown = seen.own() == null ? null : seen.own().thrown();
        if (thrown == null || thrown instanceof RequestFailed) {
            return String.join("\n", lines);
        }
        var cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < CAUSES; depth++) {
            lines.add("caused by " + text(cause));
            UserFrames.of(cause).forEach(frame -> lines.add("at " + UserFrames.text(frame)));
            cause = cause.getCause();
        }
        return String.join("\n", lines);
    }

    /// A user's exception may throw when it is asked for its text.
    private static String text(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException | StackOverflowError e) {
            return thrown.getClass().getName();
        }
    }
}
