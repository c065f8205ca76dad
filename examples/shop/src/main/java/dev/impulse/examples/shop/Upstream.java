package dev.impulse.examples.shop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import tools.jackson.databind.json.JsonMapper;

/// A service that the shop calls, with a pool of its own: so many calls at a time, all others wait. The pool shows
/// itself by JMX, as `dev.impulse.examples.shop:type=Pool,name=NAME`. Any thread.
final class Upstream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String name;
    private final URI base;
    private final int most;
    private final Semaphore free;
    private final ObjectName shown;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// What JMX shows of the pool.
    public interface PoolMXBean {
        /// Calls that go on.
        int getActive();

        /// How many may go on at a time.
        int getMax();

        /// Those who wait for their turn.
        int getWaiting();
    }

    /// It could not be asked, or did not answer as it should.
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    /// @param base such as `http://localhost:9001`
    /// @param most calls at a time
    Upstream(String name, URI base, int most) {
        this.name = name;
        this.base = base;
        this.most = most;
        this.free = new Semaphore(most);
        this.shown = show();
    }

    private ObjectName show() {
        PoolMXBean pool = new PoolMXBean() {
            @Override
            public int getActive() {
                return most - free.availablePermits();
            }

            @Override
            public int getMax() {
                return most;
            }

            @Override
            public int getWaiting() {
                return free.getQueueLength();
            }
        };
        try {
            // Tests have several shops in one process.
            ObjectName object =
                    new ObjectName("dev.impulse.examples.shop:type=Pool,name=" + name + ",to=" + base.getPort());
            if (!ManagementFactory.getPlatformMBeanServer().isRegistered(object)) {
                ManagementFactory.getPlatformMBeanServer().registerMBean(pool, object);
            }
            return object;
        } catch (JMException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /// What a path holds; empty when there is no such thing.
    <T> Optional<T> get(String path, Class<T> type) {
        HttpResponse<String> answer = answer(request(path).GET().build());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(read(answer, type));
    }

    /// What it answers to a value; empty when it refuses with a status from 400 to 499.
    <T> Optional<T> post(String path, Object value, Class<T> type) {
        HttpResponse<String> answer = answer(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(value)))
                .build());
        return answer.statusCode() / 100 == 4 ? Optional.empty() : Optional.of(read(answer, type));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    private <T> T read(HttpResponse<String> answer, Class<T> type) {
        if (answer.statusCode() != 200) {
            throw new Failed(name + " answered " + answer.statusCode());
        }
        return JSON.readValue(answer.body(), type);
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed(name + ": no connection became free within " + PATIENCE.toSeconds() + " s");
            }
            try {
                return client.send(request, BodyHandlers.ofString());
            } finally {
                free.release();
            }
        } catch (IOException failed) {
            throw new Failed(name + ": " + failed);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Failed(name + ": the shop is closing");
        }
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(shown);
        } catch (JMException gone) {
            // Nobody sees it any more, as was wanted.
        }
    }
}
