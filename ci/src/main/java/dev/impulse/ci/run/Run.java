package dev.impulse.ci.run;

import dev.impulse.ci.define.DefinedHook;
import dev.impulse.ci.mock.MockProgram;
import dev.impulse.ci.provision.BrokenScenario;
import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Target;
import dev.impulse.ci.publish.Baseline;
import dev.impulse.ci.publish.Destination;
import dev.impulse.ci.publish.Publication;
import dev.impulse.ci.publish.ResultsFolder;
import dev.impulse.ci.tell.CannotTell;
import dev.impulse.ci.tell.Channels;
import dev.impulse.ci.tell.Telling;
import dev.impulse.ci.watch.SystemWatch;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.Secrets;
import dev.impulse.generator.Stop;
import dev.impulse.generator.Witness;
import dev.impulse.generator.worker.HistogramsNotWritten;
import dev.impulse.wire.client.Resolver;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run: a load test with what it needs around it.
///
/// @param mocks how its dependencies' mocks are started
/// @param system how the SUT is started; null when it is up already
/// @param results where the run's own folder is made
/// @param file the load test's, as it was read: it is kept beside the results; null when there is none
/// @param metrics how they may be had while it runs
/// @param hooks what is done while the phases run
/// @param baseline what its result is put beside; null for nothing
public record Run(
        LoadTest loadTest,
        List<MockProgram> mocks,
        @Nullable SystemUnderTest system,
        Destination results,
        @Nullable WrittenLoadTest file,
        Channels metrics,
        List<DefinedHook> hooks,
        @Nullable Baseline baseline) {

    public Run {
        hooks = List.copyOf(hooks);
    }

    /// Runs it, and takes everything down again, in whatever way it ends.
    ///
    /// @param resolver says where names lead, before anything is sent there
    /// @throws InterruptedException when the thread is interrupted while something comes up
    public ExitCode on(Generator generator, Resolver resolver, Terminal terminal) throws InterruptedException {
        terminal.hide(loadTest.scrub().secrets());
        Surroundings surroundings = new Surroundings(loadTest, mocks, system);
        if (surroundings.refuse(resolver, terminal)) {
            return ExitCode.MISTAKES;
        }
        // SIGTERM takes everything down and does nothing else. So does Ctrl-C, but for the first one while the phases
        // run.
        try (TakeDown down = new TakeDown(terminal, "interrupted: taking everything down; nothing is judged");
                ResultsFolder folder = results.create(loadTest.name(), LocalDateTime.now(ZoneId.systemDefault()))) {
            return on(surroundings, generator, resolver, terminal, down.processes(), folder);
        } catch (IOException unwritable) {
            terminal.line("results: " + reason(unwritable) + " (expected: a folder that can be written to)\n"
                    + "nothing was measured");
            return ExitCode.NOT_WRITTEN;
        }
    }

    private ExitCode on(
            Surroundings surroundings,
            Generator generator,
            Resolver resolver,
            Terminal terminal,
            Processes processes,
            ResultsFolder folder)
            throws IOException, InterruptedException {
        try (Telling telling = Telling.open(metrics, loadTest, terminal::line)) {
            Surroundings.Up up = surroundings.comeUp(processes, folder::log, resolver, terminal);
            Publication publication = new Publication(folder, file);
            terminal.line(publication.headline(loadTest));
            HookWork work = new HookWork(processes, folder::hookLog, up.system());
            Measured measured = measured(generator, up, work, telling.observer(), publication, terminal);
            return publish(measured.noting(telling.ended()).beside(baseline), publication, terminal);
        } catch (CouldNotStart | CannotTell told) {
            return giveUp(told, ExitCode.NOT_STARTED, loadTest.scrub().secrets(), folder, terminal);
        } catch (BrokenScenario told) {
            return giveUp(told, ExitCode.MISTAKES, loadTest.scrub().secrets(), folder, terminal);
        }
    }

    private static ExitCode giveUp(
            Exception told, ExitCode code, Secrets secrets, ResultsFolder folder, Terminal terminal)
            throws IOException {
        terminal.line(told.getMessage() + "\nnothing was measured");
        folder.giveUp(secrets.hiddenIn(String.valueOf(told.getMessage())));
        return code;
    }

    /// What the load test gave.
    ///
    /// @param unwritten why its histograms are not all in their file; null when they are
    private record Measured(Result result, @Nullable String unwritten) {
        Measured noting(List<String> notes) {
            return new Measured(result.noting(notes), unwritten);
        }

        Measured beside(@Nullable Baseline baseline) {
            return baseline == null ? this : new Measured(baseline.beside(result), unwritten);
        }
    }

    private Measured measured(
            Generator generator,
            Surroundings.Up up,
            HookWork work,
            Observer telling,
            Publication publication,
            Terminal terminal)
            throws CouldNotStart, InterruptedException, IOException {
        Stop stop = new Stop();
        Secrets secrets = loadTest.scrub().secrets();
        try (SystemWatch watch = watch(up.system());
                Hooks running = new Hooks(hooks, loadTest.phases(), work, stop, terminal::line, secrets);
                SystemEnd end = end(up.system(), running, stop, terminal);
                CtrlC _ = new CtrlC(stop, terminal, CtrlC.RUN);
                Resizing _ = new Resizing(terminal)) {
            Observer observer = publication
                    .observer(loadTest, terminal::columns, running::now, terminal::status)
                    .and(telling);
            Witness witness = up.mocks().witness(loadTest.phases()).and(watch).and(running);
            if (end != null) {
                witness = witness.and(end);
            }
            return new Measured(generator.run(loadTest, observer, witness, publication.run(), stop), null);
        } catch (HistogramsNotWritten unwritten) {
            String why = String.valueOf(unwritten.getMessage());
            if (unwritten.result() == null) {
                throw new IOException(why, unwritten);
            }
            return new Measured(unwritten.result(), why);
        }
    }

    private @Nullable SystemEnd end(@Nullable RunningSystem system, Hooks hooks, Stop stop, Terminal terminal) {
        return system == null ? null : new SystemEnd(system, loadTest, hooks::now, stop, terminal);
    }

    /// Of a system that was not started for the load test only what listens on this very machine can be watched.
    private SystemWatch watch(@Nullable RunningSystem system) {
        if (system != null) {
            return SystemWatch.ofStarted(
                    system.program().pid(), system.program().mark());
        }
        Target target = new Target(loadTest.target());
        return target.isLoopback() ? SystemWatch.ofListener(target.port()) : SystemWatch.ofNothing();
    }

    /// What was measured is shown in any case: on a full disk the terminal is all there is.
    private static ExitCode publish(Measured measured, Publication publication, Terminal terminal) {
        String unwritten = measured.unwritten();
        try {
            publication.write(measured.result());
        } catch (IOException full) {
            unwritten = reason(full);
        }
        terminal.line(publication.summary(measured.result(), terminal.colours()));
        if (unwritten == null) {
            return ExitCode.of(measured.result().verdict());
        }
        terminal.line("results: " + unwritten + " (expected: room, and a folder that can be written to)\n"
                + "the results above are not all in their folder");
        return ExitCode.NOT_WRITTEN;
    }

    /// Java's own message is sometimes the file alone.
    static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileAlreadyExistsException file -> file.getFile() + ": a file, not a folder";
            case NoSuchFileException gone -> gone.getFile() + ": not there";
            default -> String.valueOf(failed.getMessage());
        };
    }
}
