package dev.impulse.wire.server;

/// Answers the requests of one loop.
@FunctionalInterface
public interface Handler {

    /// Called on the loop's thread for each request that is whole; must not block. It, or whatever it hands the
    /// exchange to, gives the answer. What it throws is told to the thread's handler of uncaught exceptions, and
    /// answered by 500.
    void handle(ServerExchange exchange);
}
