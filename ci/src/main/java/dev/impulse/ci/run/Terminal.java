package dev.impulse.ci.run;

import dev.impulse.generator.Secrets;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/// Where people read. On a terminal, a status is refreshed in place; elsewhere (a pipeline's log) it is a plain line at
/// most every 10 s. Any thread.
public final class Terminal {
    private static final long PLAIN_EVERY_NANOS = 10_000_000_000L;

    private final PrintStream out;
    private final boolean colours;
    private final boolean reflows;
    private final LongSupplier nanoClock;
    private int columns;
    private String shown = "";
    private volatile Secrets secrets = Secrets.NONE;
    private long nextPlainNanos;

    /// @param columns how wide it is; 0 when it is no terminal
    /// @param reflows whether it breaks lines anew when it becomes narrower, as most do, or cuts them off
    /// @param nanoClock such as `System::nanoTime`
    public Terminal(PrintStream out, int columns, boolean colours, boolean reflows, LongSupplier nanoClock) {
        this.out = out;
        this.columns = columns;
        this.colours = colours;
        this.reflows = reflows;
        this.nanoClock = nanoClock;
        this.nextPlainNanos = nanoClock.getAsLong() + PLAIN_EVERY_NANOS;
    }

    /// Whether texts may hold ANSI colours.
    public boolean colours() {
        return colours;
    }

    /// How wide it is; 0 when it is no terminal.
    public synchronized int columns() {
        return columns;
    }

    /// Says that it is a terminal of another width now.
    ///
    /// @param width above 0
    synchronized void resize(int width) {
        columns = width;
    }

    /// Does not show these from now on.
    public void hide(Secrets secrets) {
        this.secrets = secrets;
    }

    /// Prints a text that stays, with a line's end.
    public synchronized void line(String text) {
        clear();
        out.println(secrets.hiddenIn(text));
        out.flush();
    }

    /// Shows what is going on now, in place of what was shown last.
    public synchronized void status(String status) {
        String text = secrets.hiddenIn(status);
        if (columns > 0) {
            // The last column stays free: a full line wraps on some terminals, and the next refresh would leave it
            // standing.
            String cut = Width.cut(text, columns - 1);
            if (!cut.equals(shown)) {
                out.print(beginOfShown() + cut + "\033[K");
                out.flush();
                shown = cut;
            }
        } else if (nanoClock.getAsLong() - nextPlainNanos >= 0) {
            out.println(text);
            out.flush();
            nextPlainNanos = nanoClock.getAsLong() + PLAIN_EVERY_NANOS;
        }
    }

    private void clear() {
        if (!shown.isEmpty()) {
            out.print(beginOfShown() + "\033[K");
            shown = "";
        }
    }

    /// Goes to where the status begins. On a terminal that has become narrower it may have been broken into several
    /// lines: the cursor stands in the last of them.
    private String beginOfShown() {
        int above = reflows ? Math.max(0, Width.of(shown) - 1) / columns : 0;
        return above == 0 ? "\r" : "\r\033[" + above + "A\033[J";
    }
}
