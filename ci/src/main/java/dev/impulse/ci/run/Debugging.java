package dev.impulse.ci.run;

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
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A single trigger of a load test, looked at closely, with what it needs around it.
///
/// @param system how the SUT is started; null when it is up already
/// @param testCase the name of one
/// @param number of the trigger, from 0
/// @param save the folder in which it is kept; null for none
public record Debugging(
        LoadTest loadTest,
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
        Surroundings surroundings = new Surroundings(loadTest, system);
        if (surroundings.refuse(resolver, terminal)) {
            return ExitCode.MISTAKES;
        }
        try {
            Path log = log();
            ExitCode code = on(surroundings, resolver, terminal, log);
            if (save == null && system != null) {
                Files.delete(log);
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

    private ExitCode on(Surroundings surroundings, Resolver resolver, Terminal terminal, Path log)
            throws CouldNotStart, IOException, InterruptedException {
        try (TakeDown down = new TakeDown(terminal, "interrupted: taking everything down")) {
            surroundings.comeUp(down.processes(), log, resolver, terminal);
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

    /// Where what the system writes goes: it stays where it is told of, because it did not come up, or where all is
    /// kept.
    private Path log() throws IOException {
        if (save != null) {
            TriggerFolder.clear(save);
            return save.resolve("system.log");
        }
        return system == null ? Path.of("") : Files.createTempFile("impulse-system-", ".log");
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
