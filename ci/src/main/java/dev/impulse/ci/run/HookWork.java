package dev.impulse.ci.run;

import dev.impulse.ci.define.DefinedHook;
import dev.impulse.ci.define.DefinedHook.Action;
import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Program;
import dev.impulse.ci.provision.RunningProgram;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does what hooks say, and waits until it is done. Any thread.
///
/// @param logs where the output of a hook's command goes, by the hook's name
/// @param system null when we started none
record HookWork(
        Processes processes,
        Function<String, Path> logs,
        @Nullable RunningSystem system) {
    private static final int SHOWN_LINES = 10;

    /// What came of it.
    ///
    /// @param detail for people, in one line
    /// @param lines what more there is to show of a failure; empty when there is nothing
    record Came(boolean done, String detail, String lines) {}

    /// @throws InterruptedException when the run is over before it is done
    Came of(DefinedHook hook) throws InterruptedException {
        try {
            return switch (hook.action()) {
                case Action.Command command -> command(hook, command);
                case Action.RestartSystem() -> restart(hook);
            };
        } catch (UncheckedIOException refused) {
            return new Came(false, String.valueOf(refused.getMessage()), "");
        } catch (CouldNotStart failed) {
            String told = String.valueOf(failed.getMessage());
            int end = told.indexOf('\n');
            return end < 0
                    ? new Came(false, told, "")
                    : new Came(false, told.substring(0, end), told.substring(end + 1));
        }
    }

    private Came command(DefinedHook hook, Action.Command command) throws CouldNotStart, InterruptedException {
        RunningProgram program = processes.start(new Program(
                "hook " + hook.name(),
                command.words(),
                command.directory(),
                command.environment(),
                logs.apply(hook.name())));
        if (!program.endsWithin(hook.timeout())) {
            processes.end(program);
            return new Came(
                    false,
                    "not over within %s s: it was ended, with all that it had started"
                            .formatted(hook.timeout().toMillis() / 1e3),
                    program.lastLines(SHOWN_LINES));
        }
        int code = program.exitCode();
        return new Came(code == 0, "exit code " + code, code == 0 ? "" : program.lastLines(SHOWN_LINES));
    }

    private Came restart(DefinedHook hook) throws CouldNotStart, InterruptedException {
        if (system == null) {
            throw new IllegalStateException("hook " + hook.name() + ": no system was started");
        }
        return new Came(true, system.restart(hook.timeout()), "");
    }
}
