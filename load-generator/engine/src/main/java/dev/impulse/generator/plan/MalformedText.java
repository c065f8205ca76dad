package dev.impulse.generator.plan;

/// A one-line notation that cannot be read. The message says what was found and what is expected, such as
/// `300 parsecs (expected: a duration such as 300 ms or 2 s)`; whoever knows the file puts the place before it.
public final class MalformedText extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int column;

    public MalformedText(int column, String message) {
        super(message);
        this.column = column;
    }

    /// Where in the text, from 1.
    public int column() {
        return column;
    }
}
