package dev.impulse.ci.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The TCP sockets of processes, from the kernel's tables and the processes' descriptors. A socket in TIME-WAIT belongs
/// to no process any more, and is not among them.
final class Sockets {
    private static final List<String> TABLES = List.of("net/tcp", "net/tcp6");
    private static final String SOCKET = "socket:[";
    private static final List<String> STATES = List.of(
            "established",
            "syn sent",
            "syn received",
            "fin wait 1",
            "fin wait 2",
            "time wait",
            "closed",
            "close wait",
            "last ack",
            "listen",
            "closing",
            "new syn received");
    private static final String LISTENS = "listen";

    private Sockets() {}

    /// A line of a table.
    ///
    /// @param inode the socket's number; 0 when it belongs to no process
    private record Line(int port, String state, long inode) {}

    /// How many of each state there are. A socket that several processes share counts once.
    ///
    /// @return null when none of the processes lets us look
    static @Nullable Map<String, Double> byState(Path proc, List<ProcessStat> processes) {
        var inodes = new HashSet<Long>();
        boolean any = false;
        for (var process : processes) {
            any |= addInodes(proc, process.pid(), inodes);
        }
        if (!any) {
            return null;
        }
        var counts = new HashMap<String, Double>();
        var counted = new HashSet<Long>();
        var namespaces = new HashSet<String>();
        for (var process : processes) {
            if (namespaces.add(namespace(proc, process.pid()))) {
                for (var line : lines(proc, process.pid())) {
                    if (inodes.contains(line.inode()) && counted.add(line.inode())) {
                        counts.merge(line.state(), 1.0, Double::sum);
                    }
                }
            }
        }
        return counts;
    }

    /// The processes that listen to a port of this machine, of those whose descriptors we may see.
    static List<Long> listeners(Path proc, int port) {
        var listening = new HashSet<Long>();
        for (var line : lines(proc, ProcessHandle.current().pid())) {
            if (line.port() == port && line.state().equals(LISTENS)) {
                listening.add(line.inode());
            }
        }
        if (listening.isEmpty()) {
            return List.of();
        }
        return ProcessTree.pids(proc).stream()
                .filter(pid -> {
                    var own = new HashSet<Long>();
                    addInodes(proc, pid, own);
                    return own.stream().anyMatch(listening::contains);
                })
                .toList();
    }

    private static String namespace(Path proc, long pid) {
        try {
            return Files.readSymbolicLink(proc.resolve(pid + "/ns/net")).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static boolean addInodes(Path proc, long pid, Set<Long> inodes) {
        var folder = proc.resolve(pid + "/fd");
        var names = folder.toFile().list();
        if (names == null) {
            return false;
        }
        for (var name : names) {
            try {
                var leads = Files.readSymbolicLink(folder.resolve(name)).toString();
                if (leads.startsWith(SOCKET)) {
                    inodes.add(Long.parseLong(leads.substring(SOCKET.length(), leads.length() - 1)));
                }
            } catch (IOException closed) {
                // It is no open file any more.
            }
        }
        return true;
    }

    private static List<Line> lines(Path proc, long pid) {
        var lines = new ArrayList<Line>();
        for (var table : TABLES) {
            try {
                Files.readString(proc.resolve(pid + "/" + table), StandardCharsets.ISO_8859_1)
                        .lines()
                        .skip(1)
                        .forEach(line -> lines.add(line(line)));
            } catch (IOException gone) {
                // The process has ended, or the machine has no IPv6.
            }
        }
        return lines;
    }

    /// Of `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …`, numbers in hexadecimal.
    private static Line line(String line) {
        var fields = line.strip().split("\\s+", -1);
        int state = Integer.parseInt(fields[3], 16);
        int port = Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16);
        return new Line(port, STATES.get(Math.clamp(state, 1, STATES.size()) - 1), Long.parseLong(fields[9]));
    }
}
