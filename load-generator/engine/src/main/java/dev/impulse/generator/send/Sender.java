package dev.impulse.generator.send;

import dev.impulse.generator.Limits;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.sample.FirstFailures;
import dev.impulse.wire.client.HttpClient;
import dev.impulse.wire.client.Origin;
import dev.impulse.wire.loop.Loop;
import java.net.URI;

/// What the triggers of one loop share. Its parts say who may use them; [#naming] and [#tracer] are the loop's
/// alone.
///
/// @param workers how many share the load test, of which this is number `worker`
public record Sender(
        Loop loop,
        HttpClient client,
        URI target,
        Origin origin,
        String basePath,
        Limits limits,
        long seed,
        int worker,
        int workers,
        Naming naming,
        Tracer tracer,
        FirstFailures failures) {

    /// A sender for a loop.
    ///
    /// @param target where requests go that name only a path
    public static Sender of(
            Loop loop,
            HttpClient client,
            URI target,
            Limits limits,
            long seed,
            int worker,
            int workers,
            Tracer tracer,
            FirstFailures failures) {
        var path = target.getRawPath() == null ? "" : target.getRawPath();
        var basePath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return new Sender(
                loop,
                client,
                target,
                Origin.of(target),
                basePath,
                limits,
                seed,
                worker,
                workers,
                new Naming(),
                tracer,
                failures);
    }

    /// Makes ready, beside what else is going on, what the first triggers would have to wait for.
    public static void prepare() {
        Json.prepare();
    }

    /// One on the same loop and client for another target, whose failures are its own.
    public Sender against(URI other) {
        return of(loop, client, other, limits, seed, worker, workers, tracer, new FirstFailures(Scrub.USUAL));
    }

    /// A virtual thread for a trigger of a test case.
    Thread thread(TestCase.Threads threads, Runnable task) {
        return threads == TestCase.Threads.LOOP
                ? loop.unstarted(task)
                : Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(task);
    }
}
