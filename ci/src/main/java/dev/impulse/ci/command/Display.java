package dev.impulse.ci.command;

import dev.impulse.ci.run.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// What the script, the environment and `--color` say about where people read.
final class Display {
    private Display() {}

    /// A stream that writes UTF-8, whatever the machine's locale says: a container often has none.
    static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    static Terminal terminal(PrintStream out, String colour) {
        return new Terminal(out, columns(), coloursWanted(colour), reflows(), System::nanoTime);
    }

    /// How wide the terminal is, as the script found it out; 0 when there is none, or one that can do no more than
    /// print.
    private static int columns() {
        String columns = System.getProperty("impulse.terminal");
        if (columns == null || "dumb".equals(System.getenv("TERM"))) {
            return 0;
        }
        return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : 80;
    }

    /// Those that are known to cut lines off where they become narrower do not.
    private static boolean reflows() {
        String term = System.getenv().getOrDefault("TERM", "");
        return System.getenv("XTERM_VERSION") == null && !term.startsWith("rxvt") && !term.startsWith("st-");
    }

    /// @param colour `auto`, `always` or `never`
    static boolean coloursWanted(String colour) {
        return switch (colour) {
            case "always" -> true;
            case "never" -> false;
            default -> {
                String none = System.getenv("NO_COLOR"); // https://no-color.org: any value but an empty one
                yield columns() > 0 && (none == null || none.isEmpty());
            }
        };
    }
}
