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

/// The processes of the system under test: those that it was found by, all that they started, all of their sessions,
/// and all that carry its mark in their environment, wherever they went. Once one of them, always one of them. For one
/// thread.
///
/// All processes of the machine are looked at each second, unless there are so many of them that it would take more
/// than a hundredth of the time: then less often, and only those that are known in between.
final class ProcessTree {
    private static final long RARER = 100;

    private final Path proc;
    private final List<Long> roots;
    private final @Nullable String mark;
    private final Map<Long, Long> members = new HashMap<>();
    private final Map<Long, Long> strangers = new HashMap<>();
    private long nextLookNanos = System.nanoTime();

    /// @param mark such as `IMPULSE_SYSTEM=17-2`; null when it carries none
    ProcessTree(Path proc, List<Long> roots, @Nullable String mark) {
        this.proc = proc;
        this.roots = List.copyOf(roots);
        this.mark = mark;
    }

    /// Those that live now.
    List<ProcessStat> now() {
        long begin = System.nanoTime();
        if (begin - nextLookNanos < 0) {
            return known();
        }
        var living = look();
        long took = System.nanoTime() - begin;
        nextLookNanos = begin + RARER * took;
        return living;
    }

    private List<ProcessStat> known() {
        var living = new ArrayList<ProcessStat>();
        members.forEach((pid, start) -> {
            var stat = ProcessStat.of(proc, pid);
            if (stat != null && stat.startTicks() == start) {
                living.add(stat);
            }
        });
        return living;
    }

    private List<ProcessStat> look() {
        var all = new HashMap<Long, ProcessStat>();
        for (long pid : pids(proc)) {
            var stat = ProcessStat.of(proc, pid);
            if (stat != null) {
                all.put(pid, stat);
            }
        }
        members.entrySet().removeIf(member -> !is(all.get(member.getKey()), member.getValue()));
        strangers.entrySet().removeIf(stranger -> !is(all.get(stranger.getKey()), stranger.getValue()));
        all.values().stream().filter(this::isOne).forEach(stat -> members.put(stat.pid(), stat.startTicks()));
        addDescendants(all);
        return members.keySet().stream().map(all::get).toList();
    }

    private static boolean is(@Nullable ProcessStat stat, long start) {
        return stat != null && stat.startTicks() == start;
    }

    private boolean isOne(ProcessStat stat) {
        return roots.contains(stat.pid()) || mark != null && (roots.contains(stat.session()) || isMarked(stat));
    }

    /// An environment is that of a process's begin: it is looked at once.
    private boolean isMarked(ProcessStat stat) {
        if (members.containsKey(stat.pid()) || is(stat, strangers.getOrDefault(stat.pid(), -1L))) {
            return false;
        }
        strangers.put(stat.pid(), stat.startTicks());
        try {
            var environment = Files.readString(proc.resolve(stat.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment).contains("\0" + mark + "\0");
        } catch (IOException notOurs) {
            return false;
        }
    }

    private void addDescendants(Map<Long, ProcessStat> all) {
        Set<Long> added = new HashSet<>(members.keySet());
        while (!added.isEmpty()) {
            Set<Long> parents = added;
            added = new HashSet<>();
            for (var stat : all.values()) {
                if (parents.contains(stat.parent()) && !members.containsKey(stat.pid())) {
                    members.put(stat.pid(), stat.startTicks());
                    added.add(stat.pid());
                }
            }
        }
    }

    /// The numbers of all processes.
    static List<Long> pids(Path proc) {
        var pids = new ArrayList<Long>();
        var names = proc.toFile().list();
        if (names != null) {
            for (var name : names) {
                if (Character.isDigit(name.charAt(0))) {
                    pids.add(Long.parseLong(name));
                }
            }
        }
        return pids;
    }
}
