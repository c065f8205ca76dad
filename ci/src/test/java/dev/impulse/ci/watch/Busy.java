package dev.impulse.ci.watch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;

/// A system to be watched: it has a pool of seven threads, a pool that it shows by JMX, open files and sockets, and
/// makes garbage without end. Says `port N` when it has all of it.
public final class Busy {
    static final int THREADS = 7;
    static final int FILES = 30;
    static final int CONNECTIONS = 5;

    private static final List<Object> KEPT = new ArrayList<>();
    private static volatile byte[] garbage = {};

    private Busy() {}

    /// What its pool shows.
    public interface PoolMXBean {
        int getActive();

        int getMax();

        int getWaiting();
    }

    private static final class Pool implements PoolMXBean {
        @Override
        public int getActive() {
            return 3;
        }

        @Override
        public int getMax() {
            return 4;
        }

        @Override
        public int getWaiting() {
            return 2;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.DAYS, new LinkedBlockingQueue<>());
        threads.prestartAllCoreThreads();
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new Pool(), new ObjectName("dev.impulse.test:type=Pool,name=payments"));
        for (int file = 0; file < FILES; file++) {
            KEPT.add(open());
        }
        var server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            KEPT.add(new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            KEPT.add(server.accept());
        }
        System.out.println("port " + server.getLocalPort());
        while (true) {
            garbage = new byte[1_000_000 + garbage.length % 2];
            Thread.sleep(1);
        }
    }

    private static InputStream open() throws IOException {
        return Files.newInputStream(Path.of("/proc/self/status"));
    }
}
