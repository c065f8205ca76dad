package dev.impulse.ci.run;

import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Program;
import dev.impulse.ci.provision.RunningProgram;
import dev.impulse.ci.provision.Target;
import dev.impulse.ci.publish.Publication;
import dev.impulse.ci.publish.ResultsFolder;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A run: a load test with what it needs around it.
///
/// @param system how the SUT is started; null when it is up already
/// @param results the folder under which the run's own folder is made
/// @param definition the load test's file, kept as written beside the results; null when there is none
public record Run(
        LoadTest loadTest,
        @Nullable SystemUnderTest system,
        Path results,
        @Nullable Path definition) {
    private static final Duration REACH = Duration.ofSeconds(5);

    /// Runs it, and takes everything down again, in whatever way it ends.
    ///
    /// @throws InterruptedException when the thread is interrupted while something comes up
    public ExitCode on(Generator generator, Terminal terminal) throws InterruptedException {
        Processes processes = new Processes();
        // Ctrl-C and SIGTERM run this hook and nothing else: the code below does not come to its end.
        Thread interrupted = new Thread(
                () -> {
                    terminal.line("interrupted: taking everything down; nothing is judged");
                    processes.close();
                },
                "impulse-take-down");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            ResultsFolder folder =
                    ResultsFolder.create(results, loadTest.name(), LocalDateTime.now(ZoneId.systemDefault()));
            if (system != null) {
                start(system, processes, folder, terminal);
            }
            new Target(loadTest.target()).reach(REACH);
            Publication publication = new Publication(folder, definition);
            terminal.line(publication.headline(loadTest));
            Observer observer = publication.observer(terminal.columns(), terminal::status);
            Result result = generator.run(loadTest, observer, publication.histograms());
            publication.write(result);
            terminal.line(publication.summary(result, terminal.colours()));
            return ExitCode.of(result.verdict());
        } catch (CouldNotStart told) {
            terminal.line(told.getMessage() + "\nnothing was measured");
            return ExitCode.NOT_STARTED;
        } catch (IOException unwritable) {
            terminal.line("results: " + results + ": " + unwritable.getMessage()
                    + " (expected: a folder that can be written to)");
            return ExitCode.NOT_STARTED;
        } finally {
            processes.close();
            removeHook(interrupted);
        }
    }

    private static void start(SystemUnderTest system, Processes processes, ResultsFolder folder, Terminal terminal)
            throws CouldNotStart, InterruptedException {
        if (system.ready().isTaken()) {
            throw new CouldNotStart(
                    "system: %s: another program is there already (expected: a free port; end the other one, or leave `system` out to test it)"
                            .formatted(system.ready().text()));
        }
        terminal.status("starting the system under test: " + String.join(" ", system.command()));
        long begin = System.nanoTime();
        RunningProgram program = processes.start(new Program(
                "system", system.command(), system.directory(), system.environment(), folder.log("system")));
        system.ready().await(program, system.timeout());
        terminal.line("system up after %.1f s: %s"
                .formatted((System.nanoTime() - begin) / 1e9, system.ready().text()));
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook runs, or has run: what it does may be done twice.
        }
    }
}
