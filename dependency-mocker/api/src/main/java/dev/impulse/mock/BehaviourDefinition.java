package dev.impulse.mock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How late answers are, and how often wrong, while it is said. For one thread.
public final class BehaviourDefinition {

    private @Nullable Latency latency;
    private @Nullable List<ErrorShare> errors;

    /// A share of calls that are answered otherwise.
    ///
    /// @param percent from 0 to 100
    public record ErrorShare(double percent, Answer answer) {
        public ErrorShare {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("errors: " + percent + " % (expected: from 0 to 100 %)");
            }
        }
    }

    /// Made by [Stubs] and [StubDefinition].
    BehaviourDefinition() {}

    /// How late answers are.
    ///
    /// @return this
    public BehaviourDefinition delayed(Latency latency) {
        this.latency = latency;
        return this;
    }

    /// A percentage of calls, and what it is answered with, beside those that were said before.
    ///
    /// @return this
    public BehaviourDefinition errors(double percent, Answer answer) {
        List<ErrorShare> said = errors;
        if (said == null) {
            said = new ArrayList<>();
            errors = said;
        }
        said.add(new ErrorShare(percent, answer));
        return this;
    }

    /// No call is answered otherwise.
    ///
    /// @return this
    public BehaviourDefinition withoutErrors() {
        errors = new ArrayList<>();
        return this;
    }

    /// What was said of delays; null when nothing was.
    public @Nullable Latency latency() {
        return latency;
    }

    /// What was said of errors; null when nothing was.
    public @Nullable List<ErrorShare> errors() {
        List<ErrorShare> said = errors;
        return said == null ? null : Collections.unmodifiableList(said);
    }
}
