package dev.impulse.generator.judge;

/// How a gate compares the real value with its bound.
public enum Operator {
    BELOW("<"),
    AT_MOST("<="),
    EQUAL("="),
    AT_LEAST(">="),
    ABOVE(">");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /// As written in gates.
    public String text() {
        return text;
    }

    boolean holds(double actual, double bound) {
        return switch (this) {
            case BELOW -> actual < bound;
            case AT_MOST -> actual <= bound;
            case EQUAL -> actual == bound;
            case AT_LEAST -> actual >= bound;
            case ABOVE -> actual > bound;
        };
    }

    /// Whether a lower value is the better one.
    boolean wantsLow() {
        return this == BELOW || this == AT_MOST || this == EQUAL;
    }
}
