package dev.impulse.ci.provision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/// How one knows that a program is ready. A new way is a record that implements this.
public sealed interface Ready {

    /// Answers `GET` with a status from 200 to 299.
    record Answers(URI uri) implements Ready {
        @Override
        public boolean now(RunningProgram program) {
            try {
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setConnectTimeout(1_000);
                connection.setReadTimeout(1_000);
                connection.setInstanceFollowRedirects(false);
                try {
                    return connection.getResponseCode() / 100 == 2;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException notYet) {
                return false;
            }
        }

        @Override
        public boolean isTaken() {
            int port = uri.getPort() == -1 ? 80 : uri.getPort();
            return listens(uri.getHost(), port);
        }

        @Override
        public String text() {
            return "GET " + uri;
        }
    }

    /// Accepts connections.
    record Listens(String host, int port) implements Ready {
        @Override
        public boolean now(RunningProgram program) {
            return listens(host, port);
        }

        @Override
        public boolean isTaken() {
            return listens(host, port);
        }

        @Override
        public String text() {
            return "port " + host + ":" + port;
        }
    }

    /// Has written a line that holds a match.
    record Says(Pattern pattern) implements Ready {
        @Override
        public boolean now(RunningProgram program) {
            return program.written()
                    .lines()
                    .anyMatch(line -> pattern.matcher(line).find());
        }

        @Override
        public boolean isTaken() {
            return false;
        }

        @Override
        public String text() {
            return "a line with " + pattern;
        }
    }

    /// Whether the program is ready now. May take up to two seconds.
    boolean now(RunningProgram program);

    /// Whether another program is there before ours was started: it would be taken for ours.
    boolean isTaken();

    /// As messages name it.
    String text();

    /// Waits until the program is ready.
    ///
    /// @throws CouldNotStart when it ends, or is not ready in time; with the last lines that it wrote
    default void await(RunningProgram program, Duration timeout) throws CouldNotStart, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String name = program.program().name();
        while (!now(program)) {
            if (program.endsWithin(Duration.ofMillis(50))) {
                throw new CouldNotStart("%s ended with exit code %d before it was ready (expected: %s)\n%s"
                        .formatted(name, program.exitCode(), text(), program.lastLines(20)));
            }
            if (System.nanoTime() > deadline) {
                throw new CouldNotStart("%s was not ready within %s s (expected: %s)\n%s"
                        .formatted(name, timeout.toSeconds(), text(), program.lastLines(20)));
            }
        }
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1_000);
            return true;
        } catch (IOException no) {
            return false;
        }
    }
}
