package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.once;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestServer;
import dev.impulse.load.Load;
import dev.impulse.load.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class RequestTest {
    private final TestServer server = TestServer.content();

    record Item(String id, int amount, List<String> tags) {}

    @AfterEach
    void stop() {
        server.close();
    }

    private TestServer.Asked sent(Function<Load, Request> request) {
        once(server.uri(), load -> request.apply(load).send().status());
        return server.askedOnce();
    }

    @Test
    void eachMethodOfLoadSendsItsOwn() {
        once(server.uri(), load -> {
            load.get("/").send();
            load.head("/").send();
            load.post("/").send();
            load.put("/").send();
            load.patch("/").send();
            load.delete("/").send();
            load.options("/").send();
            load.request("REPORT", "/").send();
            return "";
        });

        assertThat(server.asked())
                .extracting(TestServer.Asked::method)
                .containsExactly("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "REPORT");
    }

    @Test
    void itCarriesItsHeaderFieldsAndTheHost() {
        var asked = sent(load -> load.get("/").header("X-One", "1").header("Accept", "text/html"));

        assertThat(asked.header("X-One")).isEqualTo("1");
        assertThat(asked.header("Accept")).isEqualTo("text/html");
        assertThat(asked.header("Host")).isEqualTo(server.uri().getAuthority());
    }

    @Test
    void aHeaderFieldThatWouldSplitTheRequestIsRefused() {
        var result = onceEnding(
                server.uri(),
                load -> load.get("/").header("X-One", "1\r\nX-Two: 2").send());

        assertThat(server.asked()).isEmpty();
        assertThat(result.failures())
                .singleElement()
                .extracting(Result.Failure::reason)
                .asString()
                .contains("X-One");
    }

    @Test
    void theQueryIsPercentEncoded() {
        var asked = sent(load -> load.get("/find").query("q", "a b&c=d/ü").query("page", 2));

        assertThat(asked.path()).isEqualTo("/find");
        assertThat(server.askedOnce().query()).isNotNull();
        assertThat(java.net.URLDecoder.decode(asked.query(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("q=a b&c=d/ü&page=2");
        assertThat(asked.query()).contains("%26c%3D").contains("%C3%BC").endsWith("&page=2");
    }

    @Test
    void theQueryIsAddedToThatOfThePath() {
        assertThat(sent(load -> load.get("/find?open=true").query("page", 2)).query())
                .isEqualTo("open=true&page=2");
    }

    @Test
    void aRecordIsSentAsJson() {
        var asked = sent(load -> load.post("/items").json(new Item("b-17", 2, List.of("x", "y"))));

        assertThat(asked.body()).isEqualTo("{\"id\":\"b-17\",\"amount\":2,\"tags\":[\"x\",\"y\"]}");
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("Content-Length"))
                .isEqualTo(String.valueOf(asked.body().length()));
    }

    @Test
    void mapsAndNullsAreJsonToo() {
        assertThat(sent(load -> load.post("/").json(Map.of("a", 1))).body()).isEqualTo("{\"a\":1}");
        assertThat(Runs.<String>once(
                        server.uri(), load -> load.post("/").json(null).send().text()))
                .isEqualTo("fine");
        assertThat(server.asked().getLast().body()).isEqualTo("null");
    }

    @Test
    void aFormIsEncodedAsBrowsersDo() {
        var asked = sent(load -> load.post("/login").form("user", "jo e").form("secret", "a&b=ü"));

        assertThat(asked.body()).isEqualTo("user=jo+e&secret=a%26b%3D%C3%BC");
        assertThat(asked.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void textIsSentInUtf8() {
        var asked = sent(load -> load.put("/note").body("grüße"));

        assertThat(asked.body()).isEqualTo("grüße");
        assertThat(asked.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void bytesAreSentAsTheyAre() {
        var asked = sent(load -> load.put("/note").body(new byte[] {0x41, 0x42}));

        assertThat(asked.body()).isEqualTo("AB");
        assertThat(asked.header("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void aContentTypeOfTheUsersOwnIsKept() {
        var asked = sent(load -> load.post("/")
                .header("content-type", "application/vnd.shop+json")
                .json(Map.of()));

        assertThat(asked.headers().get("Content-type")).containsExactly("application/vnd.shop+json");
    }

    @Test
    void anEmptyBodyHasALengthAndNoBodyHasNone() {
        assertThat(sent(load -> load.post("/").body("")).header("Content-Length"))
                .isEqualTo("0");
        once(server.uri(), load -> load.get("/").send().status());
        assertThat(server.asked().getLast().header("Content-Length")).isNull();
    }

    @Test
    void aWholeUrlGoesWhereItSays() {
        try (var other = TestServer.answering(200, "other")) {
            assertThat(Runs.<String>once(
                            server.uri(),
                            load -> load.get(other.uri() + "/a/b?c=d")
                                    .query("e", "f")
                                    .send()
                                    .text()))
                    .isEqualTo("other");
            assertThat(other.askedOnce().path()).isEqualTo("/a/b");
            assertThat(other.askedOnce().query()).isEqualTo("c=d&e=f");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void aWholeUrlWithoutAPathAsksForTheRoot() {
        once(server.uri(), load -> load.get(server.uri().toString()).send().status());

        assertThat(server.askedOnce().path()).isEqualTo("/");
    }

    @Test
    void theTargetsPathGoesBeforeEachRequests() {
        once(
                server.uri().resolve("/api/v1/"),
                load -> load.get("/carts?open=true").send().status());

        assertThat(server.askedOnce().path()).isEqualTo("/api/v1/carts");
        assertThat(server.askedOnce().query()).isEqualTo("open=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carts", "", "/a b", "/ü", "ftp://host/", "/a\nb"})
    void aTargetThatCannotBeSentIsAMistakeOfTheScenario(String target) {
        var result = onceEnding(server.uri(), load -> load.get(target).send());

        assertThat(server.asked()).isEmpty();
        assertThat(only(result).ledger().failed()).isEqualTo(1);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.reason()).contains("target: ").contains("(expected: ");
            assertThat(failure.stack()).contains("RequestTest");
        });
    }

    @Test
    void whatCannotBeKeptOrWaitedForIsRefused() {
        once(server.uri(), load -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> load.get("/").keeping(-1))
                    .withMessage("keeping: -1 (expected: 0 or more bytes)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> load.get("/").timeout(Duration.ZERO))
                    .withMessage("timeout: PT0S (expected: above 0, such as 500 ms)");
            return "";
        });
    }

    @Test
    void aRequestTakesItsOwnTimeoutOverTheLimits() {
        try (var slow = TestServer.with((asked, exchange) -> {
            Thread.sleep(1000);
            TestServer.reply(exchange, 200, "late");
        })) {
            var result = onceEnding(
                    slow.uri(),
                    load -> load.get("/").timeout(Duration.ofMillis(100)).send());

            assertThat(result.failures())
                    .singleElement()
                    .extracting(Result.Failure::reason)
                    .asString()
                    .endsWith("did not answer within 100 ms");
        }
    }

    @Test
    void eachConnectionIsUsedAgain() {
        var connections = new java.util.HashSet<Integer>();
        try (var counting = TestServer.with((asked, exchange) -> {
            synchronized (connections) {
                connections.add(exchange.getRemoteAddress().getPort());
            }
            TestServer.reply(exchange, 200, "fine");
        })) {
            once(counting.uri(), load -> {
                for (int request = 0; request < 20; request++) {
                    load.get("/").send();
                }
                return "";
            });
        }
        assertThat(connections).hasSize(1);
    }
}
