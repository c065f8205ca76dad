package dev.impulse.generator.send;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls at the same time, none of which outlives the scope: when one fails the others are interrupted, and all have
/// ended before it is over. (What StructuredTaskScope does, which JDK 25 has as a preview only.)
final class Together {
    private Together() {}

    static <T> List<T> run(List<? extends Callable<? extends T>> calls, Function<Runnable, Thread> threads)
            throws Exception {
        var results = new ArrayList<@Nullable T>(Collections.nCopies(calls.size(), null));
        var firstFailure = new AtomicReference<@Nullable Throwable>();
        var started = new ArrayList<Thread>();
        for (int index = 0; index < calls.size(); index++) {
            int place = index;
            started.add(threads.apply(() -> {
                try {
                    results.set(place, calls.get(place).call());
                } catch (Throwable e) {
                    if (firstFailure.compareAndSet(null, e)) {
                        started.forEach(Thread::interrupt);
                    }
                }
            }));
        }
        started.forEach(Thread::start);
        joinAll(started, firstFailure);
        switch (firstFailure.get()) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        @SuppressWarnings("unchecked") // all were set: none failed
        var complete = (List<T>) results;
        return complete;
    }

    private static void joinAll(List<Thread> started, AtomicReference<@Nullable Throwable> firstFailure) {
        boolean interrupted = false;
        for (var thread : started) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    firstFailure.compareAndSet(null, e);
                    started.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
