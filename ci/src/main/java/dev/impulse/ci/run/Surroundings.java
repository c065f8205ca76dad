package dev.impulse.ci.run;

import dev.impulse.ci.mock.MockProgram;
import dev.impulse.ci.mock.Mocks;
import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Ready;
import dev.impulse.ci.provision.Target;
import dev.impulse.generator.LoadTest;
import dev.impulse.wire.client.Resolver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What has to be there before anything of a load test is sent: a target that may be sent to, the system under test,
/// and what that depends on.
///
/// @param mocks how the dependencies' mocks are started
/// @param system how the SUT is started; null when it is up already
record Surroundings(
        LoadTest loadTest,
        List<MockProgram> mocks,
        @Nullable SystemUnderTest system) {
    private static final Duration REACH = Duration.ofSeconds(5);

    /// Whether nothing may be sent to the target, or to where the system is asked whether it is ready; then that is
    /// said.
    boolean refuse(Resolver resolver, Terminal terminal) {
        String refusal = refusal(resolver);
        if (refusal != null) {
            terminal.line(refusal + "\nnothing was started");
        }
        return refusal != null;
    }

    private @Nullable String refusal(Resolver resolver) {
        String target = new Target(loadTest.target()).refusal(loadTest.allowed(), resolver);
        if (target != null) {
            return "target: " + loadTest.target() + ": " + target;
        }
        if (system != null && system.ready() instanceof Ready.Answers(URI uri)) {
            String ready = new Target(uri).refusal(loadTest.allowed(), resolver);
            return ready == null ? null : "system: ready: " + uri + ": " + ready;
        }
        return null;
    }

    /// Starts the mocks and then the system, unless it is up, and reaches the target once.
    ///
    /// @param log where what the program of some name writes goes
    Up comeUp(Processes processes, Function<String, Path> log, Resolver resolver, Terminal terminal)
            throws CouldNotStart, InterruptedException {
        Mocks up = startMocks(processes, log, terminal);
        RunningSystem running =
                system == null ? null : RunningSystem.start(system, processes, log.apply("system"), terminal);
        new Target(loadTest.target()).reach(REACH, loadTest.allowed(), resolver);
        return new Up(up, running);
    }

    /// What is up.
    ///
    /// @param system the one that was started; null when it was up already
    record Up(Mocks mocks, @Nullable RunningSystem system) {}

    private Mocks startMocks(Processes processes, Function<String, Path> log, Terminal terminal)
            throws CouldNotStart, InterruptedException {
        if (!mocks.isEmpty()) {
            terminal.status("starting the mocks of "
                    + mocks.stream().map(MockProgram::dependency).collect(Collectors.joining(", ")));
        }
        long begin = System.nanoTime();
        Mocks up = Mocks.start(mocks, processes, log);
        if (!mocks.isEmpty()) {
            terminal.line("mocks up after %.1f s: %s".formatted((System.nanoTime() - begin) / 1e9, up.text()));
        }
        return up;
    }
}
