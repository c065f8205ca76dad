package dev.impulse.generator.truth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A system under test that knows the truth: what it was asked, when, and when it answered. An HTTP/1.1 server with a
/// virtual thread of the JVM's own scheduler for each connection. Requests have no body, and name themselves by a
/// number as their path.
final class TruthServer implements Closeable {
    private static final byte[] FINE = bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine");
    private static final byte[] BUSY = bytes("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
    private static final byte[] HALF = bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfi");
    private static final byte[] GARBAGE = bytes("HTTQ/1.1 fine\r\n\r\n");

    /// More than any request here has.
    private static final int MOST_OF_A_REQUEST = 4096;

    private final Behaviour behaviour;
    private final ServerSocket listener;
    private final Semaphore free;
    private final Stall stall = new Stall();
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<Long, Integer> arrivals = new ConcurrentHashMap<>();
    private final Queue<Served> log = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

    /// What it does with what it is asked.
    ///
    /// @param servers so many requests are served at once; the others stand in line, in the order in which they came
    /// @param stallAt the request at whose arrival nothing is answered any more, for as long as `stall`; below 0: none
    record Behaviour(ServiceTime time, int servers, Fate.Dealer fates, long stallAt, Duration stall) {

        /// Takes a time for each request, answers all, and has room for all at once.
        static Behaviour taking(ServiceTime time) {
            return new Behaviour(time, Integer.MAX_VALUE, (id, before) -> Fate.ANSWERED, -1, Duration.ZERO);
        }

        /// The same with no more than so many requests served at once.
        Behaviour withServers(int servers) {
            return new Behaviour(time, servers, fates, stallAt, stall);
        }

        /// The same with other fates.
        Behaviour dealing(Fate.Dealer fates) {
            return new Behaviour(time, servers, fates, stallAt, stall);
        }

        /// The same with a stall.
        Behaviour stalling(long at, Duration stall) {
            return new Behaviour(time, servers, fates, at, stall);
        }
    }

    /// What it did with a request, on the clock of [System#nanoTime].
    ///
    /// @param connection the number of the connection on which it came
    /// @param fresh whether it was the first one there
    /// @param readNanos after its last byte was read
    /// @param beganNanos when it was served
    /// @param answeredNanos before the last byte of its answer was written, so that no client has it earlier; of what
    ///     is cut, closed or reset: before that; of what is never answered: when that was decided
    record Served(
            long id, Fate fate, int connection, boolean fresh, long readNanos, long beganNanos, long answeredNanos) {}

    TruthServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.free = new Semaphore(behaviour.servers(), true);
        this.listener = new ServerSocket(0, MOST_OF_A_REQUEST, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("truth-server").start(this::accept);
    }

    /// Where it listens.
    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// All that it was asked, once it has been asked so much: what a client has given up may still be on its way.
    List<Served> log(int count) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (log.size() < count && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(1_000_000);
        }
        if (!bugs.isEmpty()) {
            throw new AssertionError("the server failed", bugs.element());
        }
        return List.copyOf(log);
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                var connection = new Connection(socket, connections.getAndIncrement());
                Thread.ofVirtual().start(connection::serve);
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                bugs.add(e);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private final class Connection {
        private final Socket socket;
        private final int number;
        private final byte[] buffer = new byte[MOST_OF_A_REQUEST];

        Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        void serve() {
            try (socket) {
                socket.setTcpNoDelay(true);
                boolean open = true;
                for (boolean fresh = true; open; fresh = false) {
                    int length = read(socket.getInputStream());
                    open = length > 0 && serve(id(length), fresh, System.nanoTime());
                }
            } catch (IOException gone) {
                // The client went away, as it does when it gives up; what it had asked is in the log.
            } catch (InterruptedException | RuntimeException e) {
                bugs.add(e);
            }
        }

        /// Reads a request: it has no body, and the client sends no other before it has the answer.
        ///
        /// @return its length; 0 when the client closed instead
        private int read(InputStream in) throws IOException {
            int length = 0;
            while (length < 4 || buffer[length - 1] != '\n' || buffer[length - 3] != '\n') {
                int more = in.read(buffer, length, buffer.length - length);
                if (more <= 0) {
                    return 0;
                }
                length += more;
            }
            return length;
        }

        private long id(int length) {
            var head = new String(buffer, 0, length, US_ASCII);
            int path = head.indexOf(" /") + 2;
            return Long.parseLong(head.substring(path, head.indexOf(' ', path)));
        }

        /// @return whether the connection can be used again
        private boolean serve(long id, boolean fresh, long readNanos) throws IOException, InterruptedException {
            if (id == behaviour.stallAt()) {
                stall.begin(behaviour.stall());
            }
            var fate = behaviour.fates().of(id, arrivals.merge(id, 1, Integer::sum) - 1);
            free.acquire();
            try {
                long began = System.nanoTime();
                waitUntil(began + behaviour.time().nanos(id));
                if (fate != Fate.ANSWERED) {
                    log.add(new Served(id, fate, number, fresh, readNanos, began, System.nanoTime()));
                    return meet(fate);
                }
                stall.answer(() -> {
                    log.add(new Served(id, fate, number, fresh, readNanos, began, System.nanoTime()));
                    write(FINE);
                });
                return true;
            } finally {
                free.release();
            }
        }

        private boolean meet(Fate fate) throws IOException {
            return switch (fate) {
                case ANSWERED -> throw new IllegalStateException("it stands in line with the others");
                case STATUS -> {
                    write(BUSY);
                    yield true;
                }
                case GARBAGE -> {
                    write(GARBAGE);
                    yield read(socket.getInputStream()) > 0;
                }
                case CUT -> {
                    write(HALF);
                    yield false;
                }
                case CLOSED -> false;
                case RESET -> {
                    socket.setSoLinger(true, 0);
                    yield false;
                }
                case MUTE -> read(socket.getInputStream()) > 0;
            };
        }

        private void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }
    }

    /// Between two moments nothing is answered. What would have been is answered after that, in order, by one thread:
    /// to wake a thread for each would take longer, and so blur the moment.
    private final class Stall {
        private final ArrayDeque<Answer> aside = new ArrayDeque<>();
        private boolean on;

        synchronized void begin(Duration lasting) {
            on = true;
            long end = System.nanoTime() + lasting.toNanos();
            Thread.ofPlatform().daemon().name("truth-server-stall").start(() -> {
                waitUntil(end);
                end();
            });
        }

        void answer(Answer answer) throws IOException {
            if (!putAside(answer)) {
                answer.write();
            }
        }

        private synchronized boolean putAside(Answer answer) {
            if (on) {
                aside.add(answer);
            }
            return on;
        }

        private void end() {
            for (var answer = next(); answer != null; answer = next()) {
                try {
                    answer.write();
                } catch (IOException e) {
                    bugs.add(e); // no test has a client that gives up so soon
                }
            }
        }

        private synchronized @Nullable Answer next() {
            on = !aside.isEmpty();
            return aside.poll();
        }
    }

    private interface Answer {
        void write() throws IOException;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
