package dev.impulse.wire.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/// A server that does on each connection what a test says, and nothing that HTTP asks for. Each connection has a
/// virtual thread.
final class ScriptedServer implements AutoCloseable {

    /// What happens on one connection, which is closed afterwards.
    interface Script {
        void play(int connection, Conversation conversation) throws IOException;
    }

    /// One connection, as the script sees it.
    record Conversation(Socket socket, InputStream in, OutputStream out) {

        /// Reads a request head, byte by byte; empty at the end of the connection.
        String readHead() throws IOException {
            var head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    return "";
                }
                head.append((char) octet);
            }
            return head.toString();
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /// Ends with a reset rather than in order.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedServer(Script script) throws IOException {
        this(ServerSocketFactory.getDefault(), script);
    }

    /// @param sockets makes the server's socket, which may speak TLS
    ScriptedServer(ServerSocketFactory sockets, Script script) throws IOException {
        server = sockets.createServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(script));
    }

    Origin origin() {
        return server instanceof SSLServerSocket
                ? new Origin(true, "localhost", server.getLocalPort())
                : new Origin(false, "127.0.0.1", server.getLocalPort());
    }

    int connections() {
        return connections.get();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> play(script, socket, number));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void play(Script script, Socket socket, int number) {
        try (socket) {
            script.play(number, new Conversation(socket, socket.getInputStream(), socket.getOutputStream()));
        } catch (IOException e) {
            // The client has closed, which some scripts are about.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
