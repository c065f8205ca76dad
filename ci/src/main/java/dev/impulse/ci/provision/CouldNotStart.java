package dev.impulse.ci.provision;

/// Something that a load test needs did not come up. The message is for people, and may have several lines.
public final class CouldNotStart extends Exception {
    private static final long serialVersionUID = 1L;

    public CouldNotStart(String message) {
        super(message);
    }
}
