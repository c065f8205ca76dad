package dev.impulse.ci.watch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/// The pools of threads and connections that a JVM shows by JMX. For one thread.
final class Pools {
    /// New ones are looked for every so many readings.
    private static final int LOOK_EVERY = 10;

    /// Where libraries show theirs. A team's own one is found by the last row.
    private static final List<Kind> KINDS = List.of(
            new Kind("com.zaxxer.hikari:type=Pool (*)", "ActiveConnections", "", "ThreadsAwaitingConnection"),
            new Kind("com.zaxxer.hikari:type=PoolConfig (*)", "", "MaximumPoolSize", ""),
            new Kind("*:type=ThreadPool,*", "currentThreadsBusy", "maxThreads", ""),
            new Kind("tomcat.jdbc:type=ConnectionPool,*", "Active", "MaxActive", "WaitCount"),
            new Kind("org.eclipse.jetty.util.thread:type=queuedthreadpool,*", "busyThreads", "maxThreads", "queueSize"),
            new Kind("org.xnio:type=Xnio,*", "BusyWorkerThreadCount", "MaxWorkerPoolSize", "WorkerQueueSize"),
            new Kind("org.apache.commons.pool2:type=*,*", "NumActive", "MaxTotal", "NumWaiters"),
            new Kind(
                    "com.mchange.v2.c3p0:type=PooledDataSource,*",
                    "numBusyConnections",
                    "maxPoolSize",
                    "numThreadsAwaitingCheckoutDefaultUser"),
            new Kind("*:type=Pool,*", "Active", "Max", "Waiting"));

    private final MBeanServerConnection server;
    private final Map<ObjectName, Kind> found = new LinkedHashMap<>();
    private int readings;

    Pools(MBeanServerConnection server) {
        this.server = server;
    }

    /// How pools of a sort are found, and which of their attributes say what; empty where none does.
    private record Kind(String pattern, String active, String max, String waiting) {
        String[] attributes() {
            return List.of(active, max, waiting).stream()
                    .filter(name -> !name.isEmpty())
                    .toArray(String[]::new);
        }
    }

    /// What pools say of themselves, by the pools' names.
    ///
    /// @param active in use
    /// @param waiting for one to become free
    record Counts(Map<String, Double> active, Map<String, Double> max, Map<String, Double> waiting) {}

    Counts read() throws IOException, JMException {
        if (readings++ % LOOK_EVERY == 0) {
            look();
        }
        var counts = new Counts(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var pool : found.entrySet()) {
            read(pool.getKey(), pool.getValue(), counts);
        }
        return counts;
    }

    private void look() throws IOException, JMException {
        found.clear();
        for (var kind : KINDS) {
            for (var name : server.queryNames(new ObjectName(kind.pattern()), null)) {
                found.putIfAbsent(name, kind);
            }
        }
    }

    private void read(ObjectName name, Kind kind, Counts counts) throws IOException, ReflectionException {
        var label = label(name);
        try {
            for (var attribute : server.getAttributes(name, kind.attributes()).asList()) {
                if (attribute.getValue() instanceof Number number) {
                    of(attribute, kind, counts).put(label, number.doubleValue());
                }
            }
        } catch (InstanceNotFoundException gone) {
            // It was closed since.
        }
    }

    private static Map<String, Double> of(Attribute attribute, Kind kind, Counts counts) {
        return attribute.getName().equals(kind.active())
                ? counts.active()
                : attribute.getName().equals(kind.waiting()) ? counts.waiting() : counts.max();
    }

    /// The pool's own name: what stands in brackets, as HikariCP writes it, or its property `name` or `id`.
    static String label(ObjectName name) {
        var type = String.valueOf(name.getKeyProperty("type"));
        if (type.endsWith(")") && type.contains("(")) {
            return type.substring(type.indexOf('(') + 1, type.length() - 1);
        }
        for (var key : List.of("name", "worker", "id", "identityToken")) {
            var value = name.getKeyProperty(key);
            if (value != null) {
                return value.replace("\"", "");
            }
        }
        return name.getCanonicalName();
    }
}
