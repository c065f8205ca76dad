package dev.impulse.measure.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the kernel's scheduler counts for one thread, read again and again from a file that is kept open: 1 µs each
/// time, and nothing allocated. For one thread.
final class ScheduleCounter implements Closeable {
    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(128);
    private long waitedNanos;
    private long slices;

    private ScheduleCounter(FileChannel file) {
        this.file = file;
    }

    /// That of the thread that asks; null if it cannot be read.
    static @Nullable ScheduleCounter ofCurrentThread(SystemFiles files) {
        return of(files.at("/proc/thread-self/schedstat"));
    }

    /// That of the thread in which the process began; null if it cannot be read.
    static @Nullable ScheduleCounter ofFirstThread(SystemFiles files) {
        return of(files.at("/proc/self/task/" + ProcessHandle.current().pid() + "/schedstat"));
    }

    private static @Nullable ScheduleCounter of(Path schedstat) {
        try {
            var counter = new ScheduleCounter(FileChannel.open(schedstat));
            if (counter.read()) {
                return counter;
            }
            counter.close();
        } catch (IOException e) {
            // Not a Linux, or no such thread.
        }
        return null;
    }

    /// Reads what the others say; false if it could not be read.
    boolean read() {
        try {
            buffer.clear();
            file.read(buffer, 0);
            buffer.flip();
            number(); // time used
            waitedNanos = number();
            slices = number();
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private long number() {
        long number = 0;
        boolean any = false;
        while (buffer.hasRemaining()) {
            int digit = buffer.get() - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            any = true;
        }
        if (!any) {
            throw new IllegalStateException("not three numbers");
        }
        return number;
    }

    /// For how long the thread was ready to run, and did not.
    long waitedNanos() {
        return waitedNanos;
    }

    /// How often the thread was put on a core.
    long slices() {
        return slices;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
