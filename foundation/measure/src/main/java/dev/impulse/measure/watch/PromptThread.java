package dev.impulse.measure.watch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Asks the kernel to wake the current thread as it wakes an event loop's: 1 ns of timer slack, and a slice of 100 µs
/// (`sched_setattr(2)`, Linux 6.12 and later), with which a woken thread does not wait for the end of another's. A
/// floor is only comparable with the loops' lateness if it is asked for on the same terms. Where the kernel does not
/// grant it, nothing happens.
final class PromptThread {
    private static final long SLICE_NANOS = 100_000;
    private static final long ATTRIBUTES_SIZE = 56;
    private static final long RUNTIME_OFFSET = 24;

    private PromptThread() {}

    /// Takes tens of milliseconds the first time.
    static void tuneCurrent() {
        try {
            var id = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
            Files.writeString(Path.of("/proc", id, "timerslack_ns"), "1");
            shortenSlice();
        } catch (IOException | RuntimeException e) {
            // Not a Linux, or one that does not let us: it is woken less exactly.
        }
    }

    private static void shortenSlice() {
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
            long current = 0;
            long got = (long) systemCall.invokeExact(get, current, attributes, ATTRIBUTES_SIZE, 0L);
            if (got == 0) {
                attributes.set(ValueLayout.JAVA_LONG, RUNTIME_OFFSET, SLICE_NANOS);
                long ignored = (long) systemCall.invokeExact(set, current, attributes, 0L, 0L);
            }
        } catch (Throwable e) {
            // As above: less exact, not wrong.
        }
    }
}
