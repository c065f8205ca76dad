package dev.impulse.ci.run;

import dev.impulse.generator.Verdict;

/// What `impulse` tells the shell. The numbers are a promise: pipelines read them.
public enum ExitCode {
    /// All gates were met.
    PASSED(0),
    /// A gate was not met.
    FAILED(1),
    /// The numbers cannot be trusted.
    INCONCLUSIVE(2),
    /// Wrong input: mistakes in the call, in the file or in a scenario.
    MISTAKES(3),
    /// The environment failed: the system under test did not come up, the target refuses, or a run whose result was
    /// asked for was killed.
    NOT_STARTED(4),
    /// The results could not be written, as on a full disk.
    NOT_WRITTEN(5),
    /// A fault of Impulse's own.
    FAULT(70),
    /// Ended by Ctrl-C; by SIGTERM it is 143. (The JVM itself gives these codes: 128 and the signal's number.)
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
