package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Scrub;
import dev.impulse.load.ErrorKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// Keeps the first failures of each test case, request and kind, so that a result can show them. Any thread; a failure
/// beyond the first few costs a look-up. What is kept is scrubbed and bounded by a thread of its own, which ends when
/// it has nothing to do.
public final class FirstFailures {
    private static final int KEPT_OF_EACH = 3;
    private static final int KINDS = ErrorKind.values().length;

    /// All samples together; the last quarter is for samples without bodies.
    private static final long MOST_BYTES = 1024 * 1024;

    private static final long MOST_WITH_BODIES = MOST_BYTES / 4 * 3;

    private final ConcurrentHashMap<String, ConcurrentHashMap<String, AtomicIntegerArray>> taken =
            new ConcurrentHashMap<>();
    private final Samples samples;
    private final ThreadPoolExecutor keeper;

    // The keeper's.
    private final List<Failure> kept = new ArrayList<>();
    private long bytes;
    private long withoutBodies;
    private long leftOut;

    public FirstFailures(Scrub scrub) {
        samples = new Samples(scrub);
        keeper = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "impulse-samples");
            thread.setDaemon(true);
            return thread;
        });
        keeper.allowCoreThreadTimeOut(true);
    }

    /// Whether this one is among the first: then it is counted as such, and is to be handed to [#keep].
    public boolean takes(String testCase, String request, ErrorKind kind) {
        var byRequest = taken.get(testCase);
        if (byRequest == null) {
            byRequest = taken.computeIfAbsent(testCase, first -> new ConcurrentHashMap<>());
        }
        var counts = byRequest.get(request);
        if (counts == null) {
            counts = byRequest.computeIfAbsent(request, first -> new AtomicIntegerArray(KINDS));
        }
        int index = kind.ordinal();
        return counts.get(index) < KEPT_OF_EACH && counts.getAndIncrement(index) < KEPT_OF_EACH;
    }

    /// Keeps one that was taken.
    public void keep(Seen seen) {
        keeper.execute(() -> add(seen));
    }

    private void add(Seen seen) {
        var failure = sample(seen);
        boolean bare = bytes + Trimming.size(failure) > MOST_WITH_BODIES;
        var fitting = bare ? Trimming.withoutBodies(failure) : failure;
        long size = Trimming.size(fitting);
        if (bytes + size > MOST_BYTES) {
            leftOut++;
        } else {
            bytes += size;
            withoutBodies += fitting.equals(failure) ? 0 : 1;
            kept.add(fitting);
        }
    }

    private Failure sample(Seen seen) {
        try {
            return samples.of(seen);
        } catch (RuntimeException | StackOverflowError e) {
            // A user's exception may throw when it is asked for its text.
            return samples.of(Trimming.bare(seen, e));
        }
    }

    /// What was kept, in the order of test cases, kinds, requests and moments. Waits until all of it is there.
    ///
    /// @param beginNanos when the run began, on the clock of [System#nanoTime]
    public List<Failure> all(long beginNanos) {
        return CompletableFuture.supplyAsync(() -> inOrder(beginNanos), keeper).join();
    }

    private List<Failure> inOrder(long beginNanos) {
        return kept.stream()
                .map(failure -> Trimming.since(failure, beginNanos))
                .sorted(Comparator.comparing(Failure::testCase)
                        .thenComparing(Failure::kind)
                        .thenComparing(Failure::request)
                        .thenComparing(Failure::at))
                .toList();
    }

    /// What a reader of the samples should know.
    public List<String> notes() {
        return CompletableFuture.supplyAsync(this::inWords, keeper).join();
    }

    private List<String> inWords() {
        return withoutBodies + leftOut == 0
                ? List.of()
                : List.of("samples of failures are kept up to 1 MB: " + leftOut + " were left out, and " + withoutBodies
                        + " lost their bodies; the counts of errors are whole");
    }
}
