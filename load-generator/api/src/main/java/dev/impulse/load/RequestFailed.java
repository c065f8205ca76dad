package dev.impulse.load;

/// Ends a trigger whose request failed: an outcome that is counted, not a bug. Has no stack trace.
public final class RequestFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    /// @param reason for people, such as `status 503 (expected: 200)`
    public RequestFailed(ErrorKind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    /// How it failed.
    public ErrorKind kind() {
        return kind;
    }
}
