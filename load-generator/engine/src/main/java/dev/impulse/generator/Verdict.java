package dev.impulse.generator;

/// What a load test's result means.
public enum Verdict {
    /// Every gate was met, and the numbers can be trusted.
    PASSED("passed"),
    /// A gate was not met.
    FAILED("failed"),
    /// The numbers cannot be trusted: the generator was late, or triggers are unaccounted for.
    INCONCLUSIVE("inconclusive");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /// As written in results and on the terminal.
    public String text() {
        return text;
    }
}
