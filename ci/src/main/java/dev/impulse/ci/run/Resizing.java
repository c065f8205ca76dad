package dev.impulse.ci.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Follows the terminal's width while a load test runs: a terminal that is resized sends a signal, and `stty` knows its
/// new size.
final class Resizing implements AutoCloseable {
    private static final File DEVICE = new File("/dev/tty");

    private final Terminal terminal;
    private final Signals signals;

    /// From now on.
    Resizing(Terminal terminal) {
        this.terminal = terminal;
        this.signals = new Signals("WINCH", this::resized);
    }

    private void resized() {
        if (terminal.columns() == 0) {
            return;
        }
        try {
            Process stty =
                    new ProcessBuilder("stty", "size").redirectInput(DEVICE).start();
            try (InputStream size = stty.getInputStream()) {
                // Rows and columns.
                String[] numbers = new String(size.readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ", -1);
                if (numbers.length == 2 && numbers[1].matches("[1-9][0-9]{0,4}")) {
                    terminal.resize(Integer.parseInt(numbers[1]));
                }
            }
        } catch (IOException none) {
            // It keeps the width that it had.
        }
    }

    /// As it was before.
    @Override
    public void close() {
        signals.close();
    }
}
