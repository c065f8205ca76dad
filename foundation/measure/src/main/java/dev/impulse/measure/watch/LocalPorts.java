package dev.impulse.measure.watch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many of the ports that the kernel gives to connections are taken. There are so many for each destination, and
/// those that wait after a close (TIME_WAIT) count.
///
/// The sum over all sockets is cheap, and never too low. The list of them, which tells destinations apart, takes the
/// kernel some microseconds for each and a walk over all of its table: it is read when the sum comes near the limit,
/// and so seldom that it does not take more than a two-hundredth of the time.
final class LocalPorts {
    private static final double NEAR_LIMIT = 0.6;
    private static final int PAUSE_FOR_COST = 200;
    private static final String LISTENING = "0A";

    private final SystemFiles files;
    private WatchedSecond.@Nullable Ports listed;
    private long listAgainNanos = Long.MIN_VALUE;

    LocalPorts(SystemFiles files) {
        this.files = files;
    }

    /// @param nowNanos on the clock of [System#nanoTime]
    WatchedSecond.@Nullable Ports read(long nowNanos) {
        var range = files.read("/proc/sys/net/ipv4/ip_local_port_range");
        var v4 = files.read("/proc/net/sockstat");
        if (range == null || v4 == null) {
            return null;
        }
        var ends = range.strip().split("\\s+", 2);
        Long first = SystemFiles.numberAt(ends[0], 0);
        Long last = SystemFiles.numberAt(ends[ends.length - 1], 0);
        Long inUse = figure(v4, "TCP:", "inuse");
        Long closed = figure(v4, "TCP:", "tw");
        if (first == null || last == null || inUse == null || closed == null) {
            return null;
        }
        var v6 = files.read("/proc/net/sockstat6");
        Long inUseOfV6 = v6 == null ? null : figure(v6, "TCP6:", "inuse");
        long sockets = inUse + closed + (inUseOfV6 == null ? 0 : inUseOfV6);
        long ports = last - first + 1;
        if (sockets < NEAR_LIMIT * ports) {
            listed = null;
            return new WatchedSecond.Ports(sockets, ports, false);
        }
        if (listed == null || nowNanos - listAgainNanos >= 0) {
            listed = list(first, last);
            long cost = System.nanoTime() - nowNanos;
            listAgainNanos = nowNanos + PAUSE_FOR_COST * Math.max(0, cost);
        }
        return listed == null ? new WatchedSecond.Ports(sockets, ports, false) : listed;
    }

    private WatchedSecond.@Nullable Ports list(long first, long last) {
        Map<String, Integer> byDestination = new HashMap<>();
        boolean any = false;
        for (var list : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try (var lines = Files.newBufferedReader(files.at(list), StandardCharsets.ISO_8859_1)) {
                count(lines, first, last, byDestination);
                any = true;
            } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
                // Not there, such as where there is no IPv6, or of another form.
            }
        }
        int most = byDestination.isEmpty() ? 0 : Collections.max(byDestination.values());
        return any ? new WatchedSecond.Ports(most, last - first + 1, true) : null;
    }

    /// Lines such as `1: 0100007F:9C40 0100007F:1F90 01 …`: number, local address, remote address, state.
    private static void count(BufferedReader lines, long first, long last, Map<String, Integer> byDestination)
            throws IOException {
        lines.readLine(); // headings
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var fields = line.strip().split(" +", 5);
            int port = Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16);
            if (port >= first && port <= last && !fields[3].equals(LISTENING)) {
                byDestination.merge(fields[2], 1, Integer::sum);
            }
        }
    }

    /// The number behind a word, in the line that begins with another.
    private static @Nullable Long figure(String text, String line, String word) {
        int begin = text.startsWith(line) ? 0 : text.indexOf("\n" + line) + 1;
        int end = text.indexOf('\n', begin);
        int at = text.indexOf(" " + word + " ", begin);
        boolean found = text.startsWith(line, begin) && at >= 0 && (end < 0 || at < end);
        return found ? SystemFiles.numberAt(text, at + word.length() + 2) : null;
    }
}
