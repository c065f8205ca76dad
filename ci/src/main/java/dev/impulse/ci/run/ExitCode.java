package dev.impulse.ci.run;

import dev.impulse.generator.Verdict;

/// What `impulse` tells the shell. The numbers are a promise: pipelines read them.
public enum ExitCode {
    /// All gates were met.
    PASSED(0),
    /// A gate was not met.
    FAILED(1),
    /// Mistakes in the call or in the file; nothing was started.
    MISTAKES(2),
    /// The numbers cannot be trusted.
    INCONCLUSIVE(3),
    /// The system under test did not come up, or the target refuses.
    NOT_STARTED(4),
    /// A fault of Impulse's own.
    FAULT(70),
    /// Ended by Ctrl-C. (The JVM itself gives this code, 128 + SIGINT.)
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// As the shell sees it.
    public int number() {
        return number;
    }

    /// The exit code of a run that came to its end.
    public static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
