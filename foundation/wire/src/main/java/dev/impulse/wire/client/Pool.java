package dev.impulse.wire.client;

import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.loop.Timeouts;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The connections of one loop to one origin, and the exchanges that wait for one. The connection used last is used
/// next: the others may rest. Loop's thread only.
final class Pool {
    private final HttpClient client;
    private final Origin origin;
    private final int limit;
    private final Timeouts waits;
    private final RequestEncoder encoder;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();

    /// Those that wait for a connection that is opened from now on. For each of them one is being dialled: the one that
    /// was closed under it made room.
    private final ArrayDeque<Exchange> waitingForNew = new ArrayDeque<>();

    private int open;
    private int dialling;

    Pool(HttpClient client, Origin origin, int limit, Timeouts waits) {
        this.client = client;
        this.origin = origin;
        this.limit = limit;
        this.waits = waits;
        this.encoder = new RequestEncoder(origin.authority(), client.userAgent());
    }

    /// Sends it now if a connection is free, else when one is.
    void take(Exchange exchange) {
        var kept = firstIdle();
        if (kept != null) {
            exchange.reused = true;
            if (!kept.send(exchange)) {
                free(kept);
            }
            return;
        }
        waits(exchange, waiting);
        dialIfNeeded();
    }

    /// Sends it on a connection that is opened for it: those that are kept may be as stale as the one it was sent on.
    void takeAgain(Exchange exchange) {
        waits(exchange, waitingForNew);
        dialIfNeeded();
    }

    private void waits(Exchange exchange, ArrayDeque<Exchange> queue) {
        long now = System.nanoTime();
        exchange.waits(now);
        queue.add(exchange);
        waits.begin(exchange, now);
    }

    /// A connection is up, or is free again.
    void free(Connection connection) {
        if (!serves(connection, waiting)) {
            idle.addLast(connection);
        }
    }

    /// Has a connection send the first who can be sent.
    private static boolean serves(Connection connection, ArrayDeque<Exchange> queue) {
        for (var next = first(queue); next != null; next = first(queue)) {
            next.reused = connection.isUsed();
            if (connection.send(next)) {
                return true;
            }
        }
        return false;
    }

    RequestEncoder encoder() {
        return encoder;
    }

    Origin origin() {
        return origin;
    }

    HttpClient client() {
        return client;
    }

    void connected(Connection connection) {
        dialling--;
        if (!serves(connection, waitingForNew)) {
            free(connection);
        }
    }

    /// Nothing came of dialling: one that nothing else can serve hears why, else the one that has waited longest.
    void notConnected(Failure why) {
        dialling--;
        open--;
        var next = first(waitingForNew);
        if (next == null) {
            next = first(waiting);
        }
        if (next != null) {
            next.fail(why);
        }
        dialIfNeeded();
    }

    void closed() {
        open--;
        if (idle.size() > 2 * open) {
            idle.removeIf(Connection::isClosed); // now and then, not for each: many may close at once
        }
        dialIfNeeded();
    }

    private void dialIfNeeded() {
        while (dialling < waiting.size() + waitingForNew.size() && open < limit) {
            open++;
            dialling++;
            client.dial(origin, this);
        }
    }

    private @Nullable Connection firstIdle() {
        var last = idle.pollLast();
        while (last != null && last.isClosed()) {
            last = idle.pollLast();
        }
        return last;
    }

    private static @Nullable Exchange first(ArrayDeque<Exchange> queue) {
        var next = queue.poll();
        while (next != null && next.isOver()) {
            next = queue.poll();
        }
        return next;
    }

    String waitedTooLong() {
        return open >= limit && dialling == 0
                ? "no connection to " + origin + " became free in time: all " + limit
                        + " of this loop were busy (raise connections-per-host)"
                : "no connection to " + origin + " came up in time";
    }
}
