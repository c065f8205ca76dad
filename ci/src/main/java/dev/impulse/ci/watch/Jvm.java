package dev.impulse.ci.watch;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// A JVM that is asked by JMX. The agent that answers is started in it when we attach, listens on the loopback alone,
/// and needs some classes and four threads there. For one thread, which may wait for as long as the JVM stands still.
final class Jvm implements Closeable {
    /// Collectors that work beside the program: their time is no pause.
    private static final List<String> NO_PAUSE = List.of("Cycles", "Concurrent");

    /// Asked once an hour, RMI would have our own heap collected.
    private static final String RMI_COLLECTS = "sun.rmi.dgc.client.gcInterval";

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final List<GarbageCollectorMXBean> collectors;
    private final ThreadGroups threads;
    private final Pools pools;

    /// What it said.
    ///
    /// @param collections how many there were since it began
    /// @param collectingMillis what they took
    /// @param threads by group
    record Reading(
            MemoryUsage heap,
            long collections,
            long collectingMillis,
            Map<String, Double> threads,
            Pools.Counts pools) {}

    private Jvm(JMXConnector connector, MBeanServerConnection server) throws IOException {
        this.connector = connector;
        this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        this.collectors = ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class).stream()
                .filter(Jvm::pauses)
                .toList();
        this.threads = new ThreadGroups(ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class));
        this.pools = new Pools(server);
    }

    private static boolean pauses(GarbageCollectorMXBean collector) {
        return NO_PAUSE.stream().noneMatch(collector.getName()::contains);
    }

    /// Attaches to one.
    ///
    /// @throws IOException when it does not let us; the message says why
    @SuppressWarnings("BanJNDI") // What answers is a process that we have started ourselves.
    static Jvm attach(long pid) throws IOException {
        System.setProperty(RMI_COLLECTS, System.getProperty(RMI_COLLECTS, String.valueOf(Long.MAX_VALUE - 1)));
        try {
            var machine = VirtualMachine.attach(String.valueOf(pid));
            try {
                var connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
                return new Jvm(connector, connector.getMBeanServerConnection());
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IllegalArgumentException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    /// Asks it.
    ///
    /// @throws IOException when it has gone
    Reading read() throws IOException {
        try {
            return new Reading(
                    memory.getHeapMemoryUsage(),
                    collectors.stream()
                            .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                            .sum(),
                    collectors.stream()
                            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                            .sum(),
                    threads.count(),
                    pools.read());
        } catch (UndeclaredThrowableException | JMException gone) {
            throw new IOException(gone);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // It has ended before us.
        }
    }
}
