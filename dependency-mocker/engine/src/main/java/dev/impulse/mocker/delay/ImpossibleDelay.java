package dev.impulse.mocker.delay;

/// Says that no law has what was asked for.
public final class ImpossibleDelay extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String expected;

    ImpossibleDelay(String what, String expected) {
        super(what + " (expected: " + expected + ")");
        this.what = what;
        this.expected = expected;
    }

    /// What was wrong.
    public String what() {
        return what;
    }

    /// What would be right.
    public String expected() {
        return expected;
    }
}
