package dev.impulse.mocker.stub;

/// On which side of a number another one must be.
public enum Bound {
    ABOVE("above"),
    AT_LEAST("at-least"),
    BELOW("below"),
    AT_MOST("at-most");

    private final String word;

    Bound(String word) {
        this.word = word;
    }

    /// As it is written.
    public String word() {
        return word;
    }
}
