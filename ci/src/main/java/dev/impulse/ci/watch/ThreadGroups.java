package dev.impulse.ci.watch;

import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The threads of a JVM by groups: those whose names differ in a number at the end alone. A name is asked for once:
/// threads seldom get another one. For one thread.
final class ThreadGroups {
    private static final String GONE = "";

    private final ThreadMXBean bean;
    private final Map<Long, String> groups = new HashMap<>();

    ThreadGroups(ThreadMXBean bean) {
        this.bean = bean;
    }

    /// How many threads each group has.
    Map<String, Double> count() {
        var ids = bean.getAllThreadIds();
        var anew = Arrays.stream(ids).filter(id -> !groups.containsKey(id)).toArray();
        if (anew.length > 0) {
            var infos = bean.getThreadInfo(anew);
            for (int i = 0; i < anew.length; i++) {
                groups.put(anew[i], group(infos[i]));
            }
        }
        groups.keySet().retainAll(Arrays.stream(ids).boxed().collect(Collectors.toSet()));
        Map<String, Double> counts = new HashMap<>();
        groups.values().stream()
                .filter(group -> !group.equals(GONE))
                .forEach(group -> counts.merge(group, 1.0, Double::sum));
        return counts;
    }

    private static String group(@Nullable ThreadInfo info) {
        return info == null ? GONE : of(info.getThreadName());
    }

    /// The group of a thread's name: `pool-1-thread-7` belongs to `pool-1-thread-*`.
    static String of(String name) {
        return name.replaceFirst("\\d+$", "*");
    }
}
