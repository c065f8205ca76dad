package dev.impulse.ci.mock;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Speaks with a mock over its port for that, on this machine. Any thread.
///
/// @param port of the loopback address
record Administration(int port) {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 10_000;

    /// Tells it when which phases are.
    ///
    /// @throws IOException when it does not take them, or is not there
    void phases(String json) throws IOException {
        asked("PUT", "/phases", json);
    }

    /// What it was asked, as JSON.
    ///
    /// @throws IOException when it does not say, or is not there
    String evidence() throws IOException {
        return asked("GET", "/evidence", null);
    }

    private String asked(String method, String path, @Nullable String body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        try {
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setRequestMethod(method);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                if (status >= 400) {
                    throw new IOException(method + " " + path + ": status " + status + ": " + text.strip());
                }
                return text;
            }
        } finally {
            connection.disconnect();
        }
    }
}
