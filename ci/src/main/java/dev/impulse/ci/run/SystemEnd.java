package dev.impulse.ci.run;

import dev.impulse.ci.provision.RunningProgram;
import dev.impulse.ci.watch.SystemWatch;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Secrets;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Testimony;
import dev.impulse.generator.Witness;
import dev.impulse.generator.judge.Figures;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Notices when the system that was started ends by itself while a load test runs, and ends that: it would test
/// nothing. The system has ended when none of its processes lives, of which each carries the program's mark: whoever
/// restarts it on purpose does so in a process that carries it as well, and lives until the new one does.
final class SystemEnd implements Witness, Closeable {
    private static final long LOOK_MILLIS = 100;
    private static final int LAST_LINES = 10;

    private final RunningSystem system;
    private final LoadTest loadTest;
    private final Supplier<List<String>> hooks;
    private final Stop stop;
    private final Terminal terminal;
    private final Thread thread;
    private volatile long beginNanos = Long.MAX_VALUE;

    /// From now on.
    ///
    /// @param hooks the names of those that go on now
    SystemEnd(RunningSystem system, LoadTest loadTest, Supplier<List<String>> hooks, Stop stop, Terminal terminal) {
        this.system = system;
        this.loadTest = loadTest;
        this.hooks = hooks;
        this.stop = stop;
        this.terminal = terminal;
        this.thread = Thread.ofPlatform().daemon().name("impulse-system-end").start(this::await);
    }

    @Override
    public void begins(Instant at, long nanos) {
        beginNanos = nanos;
    }

    @SuppressWarnings("ReferenceEquality") // the very process is meant
    private void await() {
        try {
            while (true) {
                RunningProgram program = system.program();
                program.awaitEnd();
                boolean hooked = false;
                while (system.isRestarting()
                        || !hooks.get().isEmpty()
                        || SystemWatch.lives(program.pid(), program.mark())) {
                    hooked |= !hooks.get().isEmpty();
                    Thread.sleep(LOOK_MILLIS);
                }
                boolean restarted = system.program() != program;
                if (!restarted && (program.isTakenDown() || hooked && system.isReady())) {
                    return;
                }
                if (!restarted) {
                    ended(program);
                    return;
                }
            }
        } catch (InterruptedException closed) {
            // The load test ended before the system did.
        }
    }

    private void ended(RunningProgram program) {
        String what = "the system under test ended by itself with exit code " + program.exitCode();
        terminal.line(what + ": no more triggers start");
        stop.fail(what + ", " + moment(), causes(program));
    }

    private String moment() {
        long since = System.nanoTime() - beginNanos;
        if (since < 0) {
            return "before the phases began";
        }
        Duration after = Duration.ofNanos(Math.max(1, since));
        return "in " + PhaseTimes.of(loadTest.phases(), after).getLast().name() + ", after " + Figures.length(after);
    }

    private List<String> causes(RunningProgram program) {
        Secrets secrets = loadTest.scrub().secrets();
        List<String> causes = new ArrayList<>();
        List<String> last = program.last(LAST_LINES);
        causes.add(
                last.isEmpty()
                        ? "it wrote nothing"
                        : "the last it wrote, all of which is in "
                                + program.program().log().getFileName() + ":");
        last.forEach(line -> causes.add("  " + secrets.hiddenIn(line.replaceAll("\\p{Cntrl}", " "))));
        return causes;
    }

    /// It has nothing to say of a system that lives.
    @Override
    public Testimony ended(List<PhaseTimes> phases) {
        close();
        return Testimony.NONE;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
