package dev.impulse.ci.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tells which processes are JVMs that one may attach to.
final class Jvms {
    private static final String LIBRARY = "/libjvm.so";
    private static final String CAUGHT = "SigCgt:";
    private static final int HEXADECIMAL = 16;

    /// SIGQUIT's bit: a JVM is asked by it to let others attach. One that does not catch it would end.
    private static final long QUIT = 1L << (3 - 1);

    private Jvms() {}

    static boolean isOne(Path proc, long pid) {
        try {
            return Files.readString(proc.resolve(pid + "/maps"), StandardCharsets.ISO_8859_1)
                    .contains(LIBRARY);
        } catch (IOException gone) {
            return false;
        }
    }

    static boolean lets(Path proc, long pid) {
        try {
            return Files.readString(proc.resolve(pid + "/status"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.startsWith(CAUGHT))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(CAUGHT.length()).strip(), HEXADECIMAL))
                    .anyMatch(caught -> (caught & QUIT) != 0);
        } catch (IOException gone) {
            return false;
        }
    }
}
