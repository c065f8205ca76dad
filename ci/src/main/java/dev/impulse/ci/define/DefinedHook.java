package dev.impulse.ci.define;

import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is done at a moment of a phase, as the file says.
///
/// @param phase the name of a phase, or a kind: then it is done in each phase of that kind
/// @param at since that phase's begin
/// @param timeout how long it may take
/// @param mayFail whether the load test means the same when it failed
public record DefinedHook(String name, String phase, Duration at, Action action, Duration timeout, boolean mayFail) {

    /// How long a command may take when the file does not say.
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// How long a system may take to end, when it is restarted, beside its start.
    static final Duration TO_END = Duration.ofSeconds(5);

    /// What is done.
    public sealed interface Action {

        /// A program is run to its end.
        ///
        /// @param words program and arguments, run without a shell
        /// @param environment put over what it inherits
        record Command(List<String> words, Path directory, Map<String, String> environment) implements Action {
            public Command {
                words = List.copyOf(words);
                environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            }
        }

        /// The system that the file starts is ended, started again, and awaited.
        record RestartSystem() implements Action {}
    }

    /// Whether it is done in a phase.
    public boolean isIn(Phase one) {
        return phase.equals(one.name()) || phase.equals(one.kind().text());
    }

    /// When it is done, since the first phase's begin.
    public List<Duration> moments(List<Phase> phases) {
        List<Duration> moments = new ArrayList<>();
        Duration begin = Duration.ZERO;
        for (Phase one : phases) {
            if (isIn(one)) {
                moments.add(begin.plus(at));
            }
            begin = begin.plus(one.lasting());
        }
        return moments;
    }

    /// For people: `restart at 5 s in steady: restarts the system`.
    public String text() {
        String what = switch (action) {
            case Action.Command command -> String.join(" ", command.words());
            case Action.RestartSystem() -> "restarts the system";
        };
        return name + " at " + Durations.text(at) + " in " + phase + ": " + what;
    }

    DefinedHook at(Duration other) {
        return new DefinedHook(name, phase, other, action, timeout, mayFail);
    }
}
