package dev.impulse.measure.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process's threads used and waited for, as the kernel's scheduler counts it for each.
final class ThreadTimes {
    private static final String FOLDER = "/proc/self/task";

    /// A thread is given its name soon after it was started, so that it is looked at again.
    private static final int LOOKS_FOR_NAME = 2;

    private final SystemFiles files;
    private final String loops;
    private Map<String, Name> names = new HashMap<>();

    private record Name(String name, int looks) {}

    /// What has been counted for one thread since it was started.
    record Times(String name, long usedNanos, long waitedNanos) {
        private Times minus(Times earlier) {
            return new Times(name, usedNanos - earlier.usedNanos, waitedNanos - earlier.waitedNanos);
        }
    }

    /// @param loops how the names of those begin that must be on time
    ThreadTimes(SystemFiles files, String loops) {
        this.files = files;
        this.loops = loops;
    }

    /// All threads by their numbers; null where that is not told.
    @Nullable
    Map<String, Times> read() {
        var threads = files.at(FOLDER).toFile().list();
        if (threads == null) {
            return null;
        }
        var known = new HashMap<String, Name>();
        var times = new HashMap<String, Times>();
        for (var thread : threads) {
            var counted = files.read(FOLDER + "/" + thread + "/schedstat");
            if (counted != null) { // else it has ended meanwhile
                Long used = SystemFiles.numberAt(counted, 0);
                Long waited = SystemFiles.numberAt(counted, counted.indexOf(' ') + 1);
                if (used == null || waited == null) {
                    return null;
                }
                var name = name(thread);
                known.put(thread, name);
                times.put(thread, new Times(name.name, used, waited));
            }
        }
        names = known;
        return times.isEmpty() ? null : times;
    }

    private Name name(String thread) {
        var known = names.get(thread);
        if (known != null && known.looks >= LOOKS_FOR_NAME) {
            return known;
        }
        var read = files.read(FOLDER + "/" + thread + "/comm");
        return new Name(read == null ? "" : read.strip(), known == null ? 1 : known.looks + 1);
    }

    /// What was counted between two readings. A thread that was not there at the earlier one has all of its own; what
    /// one that has ended used since is lost.
    WatchedSecond.Threads between(Map<String, Times> earlier, Map<String, Times> later) {
        long waited = 0;
        var ofLoops = new ArrayList<WatchedSecond.ThreadTime>();
        for (var entry : later.entrySet()) {
            var times = entry.getValue();
            var before = earlier.get(entry.getKey());
            // The number of one that has ended may be given to another.
            var since = before == null || before.usedNanos > times.usedNanos ? times : times.minus(before);
            waited += since.waitedNanos;
            if (times.name.startsWith(loops)) {
                ofLoops.add(new WatchedSecond.ThreadTime(times.name, since.usedNanos, since.waitedNanos));
            }
        }
        ofLoops.sort(Comparator.comparing(WatchedSecond.ThreadTime::name));
        return new WatchedSecond.Threads(waited, ofLoops);
    }
}
