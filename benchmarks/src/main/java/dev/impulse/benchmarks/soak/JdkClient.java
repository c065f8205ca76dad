package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The JDK's HTTP client, which waits for a future that its own threads complete.
final class JdkClient implements LoadGenerator {
    enum Way {
        SEND,
        SEND_ASYNC
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Soak.PATIENCE).build();
    private final Way way;

    JdkClient(Way way) {
        this.way = way;
    }

    @Override
    public void run(Load load) throws Exception {
        var request = HttpRequest.newBuilder(load.target().resolve("/at-once"))
                .timeout(Soak.PATIENCE)
                .build();
        HttpResponse<String> response = load.measure("call", () -> switch (way) {
            case SEND -> client.send(request, BodyHandlers.ofString());
            case SEND_ASYNC ->
                client.sendAsync(request, BodyHandlers.ofString()).join();
        });
        load.check(response.body().equals(Server.ANSWER), "another answer: %s", response.body());
    }

    @Override
    public void tearDown(Load load) {
        client.close();
    }
}
