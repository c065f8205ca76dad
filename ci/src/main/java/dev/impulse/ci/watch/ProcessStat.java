package dev.impulse.ci.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What `/proc/PID/stat` says of a process.
///
/// @param session the number of its session's leader
/// @param ticks CPU time in user and system mode, in hundredths of seconds
/// @param startTicks when it began, since the machine did: with its number it names a process for good
record ProcessStat(long pid, long parent, long session, long ticks, int threads, long startTicks, long rssPages) {
    /// Fields after the name, which is in brackets and may hold anything, counted from 0.
    private static final int STATE = 0;

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int THREADS = 17;
    private static final int START = 19;
    private static final int RSS = 21;

    /// Of a living process; null when there is none of that number.
    static @Nullable ProcessStat of(Path proc, long pid) {
        try {
            return of(pid, Files.readString(proc.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return null;
        }
    }

    static @Nullable ProcessStat of(long pid, String text) {
        var fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= RSS || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return null;
        }
        return new ProcessStat(
                pid,
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
                Integer.parseInt(fields[THREADS]),
                Long.parseLong(fields[START]),
                Long.parseLong(fields[RSS]));
    }
}
