package dev.impulse.benchmarks.soak;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.impulse.load.Answer;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.concurrent.CompletableFuture;

/// Futures that are completed by the common pool, by a delay's thread, by another virtual thread, and by the loop.
final class Futures implements LoadGenerator {

    @Override
    public void run(Load load) throws Exception {
        var pool = CompletableFuture.supplyAsync(() -> 1);
        var delayed = CompletableFuture.supplyAsync(() -> 2, CompletableFuture.delayedExecutor(3, MILLISECONDS));
        var virtual = new CompletableFuture<Integer>();
        var completer = Thread.ofVirtual().start(() -> virtual.complete(3));
        var own = load.get("/at-once").sendAsync().thenApply(Answer::status);
        int sum = pool.thenCombine(delayed, Integer::sum)
                .thenCombine(virtual, Integer::sum)
                .thenCombine(own, Integer::sum)
                .get(Soak.PATIENCE.toMillis(), MILLISECONDS);
        completer.join();
        load.check(sum == 206, "sum: %s (expected: 206)", sum);
    }
}
