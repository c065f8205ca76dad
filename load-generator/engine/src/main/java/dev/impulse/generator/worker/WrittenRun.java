package dev.impulse.generator.worker;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Observer.Progress;
import dev.impulse.generator.log.IntervalLog;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.report.RunState.Running;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What is written of a run while it goes: its histograms, and each second how far it is. Gatherer's thread only, but
/// for what is said of each.
final class WrittenRun {
    private static final long SECOND = 1_000_000_000;

    private final LoadTest test;
    private final RunFolder folder;
    private final IntervalLog log;
    private @Nullable String failure;

    WrittenRun(LoadTest test, RunFolder folder) throws IOException {
        this.test = test;
        this.folder = folder;
        this.log = new IntervalLog(test, folder.histograms());
    }

    IntervalLog log() {
        return log;
    }

    /// Called before anything is recorded, by the thread that runs the phases, as is what it gives.
    ///
    /// @param gatherer runs something on the gatherer's thread
    /// @return sees the progress
    Observer began(Instant at, long beginNanos, Executor gatherer) {
        log.began(at);
        return new Observer() {
            private long last = -1;

            @Override
            public void progress(Progress progress) {
                long second = (System.nanoTime() - beginNanos) / SECOND;
                if (second > last) {
                    last = second;
                    gatherer.execute(() -> reached(second, progress));
                }
            }
        };
    }

    /// Writes what is new, and how far the run is. On the gatherer's thread.
    void reached(long second, Progress progress) {
        log.ended(second - 1);
        if (failure == null) {
            try {
                var phase = progress.phase();
                folder.say(new Running(test.name(), phase.name(), progress.elapsed(), phase.lasting()));
            } catch (IOException full) {
                failure = String.valueOf(full.getMessage());
            }
        }
    }

    /// Writes what is left. After the gatherer has ended.
    ///
    /// @return why not all of it could be written; null when it was
    @Nullable
    String end() {
        log.end();
        return log.failure() == null ? failure : log.failure();
    }
}
