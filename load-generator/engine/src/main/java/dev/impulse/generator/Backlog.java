package dev.impulse.generator;

/// What becomes of the triggers that a limit has held back, when there is room again.
public enum Backlog {
    /// They start as soon as there is room, as callers do who have waited at the door.
    AT_ONCE("at once"),
    /// They start at no more than twice the planned rate, until they have caught up.
    SPREAD("spread"),
    /// They are not started: callers who found no room have gone away.
    SKIP("skip");

    private final String text;

    Backlog(String text) {
        this.text = text;
    }

    /// As written in a load test's file.
    public String text() {
        return text;
    }
}
