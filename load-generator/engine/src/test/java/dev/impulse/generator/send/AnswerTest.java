package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.once;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestServer;
import dev.impulse.load.Answer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class AnswerTest {

    record Cart(String id, List<String> items, boolean open) {}

    /// What a scenario makes of the answer to its only request.
    private static <T> T read(String body, Runs.Asking<T> reading) {
        try (var server = TestServer.answering(200, body)) {
            return once(server.uri(), reading);
        }
    }

    @Test
    void itHasStatusAndHeaderFields() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.getResponseHeaders().add("X-Token", "abc");
            exchange.getResponseHeaders().add("Set-Cookie", "a=1");
            exchange.getResponseHeaders().add("Set-Cookie", "b=2");
            TestServer.reply(exchange, 201, "made");
        })) {
            once(server.uri(), load -> {
                var answer = load.get("/").send();
                assertThat(answer.status()).isEqualTo(201);
                assertThat(answer.header("x-tOKEN")).isEqualTo("abc");
                assertThat(answer.headers("set-cookie")).containsExactly("a=1", "b=2");
                assertThat(answer.header("X-None")).isNull();
                assertThat(answer.headers("X-None")).isEmpty();
                assertThat(answer.text()).isEqualTo("made");
                assertThat(answer.bodyLength()).isEqualTo(4);
                return "";
            });
        }
    }

    @Test
    void itsBodyIsReadAsJsonIntoARecord() {
        var cart = read(
                "{\"id\":\"c1\",\"items\":[\"a\"],\"open\":true,\"more\":1}",
                load -> load.get("/").send().as(Cart.class));

        assertThat(cart).isEqualTo(new Cart("c1", List.of("a"), true));
    }

    @Test
    void itsBodyIsReadAsJsonIntoAGenericType() {
        List<Cart> carts = read(
                "[{\"id\":\"c1\",\"items\":[],\"open\":true}]",
                load -> load.get("/").send().as(listOf(Cart.class)));

        assertThat(carts).containsExactly(new Cart("c1", List.of(), true));
    }

    private static Type listOf(Type element) {
        return new ParameterizedType() {
            @Override
            public Type[] getActualTypeArguments() {
                return new Type[] {element};
            }

            @Override
            public Type getRawType() {
                return List.class;
            }

            @Override
            public Type getOwnerType() {
                return List.class;
            }
        };
    }

    @Test
    void itsBodyIsReadAsAJsonTree() {
        assertThat(AnswerTest.<Integer>read(
                        "{\"a\":[{\"b\":7}]}",
                        load -> load.get("/").send().json().at("/a/0/b").asInt()))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{\"a\":", "{} {}"})
    void aBodyThatIsNotJsonFailsTheRequestAsACheck(String body) {
        try (var server = TestServer.answering(200, body)) {
            var result = onceEnding(
                    server.uri(), load -> load.get("/").named("page").send().json());

            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
            assertThat(Runs.request(result, "page").errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
            assertThat(result.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.reason()).startsWith("the body is not JSON: ");
                assertThat(failure.received()).isNotNull();
            });
        }
    }

    @Test
    void aBodyThatDoesNotFitFailsTheRequestAsACheck() {
        try (var server = TestServer.answering(200, "[1,2]")) {
            var result = onceEnding(server.uri(), load -> load.get("/").send().as(Cart.class));

            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
            assertThat(result.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason())
                            .startsWith("the body is not a ")
                            .contains("Cart"));
        }
    }

    @Test
    void itsTextIsReadInTheCharsetOfItsContentType() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; Charset=\"ISO-8859-1\"");
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write(0xfc);
            exchange.close();
        })) {
            assertThat(Runs.<String>once(
                            server.uri(), load -> load.get("/").send().text()))
                    .isEqualTo("ü");
        }
    }

    @Test
    void anUnknownCharsetIsReadAsUtf8() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=klingon");
            TestServer.reply(exchange, 200, "ü");
        })) {
            assertThat(Runs.<String>once(
                            server.uri(), load -> load.get("/").send().text()))
                    .isEqualTo("ü");
        }
    }

    @Test
    void aBodyThatWasNotKeptIsCountedAndCannotBeRead() {
        read("0123456789", load -> {
            var answer = load.get("/").keeping(4).send();
            assertThat(answer.bodyLength()).isEqualTo(10);
            assertThatIllegalStateException()
                    .isThrownBy(answer::bytes)
                    .withMessage(
                            "a body of 10 bytes was not kept whole (expected: at most 4; see keeping() and streaming())");
            assertThatIllegalStateException().isThrownBy(answer::text);
            return "";
        });
    }

    @Test
    void aBodyOfJustTheKeptLengthCanBeRead() {
        assertThat(AnswerTest.<String>read(
                        "0123", load -> load.get("/").keeping(4).send().text()))
                .isEqualTo("0123");
    }

    @Test
    void aBodyIsKeptToAMebibyteUnlessMoreIsAskedFor() {
        var body = "x".repeat((1 << 20) + 1);

        assertThat(AnswerTest.<String>read(
                        body, load -> load.get("/").keeping(2 << 20).send().text()))
                .isEqualTo(body);
        read(body, load -> {
            var answer = load.get("/").send();
            assertThatIllegalStateException().isThrownBy(answer::bytes);
            return "";
        });
    }

    @Test
    void aStreamedBodyArrivesInPiecesAndWhole() {
        var body = "0123456789".repeat(100_000);
        var streamed = new ByteArrayOutputStream();
        read(body, load -> {
            var answer = load.get("/").streaming(streamed::writeBytes).send();
            assertThat(answer.bodyLength()).isEqualTo(body.length());
            assertThatIllegalStateException().isThrownBy(answer::bytes);
            return "";
        });

        assertThat(streamed.toString(StandardCharsets.US_ASCII)).isEqualTo(body);
    }

    @Test
    void aChunkedBodyIsReadAsOne() {
        try (var server = TestServer.with((asked, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int piece = 0; piece < 100; piece++) {
                exchange.getResponseBody().write("piece ".getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
            exchange.close();
        })) {
            assertThat(Runs.<String>once(
                            server.uri(), load -> load.get("/").send().text()))
                    .isEqualTo("piece ".repeat(100));
        }
    }

    @Test
    void answersWithoutABodyAreEmpty() {
        try (var server = TestServer.with((asked, exchange) -> TestServer.reply(exchange, 204, ""))) {
            byte[] got = once(server.uri(), load -> load.get("/").send().bytes());
            byte[] headed = once(server.uri(), load -> load.head("/").send().bytes());
            assertThat(got).isEmpty();
            assertThat(headed).isEmpty();
        }
    }

    @Test
    void anExpectedStatusIsRightWhateverItIs() {
        try (var server = TestServer.answering(404, "none")) {
            var result = onceEnding(
                    server.uri(), load -> load.get("/").named("find").send().expect(200, 404));

            assertThat(only(result).ledger().ok()).isEqualTo(1);
            assertThat(Runs.request(result, "find").errors()).isEmpty();
            assertThat(result.failures()).isEmpty();
        }
    }

    @Test
    void aStatusThatIsNotExpectedEndsTheTrigger() {
        try (var server = TestServer.answering(200, "fine")) {
            var result = onceEnding(server.uri(), load -> {
                load.post("/").named("make").send().expect(201, 202);
                load.get("/never").send();
            });

            assertThat(server.asked()).hasSize(1);
            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
            assertThat(Runs.request(result, "make").errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
            assertThat(result.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.request()).isEqualTo("make");
                assertThat(failure.reason()).isEqualTo("status 200 (expected: 201 or 202)");
                assertThat(failure.received())
                        .isNotNull()
                        .extracting(received -> received.body())
                        .isEqualTo(new Result.Failure.Body(4, Result.Failure.Form.TEXT, "fine", true));
                assertThat(failure.trigger()).isZero();
            });
        }
    }

    @Test
    void aCheckThatHoldsGivesTheAnswerBack() {
        assertThat(AnswerTest.<String>read(
                        "fine",
                        load -> load.get("/")
                                .send()
                                .check(true, "never %s", "seen")
                                .text()))
                .isEqualTo("fine");
    }

    @Test
    void aCheckThatDoesNotHoldFailsRequestAndTriggerWithItsReason() {
        try (var server = TestServer.answering(200, "fine")) {
            var result = onceEnding(
                    server.uri(), load -> load.get("/").named("find").send().check(false, "100 %% of %s", "it"));

            assertThat(Runs.request(result, "find").errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
            assertThat(result.failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo("100 % of it"));
        }
    }

    @Test
    void whatFailsIsThrownAtTheScenario() {
        try (var server = TestServer.answering(500, "broken")) {
            var result = onceEnding(server.uri(), load -> {
                Answer answer = load.get("/").send();
                assertThatExceptionOfType(RequestFailed.class)
                        .isThrownBy(() -> answer.expect(200))
                        .withMessage("status 500 (expected: 200)")
                        .satisfies(failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.STATUS));
            });

            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
        }
    }
}
