package dev.impulse.load;

/// How a request or a trigger failed.
public enum ErrorKind {
    /// The target refused the connection, or could not be reached.
    REFUSED("refused"),
    /// The connection was cut before the answer was whole.
    RESET("reset"),
    /// The connection was not up in time.
    CONNECT_TIMEOUT("connect timeout"),
    /// The answer was not whole in time.
    REQUEST_TIMEOUT("request timeout"),
    /// The answer broke RFC 9112, or TLS failed.
    PROTOCOL("protocol"),
    /// The status was not among those expected.
    STATUS("status"),
    /// A check of the scenario did not hold.
    CHECK("check"),
    /// The scenario threw.
    EXCEPTION("exception"),
    /// A limit held the trigger back for so long that it did not start.
    NOT_STARTED("not started");

    private final String text;

    ErrorKind(String text) {
        this.text = text;
    }

    /// The kind as it is written in gates, results and on the terminal.
    public String text() {
        return text;
    }
}
