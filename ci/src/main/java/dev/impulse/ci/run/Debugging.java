package dev.impulse.ci.run;

import dev.impulse.ci.mock.MockProgram;
import dev.impulse.ci.provision.BrokenScenario;
import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Stop;
import dev.impulse.generator.report.Colours;
import dev.impulse.generator.report.TriggerFolder;
import dev.impulse.generator.report.TriggerText;
import dev.impulse.generator.worker.LoopStuck;
import dev.impulse.wire.client.Resolver;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A single trigger of a load test, looked at closely, with what it needs around it.
///
/// @param mocks how its dependencies' mocks are started
/// @param system how the SUT is started; null when it is up already
/// @param testCase the name of one
/// @param number of the trigger, from 0
/// @param save the folder in which it is kept; null for none
public record Debugging(
        LoadTest loadTest,
        List<MockProgram> mocks,
        @Nullable SystemUnderTest system,
        String testCase,
        long number,
        @Nullable Path save) {

    /// Runs it, shows it, and takes everything down again, in whatever way it ends.
    ///
    /// @param resolver says where names lead, before anything is sent there
    /// @throws InterruptedException when the thread is interrupted
    public ExitCode on(Resolver resolver, Terminal terminal) throws InterruptedException {
        terminal.hide(loadTest.scrub().secrets());
        Surroundings surroundings = new Surroundings(loadTest, mocks, system);
        if (surroundings.refuse(resolver, terminal)) {
            return ExitCode.MISTAKES;
        }
        try {
            Path logs = logs();
            ExitCode code = on(surroundings, resolver, terminal, logs);
            if (save == null) {
                delete(logs);
            }
            return code;
        } catch (CouldNotStart | LoopStuck told) {
            terminal.line(told.getMessage() + "\nno trigger was shown");
            return ExitCode.NOT_STARTED;
        } catch (BrokenScenario told) {
            terminal.line(told.getMessage() + "\nno trigger was started");
            return ExitCode.MISTAKES;
        } catch (IOException unwritable) {
            terminal.line(
                    "--save: " + Run.reason(unwritable) + " (expected: room, and a folder that can be written to)");
            return ExitCode.NOT_WRITTEN;
        }
    }

    private ExitCode on(Surroundings surroundings, Resolver resolver, Terminal terminal, Path logs)
            throws CouldNotStart, IOException, InterruptedException {
        try (TakeDown down = new TakeDown(terminal, "interrupted: taking everything down")) {
            surroundings.comeUp(down.processes(), program -> logs.resolve(program + ".log"), resolver, terminal);
            terminal.line("%s · %s · %s · seed %d\n"
                    .formatted(loadTest.name(), testCase, loadTest.target(), loadTest.seed()));
            DebuggedTrigger trigger = debugged(terminal);
            terminal.line(
                    TriggerText.of(trigger, terminal.columns(), terminal.colours() ? Colours.ANSI : Colours.NONE));
            if (save != null) {
                TriggerFolder.write(trigger, save);
                terminal.line("\nkept in " + save);
            }
            return code(trigger.trigger());
        }
    }

    /// Where what the system and the mocks write goes: it stays where it is told of, because one did not come up, or
    /// where all is kept.
    private Path logs() throws IOException {
        if (save == null) {
            return Files.createTempDirectory("impulse-debug-");
        }
        TriggerFolder.clear(save);
        return save;
    }

    private static void delete(Path logs) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(logs)) {
            for (Path log : all) {
                Files.delete(log);
            }
        }
        Files.delete(logs);
    }

    private static ExitCode code(DebuggedTrigger.@Nullable Step trigger) {
        if (trigger == null) {
            return ExitCode.NOT_STARTED; // its set-up had failed
        }
        return trigger.failure() == null ? ExitCode.PASSED : ExitCode.FAILED;
    }

    private DebuggedTrigger debugged(Terminal terminal) throws InterruptedException {
        Stop stop = new Stop();
        try (CtrlC _ = new CtrlC(
                stop,
                terminal,
                "Ctrl-C: the scenario is interrupted, and what it did is shown; press it again to end at once")) {
            return loadTest.debug(testCase, number, stop);
        }
    }
}
