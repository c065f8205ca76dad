package dev.impulse.measure.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// A process with one loop that watches itself until its input ends, and then tells what it saw, a line each.
final class WatchedProcess {
    private static volatile boolean ended;

    private WatchedProcess() {}

    /// @param arguments `busy` if the loop never sleeps
    public static void main(String[] arguments) throws IOException {
        boolean busy = arguments.length > 0 && arguments[0].equals("busy");
        Thread.ofPlatform().daemon().name("impulse-loop-0").start(() -> {
            while (!ended) {
                if (!busy) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
        var watch = Watch.start("impulse-loop-");
        while (!isReady()) {
            LockSupport.parkNanos(1_000_000);
        }
        watch.begin(System.nanoTime());
        System.out.println("watching");
        while (System.in.read() >= 0) {
            // until it ends
        }
        watch.close();
        ended = true;
        var watched = watch.watched();
        var told = new StringBuilder();
        watched.stalls()
                .forEach(stall -> told.append("stall ")
                        .append(stall.cause().getClass().getSimpleName())
                        .append(' ')
                        .append(stall.lengthNanos())
                        .append(' ')
                        .append(stall.text())
                        .append('\n'));
        watched.scarcitiesOf(new Stretch(0, Long.MAX_VALUE))
                .forEach(scarcity -> told.append("scarcity ")
                        .append(scarcity.getClass().getSimpleName())
                        .append(' ')
                        .append(scarcity.lostNanos())
                        .append(' ')
                        .append(scarcity.text())
                        .append('\n'));
        System.out.write(told.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /// Whether the threads of a watch in this process sleep: one to its next deadline, the other until it is told of
    /// the begin.
    static boolean isReady() {
        return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("impulse-watch")
                                || thread.getName().equals("impulse-floor"))
                        .filter(thread -> LockSupport.getBlocker(thread) != null)
                        .count()
                >= 2;
    }
}
