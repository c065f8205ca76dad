package dev.impulse.wire.loop;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Asks the kernel to wake a loop's thread on time, where it is a Linux that can; elsewhere nothing happens, and
/// nothing fails.
///
/// Timer slack: waits of a thread are rounded by 50 µs unless it says otherwise (`PR_SET_TIMERSLACK(2)`); the loop asks
/// for 1 ns. Slice: a woken thread otherwise waits for the end of the current one's slice, up to a tick of 4 ms; with a
/// slice of 100 µs (`sched_setattr(2)`, EEVDF, Linux 6.12 and later) it runs sooner, at no higher priority.
final class LoopThreadTuning {
    private static final long SLICE_NANOS = 100_000;
    private static final long ATTRIBUTES_SIZE = 56;
    private static final long RUNTIME_OFFSET = 24;

    private LoopThreadTuning() {}

    static void tuneCurrentThread() {
        var thread = Path.of("/proc/thread-self");
        try {
            var id = Files.readSymbolicLink(thread).getFileName().toString();
            // Only the thread itself may change its slack without privileges.
            Files.writeString(Path.of("/proc", id, "timerslack_ns"), "1");
            // Linking a native function takes tens of milliseconds the first time: not on the loop.
            Thread.ofPlatform().daemon().name("impulse-tuning").start(() -> shortenSlice(Integer.parseInt(id)));
        } catch (IOException | RuntimeException e) {
            // Not a Linux, or one that does not let us: the loop works, it only wakes less exactly.
        }
    }

    private static void shortenSlice(int threadId) {
        var arch = System.getProperty("os.arch");
        long set = arch.equals("amd64") ? 314 : arch.equals("aarch64") ? 274 : -1;
        if (set < 0) {
            return;
        }
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            MethodHandle systemCall = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
            MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, 8);
            long get = set + 1;
            long got = (long) systemCall.invokeExact(get, (long) threadId, attributes, ATTRIBUTES_SIZE, 0L);
            if (got == 0) {
                attributes.set(ValueLayout.JAVA_LONG, RUNTIME_OFFSET, SLICE_NANOS);
                long ignored = (long) systemCall.invokeExact(set, (long) threadId, attributes, 0L, 0L);
            }
        } catch (Throwable e) {
            // As above: less exact, not wrong.
        }
    }
}
