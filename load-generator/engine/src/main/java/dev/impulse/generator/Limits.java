package dev.impulse.generator;

import java.time.Duration;

/// What a worker will not exceed, so that neither it nor the SUT is flooded beyond what was meant.
///
/// @param triggersInFlight started and not ended, in a worker
/// @param connectionsPerHost open at once to one host, in a worker
/// @param connectTimeout until a connection, with TLS, is up
/// @param requestTimeout from the first byte sent to the last byte read, when the request says nothing else
/// @param startTimeout how long a trigger may wait for room before it counts as not started
/// @param grace how long triggers may go on after the last phase before they count as unfinished
/// @param backlog what becomes of held back triggers when there is room again
public record Limits(
        int triggersInFlight,
        int connectionsPerHost,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration startTimeout,
        Duration grace,
        Backlog backlog) {

    /// Held back triggers start at once when there is room.
    public Limits(
            int triggersInFlight,
            int connectionsPerHost,
            Duration connectTimeout,
            Duration requestTimeout,
            Duration startTimeout,
            Duration grace) {
        this(
                triggersInFlight,
                connectionsPerHost,
                connectTimeout,
                requestTimeout,
                startTimeout,
                grace,
                Backlog.AT_ONCE);
    }

    /// 50,000 triggers, 10,000 connections, 5 s to connect, 10 s for an answer, 10 s to start, 10 s of grace.
    public static final Limits DEFAULT = new Limits(
            50_000,
            10_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));
}
