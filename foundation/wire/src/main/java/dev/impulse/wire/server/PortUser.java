package dev.impulse.wire.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A process that listens on a port, as Linux tells it in `/proc`. Any thread; may block.
///
/// @param command its command line, shortened
public record PortUser(long pid, String command) {
    private static final int LONGEST = 120;
    private static final String LISTENS = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    /// Who listens on a port; null when nobody does, when it is another user's, or this is no Linux.
    public static @Nullable PortUser of(int port) {
        return of(port, Path.of("/proc"));
    }

    static @Nullable PortUser of(int port, Path proc) {
        var sockets = new HashSet<String>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            listening(proc.resolve(table), port, sockets);
        }
        if (sockets.isEmpty()) {
            return null;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (var process : processes) {
                if (hasOne(process.resolve("fd"), sockets)) {
                    return new PortUser(Long.parseLong(process.getFileName().toString()), command(process));
                }
            }
        } catch (IOException e) {
            // No Linux, or one that does not tell.
        }
        return null;
    }

    /// Such as `process 4711 (java -jar shop.jar)`.
    public String text() {
        return "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
    }

    /// Adds what the descriptors of sockets lead to that listen on the port.
    private static void listening(Path table, int port, Set<String> sockets) {
        try {
            var address = String.format(":%04X", port);
            for (var line : Files.readAllLines(table)) {
                var parts = line.strip().split("\\s+", -1);
                if (parts.length > INODE && parts[ADDRESS].endsWith(address) && parts[STATE].equals(LISTENS)) {
                    sockets.add("socket:[" + parts[INODE] + "]");
                }
            }
        } catch (IOException e) {
            // As above.
        }
    }

    private static boolean hasOne(Path descriptors, Set<String> sockets) {
        try (DirectoryStream<Path> each = Files.newDirectoryStream(descriptors)) {
            for (var descriptor : each) {
                if (isOne(descriptor, sockets)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It has ended, or is another user's.
        }
        return false;
    }

    private static boolean isOne(Path descriptor, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return false; // it has been closed
        }
    }

    private static String command(Path process) {
        try {
            var command = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
            return command.length() > LONGEST ? command.substring(0, LONGEST) + "..." : command;
        } catch (IOException e) {
            return "";
        }
    }
}
