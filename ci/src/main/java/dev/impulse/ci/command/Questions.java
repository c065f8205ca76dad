package dev.impulse.ci.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks who sits at the terminal; where nobody does, everything is as it is by default.
final class Questions {
    private final @Nullable BufferedReader in;
    private final PrintStream out;

    /// @param in where answers come from; null when nobody is there
    Questions(@Nullable BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /// Those to who started this process.
    static Questions ofTerminal(PrintStream out) {
        BufferedReader in = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> new BufferedReader(console.reader()))
                .orElse(null);
        return new Questions(in, out);
    }

    /// The answer; the default when it is empty, or nobody is there.
    String ask(String what, String byDefault) {
        if (in == null) {
            return byDefault;
        }
        out.print(what + " [" + byDefault + "]: ");
        out.flush();
        try {
            String answer = in.readLine();
            return answer == null || answer.isBlank() ? byDefault : answer.strip();
        } catch (IOException gone) {
            return byDefault;
        }
    }
}
