package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.onceOnOwnThread;
import static dev.impulse.generator.Runs.times;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Rate;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.Trace;
import dev.impulse.load.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is kept of the first failures.
@Tag("engine")
class SampleTest {

    private static Failure only(Result result) {
        assertThat(result.failures()).hasSize(1);
        return result.failures().getFirst();
    }

    private static Sent sent(Failure failure) {
        return requireNonNull(failure.sent());
    }

    private static Received received(Failure failure) {
        return requireNonNull(failure.received());
    }

    private static String value(List<Field> headers, String name) {
        return headers.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("none");
    }

    @Test
    void itHoldsRequestAnswerAndTimings() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            TestServer.reply(exchange, 503, "{\"error\":\"pool exhausted\"}");
        })) {
            var failure = only(onceEnding(
                    server.uri(),
                    load -> load.post("/pay?a=b")
                            .query("c", "d")
                            .header("X-Way", "this")
                            .json(Map.of("cart", "c-1"))
                            .named("pay")
                            .send()));

            assertThat(failure.testCase()).isEqualTo("scenario");
            assertThat(failure.request()).isEqualTo("pay");
            assertThat(failure.kind()).isEqualTo(ErrorKind.STATUS);
            assertThat(failure.phase()).isEqualTo("steady");
            assertThat(failure.at()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
            assertThat(sent(failure).method()).isEqualTo("POST");
            assertThat(sent(failure).url()).isEqualTo(server.uri() + "/pay?a=b&c=d");
            server.askedOnce()
                    .headers()
                    .forEach((name, values) -> assertThat(value(sent(failure).headers(), name))
                            .as(name)
                            .isEqualTo(values.getFirst()));
            assertThat(sent(failure).headers())
                    .hasSameSizeAs(server.askedOnce().headers().keySet());
            assertThat(sent(failure).body()).isEqualTo(new Body(14, Form.TEXT, "{\"cart\":\"c-1\"}", true));
            assertThat(received(failure).status()).isEqualTo(503);
            assertThat(value(received(failure).headers(), "Content-Type")).isEqualTo("application/json");
            assertThat(received(failure).body())
                    .isEqualTo(new Body(26, Form.TEXT, "{\"error\":\"pool exhausted\"}", true));
            assertThat(failure.timings().waited()).isNotNull().isPositive();
            assertThat(failure.timings().connect()).isNotNull().isPositive();
            assertThat(failure.timings().tls()).isNull();
            assertThat(failure.timings().service()).isNotNull().isPositive();
            assertThat(failure.timings().response())
                    .isGreaterThanOrEqualTo(requireNonNull(failure.timings().service()));
            assertThat(value(sent(failure).headers(), "traceparent")).startsWith("00-" + failure.traceId() + "-");
        }
    }

    @Test
    void whatDidNotHappenIsAbsent() throws IOException {
        var refused =
                only(onceEnding(FaultyServer.nobody(), load -> load.get("/").send()));
        assertThat(refused.received()).isNull();
        assertThat(refused.timings().service()).isNull();
        assertThat(refused.timings().waited()).isNotNull();
        assertThat(refused.timings().connect()).isNull();
        assertThat(sent(refused).body()).isNull();
        assertThat(value(sent(refused).headers(), "traceparent")).isEqualTo("none");

        var thrown = only(onceEnding(FaultyServer.nobody(), load -> {
            throw new IllegalStateException("seven");
        }));
        assertThat(thrown.sent()).isNull();
        assertThat(thrown.timings().waited()).isNull();
        assertThat(thrown.timings().response()).isNotNull();
        assertThat(thrown.stack()).contains("SampleTest");
    }

    @Test
    void anAnswerThatCameInPartIsShownAsFarAsItCame() throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nX-A: b\r\n\r\nonly this");
        })) {
            var failure = only(onceEnding(server.uri(), load -> load.get("/").send()));

            assertThat(failure.kind()).isEqualTo(ErrorKind.RESET);
            assertThat(received(failure))
                    .isEqualTo(new Received(
                            200,
                            List.of(new Field("Content-Length", "100"), new Field("X-A", "b")),
                            new Body(9, Form.TEXT, "only this", true)));
        }
    }

    @Test
    void onlyTheHeadOfALongBodyIsKept() {
        try (var server = TestServer.answering(500, "é".repeat(50_000))) {
            var failure = only(onceEnding(
                    server.uri(),
                    load -> load.post("/").body("b".repeat(70_000)).send()));

            assertThat(received(failure).body()).isEqualTo(new Body(100_000, Form.TEXT, "é".repeat(2048), false));
            assertThat(sent(failure).body()).isEqualTo(new Body(70_000, Form.TEXT, "b".repeat(4096), false));
        }
    }

    @Test
    void aBinaryBodyIsShownByItsFirstBytes() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.sendResponseHeaders(500, 5);
            exchange.getResponseBody().write(new byte[] {(byte) 0x89, 'P', 0, 1, (byte) 0xff});
            exchange.close();
        })) {
            var failure = only(onceEnding(
                    server.uri(), load -> load.post("/").body(new byte[1000]).send()));

            assertThat(received(failure).body()).isEqualTo(new Body(5, Form.BINARY, "89500001ff", true));
            assertThat(sent(failure).body()).isEqualTo(new Body(1000, Form.BINARY, "00".repeat(16), false));
        }
    }

    @Test
    void brokenUtf8DoesNoHarm() {
        try (var server = TestServer.with((asked, exchange) -> {
            var bytes = "caf\u00e9 is closed".getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(500, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        })) {
            var failure = only(onceEnding(server.uri(), load -> load.get("/").send()));

            assertThat(received(failure).body()).isEqualTo(new Body(14, Form.TEXT, "caf\ufffd is closed", true));
        }
    }

    @Test
    void aBodyThatTheScenarioDidNotKeepIsLeftOut() {
        try (var server = TestServer.answering(500, "sorry")) {
            var failure = only(onceEnding(
                    server.uri(), load -> load.get("/").streaming(piece -> {}).send()));

            assertThat(received(failure).body()).isEqualTo(new Body(5, Form.LEFT_OUT, "", false));
        }
    }

    @Test
    void noSecretIsInIt() throws InterruptedException {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=sesame-1");
            exchange.getResponseHeaders().add("X-Customer", "sesame-2");
            TestServer.reply(exchange, 403, "you are " + asked.header("Authorization") + " " + asked.body());
        })) {
            var result = LoadTest.of(() -> load -> {
                        load.post("/pay?token=sesame-3&iban=sesame-4&a=b")
                                .header("Authorization", "Bearer sesame-5")
                                .header("Referer", "http://bob:sesame-6@host/")
                                .json(Map.of("password", "sesame-7", "deep", List.of(Map.of("IBAN", "sesame-8"))))
                                .send();
                        load.get("http://bob:sesame-9@127.0.0.1:"
                                        + load.target().getPort() + "/")
                                .send();
                        throw new IllegalStateException("login[password=sesame-7] with card-99");
                    })
                    .named("scenario")
                    .at(Rate.perSecond(50))
                    .lasting(Duration.ofMillis(60))
                    .against(server.uri())
                    .scrubbing(new Scrub(List.of("x-customer"), List.of("iban"), List.of(Pattern.compile("card-\\d+"))))
                    .run();

            assertThat(result.failures()).hasSize(9);
            assertThat(result.failures().toString()).contains("a=b", "***").doesNotContain("sesame", "card-99");
            assertThat(sent(result.failures().getFirst()).url()).doesNotContain("sesame");
        }
    }

    @Test
    void aTraceOfTheScenariosOwnIsTheOneThatIsShown() {
        var mine = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var failure = only(onceEnding(
                FaultyServer.nobody(),
                load -> load.get("/").header("traceparent", mine).send()));

        assertThat(failure.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void withoutTracesThereIsAnIdOnlyWhereTheScenarioPassedItOn() throws InterruptedException {
        var passed = new CompletableFuture<String>();
        var result = LoadTest.of(() -> load -> {
                    if (load.number() == 1) {
                        passed.complete(load.traceId());
                    }
                    load.measure("pay", () -> {
                        throw new IOException("declined");
                    });
                })
                .at(Rate.perSecond(100))
                .lasting(Duration.ofMillis(20))
                .against(FaultyServer.nobody())
                .tracing(Trace.OFF)
                .run();

        assertThat(result.failures())
                .extracting(Failure::request, Failure::trigger, Failure::traceId)
                .containsExactlyInAnyOrder(tuple("pay", 0L, null), tuple("pay", 1L, passed.join()));
    }

    @Test
    void aFailureIsToldOnceAndWhereItHappened() {
        try (var server = TestServer.content()) {
            for (var result : List.of(
                    onceEnding(
                            server.uri(),
                            load -> load.get("/").named("ask").send().check(false, "no")),
                    onceOnOwnThread(
                            server.uri(),
                            load -> load.get("/").named("ask").send().check(false, "no")),
                    onceEnding(
                            server.uri(),
                            load -> load.together(List.of(
                                    () -> load.get("/").named("ask").send().check(false, "no")))),
                    onceEnding(
                            server.uri(),
                            load -> load.measure(
                                    "all",
                                    () -> load.get("/").named("ask").send().check(false, "no"))),
                    onceEnding(server.uri(), load -> {
                        var first = load.get("/").named("ask").send();
                        load.get("/").named("other").send();
                        first.check(false, "no");
                    }))) {
                assertThat(only(result).request()).isEqualTo("ask");
                assertThat(only(result).reason()).isEqualTo("no");
                assertThat(received(only(result)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void threeOfEachRequestAreKept() {
        try (var server = TestServer.answering(500, "sorry")) {
            var result = times(20, server.uri(), load -> {
                load.get("/a/" + load.number()).send();
                load.get("/b").named("b").send();
            });

            assertThat(result.failures())
                    .extracting(Failure::request)
                    .containsExactly("GET /a/{}", "GET /a/{}", "GET /a/{}", "b", "b", "b");
            assertThat(result.failures())
                    .extracting(Failure::request, Failure::trigger)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void anExceptionThatCannotBeShownDoesNotHideTheOthers() {
        var result = times(2, FaultyServer.nobody(), load -> {
            throw new IllegalStateException("number " + load.number()) {
                @Override
                public void printStackTrace(java.io.PrintWriter to) {
                    throw new UnsupportedOperationException();
                }
            };
        });

        assertThat(result.failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure.reason()).contains("no more can be shown of it"));
    }
}
