package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// OkHttp: sockets of the JDK read by the caller's thread, its pool of connections under locks.
final class OkHttp implements LoadGenerator {
    enum Way {
        EXECUTE,
        ENQUEUE
    }

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Soak.PATIENCE)
            .readTimeout(Soak.PATIENCE)
            .writeTimeout(Soak.PATIENCE)
            .build();
    private final Way way;

    OkHttp(Way way) {
        this.way = way;
    }

    @Override
    public void run(Load load) throws Exception {
        var request = new Request.Builder()
                .url(load.target().resolve("/at-once").toString())
                .build();
        String body = load.measure("call", () -> {
            var call = client.newCall(request);
            return switch (way) {
                case EXECUTE -> text(call.execute());
                case ENQUEUE -> enqueued(call).join();
            };
        });
        load.check(body.equals(Server.ANSWER), "another answer: %s", body);
    }

    private static CompletableFuture<String> enqueued(Call call) {
        var answer = new CompletableFuture<String>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try {
                    answer.complete(text(response));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            }
        });
        return answer;
    }

    private static String text(Response response) throws IOException {
        try (response) {
            return response.body().string();
        }
    }

    @Override
    public void tearDown(Load load) {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
