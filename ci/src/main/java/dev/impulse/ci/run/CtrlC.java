package dev.impulse.ci.run;

import dev.impulse.generator.Stop;

/// What Ctrl-C does while a load test runs: once, and it is ended early, judged and reported; twice, and everything is
/// taken down at once.
final class CtrlC implements AutoCloseable {
    /// What it says to who runs a load test.
    static final String RUN =
            "Ctrl-C: no more triggers start, and those in flight may end; press it again to end at once";

    private final Stop stop;
    private final Terminal terminal;
    private final String said;
    private final Signals signals;

    /// From now on.
    ///
    /// @param said when it is pressed for the first time
    CtrlC(Stop stop, Terminal terminal, String said) {
        this.stop = stop;
        this.terminal = terminal;
        this.said = said;
        this.signals = new Signals("INT", this::pressed);
    }

    private void pressed() {
        if (stop.reason() == null) {
            terminal.line(said);
            stop.request("by Ctrl-C");
        } else {
            // Runs the hooks that take everything down. Not on the signal's own thread, which they may need.
            Thread.ofPlatform().name("impulse-exit").start(() -> System.exit(ExitCode.INTERRUPTED.number()));
        }
    }

    /// As it was before.
    @Override
    public void close() {
        signals.close();
    }
}
