import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/// Gatling with 64 users at once, each on its own kept-alive connection: -Drequests=1, or 4 with JSON read in between.
public final class GatlingClosed extends Simulation {
    {
        String target = "http://127.0.0.1:" + Integer.getInteger("port");
        ChainBuilder one = exec(http("get").get("/").check(status().is(200)));
        ChainBuilder four = exec(http("first")
                        .get("/")
                        .check(status().is(200), jsonPath("$.id").saveAs("id")))
                .exec(http("second")
                        .get("/#{id}")
                        .check(status().is(200), jsonPath("$.tags[0]").saveAs("tag")))
                .exec(http("third")
                        .get("/#{tag}")
                        .check(status().is(200), jsonPath("$.n").saveAs("n")))
                .exec(http("fourth").get("/#{id}/#{n}").check(status().is(200)));
        setUp(scenario("closed")
                        .during(Duration.ofSeconds(Integer.getInteger("seconds")))
                        .on(Integer.getInteger("requests") == 1 ? one : four)
                        .injectOpen(atOnceUsers(64)))
                .protocols(http.baseUrl(target).disableCaching());
    }
}
