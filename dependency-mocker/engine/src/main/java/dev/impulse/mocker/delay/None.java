package dev.impulse.mocker.delay;

/// Answers go out as soon as they are made.
public record None() implements Delay {

    /// The only one that is needed.
    public static final None NONE = new None();

    @Override
    public long nanos(double share) {
        return 0;
    }

    @Override
    public String text() {
        return "none";
    }
}
