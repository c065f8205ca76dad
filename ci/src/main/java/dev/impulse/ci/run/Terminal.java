package dev.impulse.ci.run;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/// Where people read. On a terminal, a status is refreshed in place; elsewhere (a pipeline's log) it is a plain line at
/// most every 10 s. Any thread.
public final class Terminal {
    private static final long PLAIN_EVERY_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final int columns;
    private final boolean colours;
    private final LongSupplier nanoClock;
    private boolean statusShown;
    private long nextPlainNanos;

    /// @param columns how wide it is; 0 when it is no terminal
    /// @param nanoClock such as `System::nanoTime`
    public Terminal(PrintStream out, int columns, boolean colours, LongSupplier nanoClock) {
        this.out = out;
        this.columns = columns;
        this.colours = colours;
        this.nanoClock = nanoClock;
        this.nextPlainNanos = nanoClock.getAsLong() + PLAIN_EVERY_NANOS;
    }

    /// Whether texts may hold ANSI colours.
    public boolean colours() {
        return colours;
    }

    /// How wide it is; 0 when it is no terminal.
    public int columns() {
        return columns;
    }

    /// Prints a text that stays, with a line's end.
    public synchronized void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    /// Shows what is going on now, in place of what was shown last.
    public synchronized void status(String text) {
        if (columns > 0) {
            // The last column stays free: a full line wraps on some terminals, and the next refresh would leave it
            // standing.
            out.print("\r" + cut(text, columns - 1) + "\033[K");
            out.flush();
            statusShown = true;
        } else if (nanoClock.getAsLong() - nextPlainNanos >= 0) {
            out.println(text);
            out.flush();
            nextPlainNanos = nanoClock.getAsLong() + PLAIN_EVERY_NANOS;
        }
    }

    private void clear() {
        if (statusShown) {
            out.print("\r\033[K");
            statusShown = false;
        }
    }

    /// Cuts to a width, in characters as people see them; colours take no room.
    private static String cut(String text, int width) {
        StringBuilder cut = new StringBuilder();
        int seen = 0;
        for (int i = 0; i < text.length(); ) {
            int end = i;
            if (text.startsWith("\033[", i)) {
                end = text.indexOf('m', i) + 1;
            }
            if (end > i) {
                cut.append(text, i, end);
                i = end;
            } else {
                int character = text.codePointAt(i);
                if (seen++ < width) {
                    cut.appendCodePoint(character);
                }
                i += Character.charCount(character);
            }
        }
        return cut.toString();
    }
}
