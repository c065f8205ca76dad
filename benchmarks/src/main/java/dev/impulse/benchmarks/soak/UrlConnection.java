package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;

/// The JDK's first HTTP client, which holds monitors while it reads.
final class UrlConnection implements LoadGenerator {

    @Override
    public void run(Load load) throws Exception {
        String body = load.measure("call", () -> {
            var connection = (HttpURLConnection)
                    load.target().resolve("/at-once").toURL().openConnection();
            connection.setConnectTimeout((int) Soak.PATIENCE.toMillis());
            connection.setReadTimeout((int) Soak.PATIENCE.toMillis());
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            }
        });
        load.check(body.equals(Server.ANSWER), "another answer: %s", body);
    }
}
