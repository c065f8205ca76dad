package dev.impulse.benchmarks.soak;

import dev.impulse.generator.Observer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Looks at the run from a thread of its own: a line a minute, dumps and flights between, and what it found wrong.
final class Lookout implements Observer {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long SECONDS_BETWEEN_DUMPS = 30;
    private static final long SECONDS_BETWEEN_FLIGHTS = 300;
    private static final long SECONDS_BEFORE_FIRST_FLIGHT = 20;

    /// After so many minutes without an end a loop is taken to stand still; less may be the machine's.
    private static final int MINUTES_STILL = 3;

    private static final double MEGABYTE = 1024 * 1024;

    private final List<Kind> kinds;
    private final Bounds bounds;
    private final Dumps dumps;
    private final Flights flights;
    private final long flightSeconds;
    private final List<String> wrong = new ArrayList<>();
    private final AtomicLong latestNanos = new AtomicLong();
    private final long[] okBefore;
    private final int[] stillFor;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Vitals minuteBefore;

    /// @param flightSeconds how long each recording lasts
    Lookout(List<Kind> kinds, Bounds bounds, Dumps dumps, Flights flights, long flightSeconds) {
        this.kinds = kinds;
        this.bounds = bounds;
        this.dumps = dumps;
        this.flights = flights;
        this.flightSeconds = flightSeconds;
        this.okBefore = new long[kinds.size()];
        this.stillFor = new int[kinds.size()];
        this.thread = Thread.ofPlatform().daemon().name("soak-lookout").unstarted(this::look);
    }

    void start() {
        thread.start();
    }

    @Override
    public void progress(Progress progress) {
        latestNanos.accumulateAndGet(progress.latenessP99Nanos(), Math::max);
    }

    private void look() {
        long begin = System.nanoTime();
        for (long second = 1; !closed; second++) {
            try {
                long left = begin + second * STEP.toNanos() - System.nanoTime();
                Thread.sleep(Duration.ofNanos(Math.max(0, left)));
                lookAfter(second);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                wrong("after " + second + " s: " + e);
            }
        }
    }

    private void lookAfter(long second) throws Exception {
        long inFlight = second - SECONDS_BEFORE_FIRST_FLIGHT;
        if (inFlight >= 0 && inFlight % SECONDS_BETWEEN_FLIGHTS == 0) {
            flights.begin();
        } else if (inFlight >= 0 && inFlight % SECONDS_BETWEEN_FLIGHTS == flightSeconds) {
            flights.end();
        }
        if (second % SECONDS_BETWEEN_DUMPS == SECONDS_BETWEEN_DUMPS / 2) {
            dumps.take();
        }
        if (second % 60 == 0) {
            minute(second / 60);
        }
    }

    private void minute(long minute) {
        var vitals = bounds.isTime(minute) ? Vitals.afterCollection() : Vitals.now();
        bounds.see(minute, vitals);
        var before = minuteBefore;
        minuteBefore = vitals;
        var line = new StringBuilder();
        line.append("%3d min: ".formatted(minute));
        for (int index = 0; index < kinds.size(); index++) {
            var kind = kinds.get(index);
            long ok = kind.scenario().ok();
            long failed = kind.scenario().failed();
            line.append(kind.name()).append(' ').append(ok - okBefore[index]);
            line.append(failed == 0 ? "; " : " and " + failed + " FAILED so far; ");
            stillFor[index] = ok == okBefore[index] ? stillFor[index] + 1 : 0;
            if (stillFor[index] == MINUTES_STILL) {
                wrong("minute " + minute + ": no trigger of " + kind.name() + " ended in " + MINUTES_STILL
                        + " minutes");
            }
            okBefore[index] = ok;
        }
        double cpu = before == null ? 0 : (vitals.cpuNanos() - before.cpuNanos()) / 60e9 * 100;
        System.out.println(line.append("lateness p99 at worst %.1f ms; %s; CPU %.1f %%"
                .formatted(latestNanos.getAndSet(0) / 1e6, shown(vitals), cpu)));
    }

    private static String shown(Vitals vitals) {
        return "RSS %.0f MB; heap %.1f MB; %d descriptors; %d threads; %d collections"
                .formatted(
                        vitals.rss() / MEGABYTE,
                        vitals.heap() / MEGABYTE,
                        vitals.descriptors(),
                        vitals.threads(),
                        vitals.collections());
    }

    private synchronized void wrong(String what) {
        wrong.add(what);
        System.out.println("WRONG: " + what);
    }

    /// What was found wrong. After [#end].
    synchronized List<String> found() {
        return List.copyOf(wrong);
    }

    /// Looks no more; a recording that runs is ended.
    void end() throws InterruptedException {
        closed = true;
        thread.join();
        try {
            flights.end();
        } catch (IOException e) {
            wrong("the last recording: " + e);
        }
    }
}
