package dev.impulse.ci.provision;

/// A scenario cannot be used. The message is for people, and may have several lines, such as those of a compiler.
public final class ScenarioMistake extends Exception {
    private static final long serialVersionUID = 1L;

    public ScenarioMistake(String message) {
        super(message);
    }
}
