package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The C library called from a scenario, and calling back: a native frame on the stack, as with JNI.
final class NativeCode {
    private static final Linker LINKER = Linker.nativeLinker();

    private NativeCode() {}

    /// Compares two numbers for `qsort`, doing something else first.
    ///
    /// What that throws is kept: thrown through native code it would end the JVM.
    private record Comparison(Runnable first, AtomicReference<@Nullable RuntimeException> thrown) {
        @SuppressWarnings("unused") // called by native code
        int compare(MemorySegment left, MemorySegment right) {
            try {
                first.run();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            return left.equals(right) ? 0 : 1;
        }
    }

    static void requestInsideCallback(Load load) throws Exception {
        sortTwo(() -> load.get("/at-once").send().expect(200));
    }

    static void sleepInsideCallback() throws Exception {
        sortTwo(() -> {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void sortTwo(Runnable meanwhile) throws Exception {
        var thrown = new AtomicReference<@Nullable RuntimeException>();
        var compare = MethodHandles.lookup()
                .bind(
                        new Comparison(meanwhile, thrown),
                        "compare",
                        MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        var qsort = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("qsort"),
                FunctionDescriptor.ofVoid(
                        ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
        try (var arena = Arena.ofConfined()) {
            var callback = LINKER.upcallStub(
                    compare,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                    arena);
            qsort.invokeExact(arena.allocateFrom(ValueLayout.JAVA_INT, 2, 1), 2L, 4L, callback);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        var failure = thrown.get();
        if (failure != null) {
            throw failure;
        }
    }

    static void block(Duration time) throws Exception {
        var usleep = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("usleep"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int _ = (int) usleep.invokeExact((int) (time.toNanos() / 1_000));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
