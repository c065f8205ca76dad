package dev.impulse.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that does to its connections what no decent one does: each is given to a script, on a virtual thread of its
/// own.
public final class FaultyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();

    /// What happens on a connection; it is closed when the script ends.
    @FunctionalInterface
    public interface Script {
        void play(Conversation conversation) throws Exception;
    }

    /// One connection.
    public final class Conversation {
        private final Socket socket;

        private Conversation(Socket socket) {
            this.socket = socket;
        }

        /// Reads a request's head to its empty line.
        ///
        /// @return false when the client closed instead
        public boolean readRequest() throws IOException {
            int matched = 0;
            InputStream in = socket.getInputStream();
            while (matched < 4) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
            }
            requests.incrementAndGet();
            return true;
        }

        /// Writes bytes as they are.
        public void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /// Cuts the connection with a reset.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Says nothing until the client has gone.
        public void stayMute() throws IOException {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                requests.get(); // what more it says is of no interest
            }
        }
    }

    private FaultyServer(Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// A server that plays a script on each connection.
    public static FaultyServer playing(Script script) {
        try {
            return new FaultyServer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server that reads and never answers.
    public static FaultyServer mute() {
        return playing(conversation -> {
            if (conversation.readRequest()) {
                conversation.stayMute();
            }
        });
    }

    /// An address at which nobody listens.
    public static URI nobody() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return uri(free);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> play(socket));
            }
        } catch (IOException e) {
            requests.get(); // closed: this is how it ends
        }
    }

    private void play(Socket socket) {
        try (socket) {
            script.play(new Conversation(socket));
        } catch (Exception e) {
            requests.get(); // the client went away, as faults make it do
        }
    }

    /// Where it listens.
    public URI uri() {
        return uri(listener);
    }

    private static URI uri(ServerSocket listener) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /// How many requests it has read.
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
