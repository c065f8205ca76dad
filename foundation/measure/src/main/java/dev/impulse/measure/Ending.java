package dev.impulse.measure;

/// Waits for a thread that ends by itself.
public final class Ending {
    private Ending() {}

    /// Returns when it has ended, however often the caller is interrupted meanwhile; that is kept.
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
