package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Everything that is run on the loops, at rates that together use a few hundredths of a core.
final class Kinds {
    private static final double USUAL_RATE = 8;

    /// Of what runs several calls at once in a trigger, so that they contend.
    private static final double RATE_OF_MANY = 3;

    private Kinds() {}

    /// @param folder for files
    static List<Kind> all(Path folder) {
        return List.of(
                usual("own requests", Kinds::ownRequests),
                usual("JDK HttpClient, send", new JdkClient(JdkClient.Way.SEND)),
                usual("JDK HttpClient, sendAsync", new JdkClient(JdkClient.Way.SEND_ASYNC)),
                usual("OkHttp, execute", new OkHttp(OkHttp.Way.EXECUTE)),
                usual("OkHttp, enqueue", new OkHttp(OkHttp.Way.ENQUEUE)),
                usual("HttpURLConnection", new UrlConnection()),
                many("JDBC with H2", new Database()),
                many("synchronized", new Monitors()),
                many("wait and notify", new HandOver()),
                many("ReentrantLock", new Locks()),
                many("Semaphore", new Permits()),
                usual("files", new FileAccess(folder)),
                usual("names", new LookUps()),
                usual("CompletableFuture", new Futures()),
                usual("sleep", load -> {
                    Thread.sleep(5);
                    load.pause(Duration.ofMillis(5));
                    LockSupport.parkNanos(1_000_000);
                }));
    }

    private static void ownRequests(Load load) {
        load.get("/at-once").send().expect(200);
        var later = load.get("/later").send().expect(200);
        load.check(later.text().equals(Server.ANSWER), "another answer: %s", later.text());
    }

    private static Kind usual(String name, LoadGenerator scenario) {
        return new Kind(name, USUAL_RATE, new Counted(scenario));
    }

    private static Kind many(String name, LoadGenerator scenario) {
        return new Kind(name, RATE_OF_MANY, new Counted(scenario));
    }
}
