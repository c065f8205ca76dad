package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.PATIENT;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.request;
import static dev.impulse.generator.Runs.times;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.Limits;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestServer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.RequestFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engine")
class OutcomeTest {
    private static final LoadGenerator ASK = load -> load.get("/").named("ask").send();
    private static final LoadGenerator ASK_IMPATIENTLY =
            load -> load.get("/").named("ask").timeout(Duration.ofMillis(150)).send();

    /// Runs ten triggers that each fail by one request, and sees them counted and the first ones kept.
    private static void assertAllFail(ErrorKind kind, String reason, Result result) {
        assertThat(only(result).ledger().failed()).isEqualTo(10);
        assertThat(only(result).errors()).containsExactly(Map.entry(kind, 10L));
        assertThat(request(result, "ask").errors()).containsExactly(Map.entry(kind, 10L));
        assertThat(request(result, "ask").count()).isEqualTo(10);
        assertThat(result.failures()).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.request()).isEqualTo("ask");
            assertThat(failure.testCase()).isEqualTo("scenario");
            assertThat(failure.reason()).containsPattern(reason);
        });
        assertThat(result.failures()).extracting(Result.Failure::trigger).doesNotHaveDuplicates();
    }

    @Test
    void nobodyListeningIsRefused() {
        var nobody = FaultyServer.nobody();

        assertAllFail(ErrorKind.REFUSED, nobody + ": connection refused", times(10, nobody, ASK));
    }

    @Test
    void aHostWithoutAnAddressIsRefused() {
        assertAllFail(
                ErrorKind.REFUSED,
                "no address is known for no-such-host.invalid",
                times(10, URI.create("http://no-such-host.invalid:80"), ASK));
    }

    @Test
    void nothingIsSentToAPublicAddressThatIsNotAllowed() throws IOException {
        try (var server = TestServer.content()) {
            var result = times(10, server.uri(), load -> {
                load.get("/products").send();
                load.get("http://203.0.113.7/").named("ask").send();
            });
            assertAllFail(
                    ErrorKind.REFUSED,
                    "^203.0.113.7 is a public address: .*--allow-target 203.0.113.7, allow: \\[ 203.0.113.7 ]",
                    result);
            assertThat(request(result, "GET /products").errors()).isEmpty();
        }
    }

    @Test
    void aConnectionCutByTheServerIsReset() throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.readRequest();
            conversation.reset();
        })) {
            assertAllFail(
                    ErrorKind.RESET, "closed the connection before the answer was whole", times(10, server.uri(), ASK));
            assertThat(server.requests()).isEqualTo(10);
        }
    }

    @Test
    void anAnswerCutInItsMiddleIsReset() throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
        })) {
            assertAllFail(ErrorKind.RESET, "before the answer was whole", times(10, server.uri(), ASK));
        }
    }

    @Test
    void aConnectionThatDoesNotComeUpIsAConnectTimeout() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var crowd = new ArrayList<Socket>();
            try {
                for (int client = 0;
                        client < 2;
                        client++) { // one more than the queue's length: from here on nobody is let in
                    crowd.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
                }
                var limits = new Limits(
                        100,
                        100,
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5));
                var target = URI.create("http://127.0.0.1:" + listener.getLocalPort());

                assertAllFail(
                        ErrorKind.CONNECT_TIMEOUT,
                        "did not accept a connection in time",
                        times(10, target, limits, ASK));
            } finally {
                for (var socket : crowd) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsARequestTimeout() throws IOException {
        try (var server = FaultyServer.mute()) {
            assertAllFail(
                    ErrorKind.REQUEST_TIMEOUT,
                    "did not answer within 150 ms",
                    times(10, server.uri(), ASK_IMPATIENTLY));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SMTP ready\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void aMalformedAnswerIsAProtocolError(String answer) throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.readRequest();
            conversation.write(answer);
            conversation.stayMute();
        })) {
            assertAllFail(ErrorKind.PROTOCOL, "expected: ", times(10, server.uri(), ASK));
        }
    }

    @Test
    void aTlsHandshakeWithSomethingElseIsAProtocolError() throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            conversation.stayMute();
        })) {
            var target = URI.create("https://127.0.0.1:" + server.uri().getPort());

            assertAllFail(ErrorKind.PROTOCOL, "does not speak TLS", times(10, target, ASK));
        }
    }

    @Test
    void aStatusFrom400OnFailsThoughNobodyLooksAtIt() {
        try (var server = TestServer.answering(503, "too busy")) {
            var result = times(10, server.uri(), ASK);

            assertAllFail(ErrorKind.STATUS, "status 503 \\(expected: below 400, or what expect\\(\\) names\\)", result);
            assertThat(result.failures()).allSatisfy(failure -> {
                assertThat(requireNonNull(failure.received()).status()).isEqualTo(503);
                assertThat(requireNonNull(failure.received().body()).head()).isEqualTo("too busy");
            });
            assertThat(server.asked()).hasSize(10);
        }
    }

    @Test
    void aScenarioThatThrowsFailsWithItsStack() {
        var result = times(10, FaultyServer.nobody(), load -> {
            throw new IllegalArgumentException("seven", new IOException("eight"));
        });

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.EXCEPTION, 10L));
        assertThat(only(result).requests()).isEmpty();
        assertThat(result.failures()).hasSize(3).allSatisfy(failure -> {
            assertThat(failure.request()).isEmpty();
            assertThat(failure.reason()).isEqualTo("java.lang.IllegalArgumentException: seven");
            assertThat(failure.stack())
                    .contains("at dev.impulse.generator.send.OutcomeTest")
                    .contains("java.io.IOException: eight");
        });
    }

    @Test
    void anErrorOfTheScenarioIsAnOutcomeToo() {
        var result = onceEnding(FaultyServer.nobody(), load -> {
            throw new StackOverflowError();
        });

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.EXCEPTION, 1L));
    }

    @Test
    void aCheckOfTheTriggerFailsItWithItsReason() {
        var result = onceEnding(FaultyServer.nobody(), load -> {
            load.check(true, "never %s");
            load.check(false, "%d of %s", 3, "four");
        });

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.request()).isEmpty();
            assertThat(failure.reason()).isEqualTo("3 of four");
            assertThat(failure.stack()).isEmpty();
            assertThat(failure.sent()).isNull();
        });
    }

    @Test
    void aReasonWithoutValuesIsNotAFormat() {
        var result = onceEnding(FaultyServer.nobody(), load -> load.check(false, "below 100 %"));

        assertThat(result.failures())
                .singleElement()
                .extracting(Result.Failure::reason)
                .isEqualTo("below 100 %");
    }

    @Test
    void aFailureThatTheScenarioCatchesStillCounts() {
        var nobody = FaultyServer.nobody();
        try (var server = TestServer.content()) {
            var result = onceEnding(server.uri(), load -> {
                assertThatThrownBy(() -> load.get(nobody + "/").named("first").send())
                        .isInstanceOf(RequestFailed.class);
                load.get("/").named("second").send();
            });

            assertThat(server.asked()).hasSize(1);
            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
            assertThat(request(result, "first").errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
            assertThat(request(result, "second").errors()).isEmpty();
        }
    }

    @Test
    void aStatusThatNobodyExpectedCountsThoughTheScenarioGoesOn() {
        try (var server = TestServer.with(
                (asked, exchange) -> TestServer.reply(exchange, asked.path().equals("/no") ? 500 : 200, "answer"))) {
            var result = onceEnding(server.uri(), load -> {
                load.get("/no").named("no").send();
                load.get("/yes").named("yes").send();
            });

            assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
            assertThat(request(result, "no").errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
            assertThat(request(result, "yes").errors()).isEmpty();
        }
    }

    @Test
    void aRequestsFailureInsideAnotherExceptionKeepsItsKind() {
        var nobody = FaultyServer.nobody();

        assertThat(only(onceEnding(nobody, load -> load.get("/").sendAsync().join()))
                        .errors())
                .containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
        assertThat(only(onceEnding(nobody, load -> load.get("/").sendAsync().get()))
                        .errors())
                .containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
    }

    @Test
    void atMostThreeOfEachKindAreKept() {
        try (var server = TestServer.with(
                (asked, exchange) -> TestServer.reply(exchange, asked.path().equals("/no") ? 500 : 200, "answer"))) {
            var result = times(40, server.uri(), load -> {
                switch ((int) (load.number() % 4)) {
                    case 0 -> load.get("/no").send();
                    case 1 -> load.check(false, "number %d", load.number());
                    case 2 -> throw new IllegalStateException("number " + load.number());
                    default -> load.get("/yes").send();
                }
            });

            assertThat(only(result).ledger()).isEqualTo(new Result.Ledger(40, 40, 0, 0, 10, 30, 0));
            assertThat(only(result).errors())
                    .containsOnly(
                            Map.entry(ErrorKind.STATUS, 10L),
                            Map.entry(ErrorKind.CHECK, 10L),
                            Map.entry(ErrorKind.EXCEPTION, 10L));
            assertThat(result.failures())
                    .extracting(Result.Failure::kind)
                    .containsExactly(
                            ErrorKind.STATUS,
                            ErrorKind.STATUS,
                            ErrorKind.STATUS,
                            ErrorKind.CHECK,
                            ErrorKind.CHECK,
                            ErrorKind.CHECK,
                            ErrorKind.EXCEPTION,
                            ErrorKind.EXCEPTION,
                            ErrorKind.EXCEPTION);
        }
    }

    @Test
    void aServerThatClosesAfterEachAnswerIsNoFailure() throws IOException {
        try (var server = FaultyServer.playing(conversation -> {
            conversation.readRequest();
            conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        })) {
            var result = times(20, server.uri(), load -> {
                load.get("/1").send();
                load.get("/2").send();
            });

            assertThat(only(result).ledger().ok()).isEqualTo(20);
            assertThat(Runs.requests(result)).isEqualTo(40).isEqualTo(server.requests());
        }
    }

    @Test
    void serverAndResultAgreeOnHowManyRequestsThereWere() {
        try (var server = TestServer.content()) {
            var result = times(100, server.uri(), PATIENT, load -> {
                for (long request = load.number() % 3; request >= 0; request--) {
                    load.get("/" + request).send();
                }
            });

            assertThat(only(result).ledger().ok()).isEqualTo(100);
            assertThat(Runs.requests(result)).isEqualTo(server.asked().size());
            assertThat(request(result, "GET /{}").count()).isEqualTo(34 + 2 * 33 + 3 * 33);
            assertThat(request(result, "GET /{}").service().count()).isEqualTo(34 + 2 * 33 + 3 * 33);
        }
    }
}
