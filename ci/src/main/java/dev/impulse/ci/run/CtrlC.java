package dev.impulse.ci.run;

import dev.impulse.generator.Stop;

/// What Ctrl-C does while a load test runs: once, and it is ended early, judged and reported; twice, and everything is
/// taken down at once.
final class CtrlC implements AutoCloseable {
    private final Stop stop;
    private final Terminal terminal;
    private final Signals signals;

    /// From now on.
    CtrlC(Stop stop, Terminal terminal) {
        this.stop = stop;
        this.terminal = terminal;
        this.signals = new Signals("INT", this::pressed);
    }

    private void pressed() {
        if (stop.reason() == null) {
            terminal.line("Ctrl-C: no more triggers start, and those in flight may end; press it again to end at once");
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
