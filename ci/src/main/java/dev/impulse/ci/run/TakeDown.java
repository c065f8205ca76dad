package dev.impulse.ci.run;

import dev.impulse.ci.provision.Processes;

/// Ends what was started when it is closed, or when a signal ends the JVM: then this runs, and nothing else does.
final class TakeDown implements AutoCloseable {
    private final Processes processes = new Processes();
    private final Thread hook;

    /// @param said when a signal ends it
    TakeDown(Terminal terminal, String said) {
        hook = new Thread(
                () -> {
                    terminal.line(said);
                    processes.close();
                },
                "impulse-take-down");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Where programs are started.
    Processes processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook runs, or has run: what it does may be done twice.
        }
    }
}
