package dev.impulse.ci.run;

import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Program;
import dev.impulse.ci.provision.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;

/// The system under test, started by us. It may be restarted while it is under load: then it is another process. Any
/// thread; one restart at a time.
final class RunningSystem {
    private final SystemUnderTest system;
    private final Processes processes;
    private final Path log;
    private volatile RunningProgram program;
    private volatile boolean restarting;

    private RunningSystem(SystemUnderTest system, Processes processes, Path log, RunningProgram program) {
        this.system = system;
        this.processes = processes;
        this.log = log;
        this.program = program;
    }

    /// Starts it, and waits until it is ready.
    ///
    /// @param log where what it writes goes
    static RunningSystem start(SystemUnderTest system, Processes processes, Path log, Terminal terminal)
            throws CouldNotStart, InterruptedException {
        refuseAnother(system, "end the other one, or leave `system` out to test it");
        terminal.status("starting the system under test: " + String.join(" ", system.command()));
        long begin = System.nanoTime();
        RunningProgram program = processes.start(program(system, log));
        system.ready().await(program, system.timeout());
        terminal.line("system up after %.1f s: %s"
                .formatted((System.nanoTime() - begin) / 1e9, system.ready().text()));
        return new RunningSystem(system, processes, log, program);
    }

    private static void refuseAnother(SystemUnderTest system, String advice) throws CouldNotStart {
        if (system.ready().isTaken()) {
            throw new CouldNotStart("system: %s: another program is there already (expected: a free port; %s)"
                    .formatted(system.ready().text(), advice));
        }
    }

    private static Program program(SystemUnderTest system, Path log) {
        return new Program("system", system.command(), system.directory(), system.environment(), log);
    }

    /// Whether it is between two processes.
    boolean isRestarting() {
        return restarting;
    }

    /// Whether something is ready at its place.
    boolean isReady() {
        return system.ready().now(program);
    }

    /// The process that it is now.
    RunningProgram program() {
        return program;
    }

    /// Ends it as it is ended after a run, starts it again, and waits until it is ready. When it does not become ready
    /// in time, it is ended.
    ///
    /// @param timeout for all of it
    /// @return what it took, for people
    /// @throws CouldNotStart when it does not come up again in time
    synchronized String restart(Duration timeout) throws CouldNotStart, InterruptedException {
        restarting = true;
        try {
            return restarted(timeout);
        } catch (CouldNotStart failed) {
            processes.end(program);
            throw failed;
        } finally {
            restarting = false;
        }
    }

    private String restarted(Duration timeout) throws CouldNotStart, InterruptedException {
        long begin = System.nanoTime();
        processes.end(program);
        refuseAnother(system, "what the system started was to end with it");
        long started = System.nanoTime();
        program = processes.start(program(system, log));
        Duration left = timeout.minusNanos(started - begin);
        system.ready().await(program, left.isNegative() ? Duration.ZERO : left);
        return "ended after %.1f s, up again after %.1f s: %s"
                .formatted(
                        (started - begin) / 1e9,
                        (System.nanoTime() - begin) / 1e9,
                        system.ready().text());
    }
}
