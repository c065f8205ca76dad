package dev.impulse.generator;

import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.load.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a single trigger did, with what its test case did before and after it; without its secrets: in their place
/// stands `***`.
///
/// @param number of the trigger, from 0
/// @param steps set-up, the trigger, tear-down, as far as they came
/// @param notes what a reader should know
public record DebuggedTrigger(
        String testCase, long number, long seed, URI target, List<Step> steps, List<String> notes) {
    public DebuggedTrigger {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /// The trigger itself; null when its set-up had failed.
    public @Nullable Step trigger() {
        return steps.stream().filter(Step::measured).findFirst().orElse(null);
    }

    /// The calls of all steps, in the order in which they began.
    public Stream<SeenCall> calls() {
        return steps.stream().flatMap(step -> step.calls().stream());
    }

    /// A part of it that runs a method of the scenario.
    ///
    /// @param name `set-up`, `tear-down`, or for the trigger itself the phase that it is told to be in
    /// @param measured whether its requests are counted: those of the trigger are
    /// @param traceId of all its requests; null when nobody was told of one
    /// @param failure how it failed; null when it did not
    /// @param thrown what ended it; null when the scenario came to its end, even if a request had failed
    /// @param leftOut how many calls there were beyond those that are kept
    public record Step(
            String name,
            boolean measured,
            @Nullable String traceId,
            Duration lasted,
            @Nullable ErrorKind failure,
            @Nullable Thrown thrown,
            List<SeenCall> calls,
            int leftOut) {
        public Step {
            calls = List.copyOf(calls);
        }
    }

    /// What ended a step.
    ///
    /// @param stack the lines of it that are in the user's code, innermost first; empty where none was
    public record Thrown(ErrorKind kind, String reason, List<String> stack) {
        public Thrown {
            stack = List.copyOf(stack);
        }
    }

    /// One request or measured call.
    ///
    /// @param number in order of all steps, from 1
    /// @param name under which it is counted
    /// @param failure how it failed; null when it did not
    /// @param counted as what; null as ok. Another than [#failure] when it was counted before it was looked at
    /// @param reason why it failed; empty when it did not
    /// @param began since its step began
    /// @param ended likewise
    /// @param begunAt where in the user's code; empty where that is not known, as of a request in the load test's file
    /// @param sent null for a measured call
    /// @param received null when no answer came, and for a measured call
    public record SeenCall(
            int number,
            String name,
            @Nullable ErrorKind failure,
            @Nullable ErrorKind counted,
            String reason,
            Duration began,
            Duration ended,
            String begunAt,
            @Nullable Sent sent,
            @Nullable Received received,
            Timings timings) {}
}
