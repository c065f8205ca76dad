package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Runs code on a loop, and waits for what it returns or throws.
public final class Running {
    private Running() {}

    /// On a virtual thread of the loop.
    public static <T> T onVirtualThread(Loop loop, Callable<T> code) throws Exception {
        return startOnVirtualThread(loop, code).get(20, SECONDS);
    }

    /// On a virtual thread of the loop, without waiting.
    public static <T> CompletableFuture<T> startOnVirtualThread(Loop loop, Callable<T> code) {
        var result = new CompletableFuture<T>();
        loop.unstarted(() -> complete(result, code)).start();
        return result;
    }

    /// On the loop's own thread; from elsewhere only.
    public static <T> T asAction(Loop loop, Callable<T> code) throws Exception {
        var result = new CompletableFuture<T>();
        loop.execute(() -> complete(result, code));
        return result.get(20, SECONDS);
    }

    /// Returns once the loop has run an action: it is not blocked.
    public static void awaitTurn(Loop loop) throws Exception {
        asAction(loop, () -> true);
    }

    private static <T> void complete(CompletableFuture<T> result, Callable<T> code) {
        try {
            result.complete(code.call());
        } catch (Exception | AssertionError e) {
            result.completeExceptionally(e);
        }
    }
}
