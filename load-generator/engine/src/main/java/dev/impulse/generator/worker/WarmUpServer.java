package dev.impulse.generator.worker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Answers every read with the same small answer, which serves while one request is one read. On the loopback, with a
/// virtual thread for each connection; they end when it is closed.
final class WarmUpServer implements Closeable {
    private static final int BACKLOG = 128;
    private static final byte[] ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: 11\r
            Connection: keep-alive\r
            \r
            {"ok":true}""".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;

    WarmUpServer() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var buffer = new byte[1024];
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            while (!server.isClosed() && in.read(buffer) > 0) {
                out.write(ANSWER);
            }
        } catch (IOException e) {
            // The other side has closed: it is no longer warmed up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
