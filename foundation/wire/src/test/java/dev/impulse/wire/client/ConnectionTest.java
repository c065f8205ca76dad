package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.loop.Transport;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections against a server that does as it likes, on each transport.
class ConnectionTest {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final long GIGABYTE = 1L << 30;

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void isUsedAgainAndAgain(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            while (!talk.readHead().isEmpty()) {
                talk.write(OK);
            }
        })) {
            Trial.on(transport, 10, client -> {
                for (int request = 0; request < 20; request++) {
                    assertThat(Asked.get(client, server.origin()).failure()).isNull();
                }
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void areNoMoreThanTheLimitAndServeAllWhoWait(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            while (!talk.readHead().isEmpty()) {
                talk.write(OK);
            }
        })) {
            Trial.on(transport, 3, client -> {
                var all = IntStream.range(0, 1000)
                        .mapToObj(request -> Asked.begun(client, server.origin(), "GET", new byte[0]))
                        .toList();
                assertThat(all)
                        .allSatisfy(
                                asked -> assertThat(asked.awaitEnd().failure()).isNull());
                assertThat(server.connections()).isEqualTo(3);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void openingIsTimedForWhoeverIsSentFirstAndWaitingForWhoeverFindsItBusy(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            while (!talk.readHead().isEmpty()) {
                LockSupport.parkNanos(50_000_000);
                talk.write(OK);
            }
        })) {
            Trial.on(transport, 1, client -> {
                var first = Asked.begun(client, server.origin(), "GET", new byte[0]);
                var second = Asked.begun(client, server.origin(), "GET", new byte[0]);
                assertThat(first.awaitEnd().connectNanos()).isPositive();
                assertThat(first.tlsNanos()).isNegative();
                assertThat(second.awaitEnd().connectNanos()).isNegative();
                assertThat(second.waitedNanos()).isGreaterThanOrEqualTo(first.serviceNanos());

                var third = Asked.get(client, server.origin());
                assertThat(third.connectNanos()).isNegative();
                assertThat(third.waitedNanos()).isNegative();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anIdempotentRequestIsSentAgainWhenAKeptConnectionWasClosed(Transport transport) throws Exception {
        try (var server = closesAfterTheFirstAnswerWhenAskedAgain()) {
            Trial.on(transport, 1, client -> {
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                var again = Asked.get(client, server.origin());
                assertThat(again.failure()).isNull();
                assertThat(again.body()).asString().isEqualTo("ok");
                assertThat(server.connections()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aPostIsNotSentTwice(Transport transport) throws Exception {
        try (var server = closesAfterTheFirstAnswerWhenAskedAgain()) {
            Trial.on(transport, 1, client -> {
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                var again = Asked.of(client, server.origin(), "POST", new byte[] {'x'});
                assertThat(again.failure()).extracting(Failure::kind).isEqualTo(Failure.Kind.RESET);
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    private static ScriptedServer closesAfterTheFirstAnswerWhenAskedAgain() throws Exception {
        return new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write(OK);
            talk.readHead();
            if (number > 1) {
                talk.write(OK);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aFreshConnectionThatIsCutIsAReset(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.reset();
        })) {
            Trial.on(transport, 1, client -> {
                var asked = Asked.get(client, server.origin());
                assertThat(asked.failure()).extracting(Failure::kind).isEqualTo(Failure.Kind.RESET);
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    /// RFC 9112, section 8: such a body is whole only when the connection ends in order.
    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anAnswerThatEndsWithItsConnectionIsCutWhenThatIsReset(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write("HTTP/1.1 200 OK\r\n\r\nhalf of ");
            if (number == 1) {
                talk.reset();
            }
        })) {
            Trial.on(transport, 1, client -> {
                var cut = Asked.of(client, server.origin(), "POST", new byte[0]);
                assertThat(cut.failure()).extracting(Failure::kind).isEqualTo(Failure.Kind.RESET);
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anAnswerThatComesBeforeTheRequestIsSentWholeCountsAndEndsTheConnection(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n");
            talk.in().skipNBytes(1); // then it reads no more, and the rest of the body stays in the sockets
            if (number == 1) {
                talk.in().readAllBytes();
            }
        })) {
            Trial.on(transport, 1, client -> {
                var early = Asked.of(client, server.origin(), "POST", new byte[64 << 20]);
                assertThat(early.failure()).isNull();
                assertThat(early.head()).extracting(head -> head.status()).isEqualTo(413);
                Asked.get(client, server.origin());
                assertThat(server.connections()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aGigabyteIsCountedAndNotHeld(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write("HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
            var piece = new byte[1 << 20];
            for (long sent = 0; sent < GIGABYTE; sent += piece.length) {
                talk.out().write(piece);
            }
        })) {
            Trial.on(transport, 1, client -> {
                var asked = Asked.get(client, server.origin());
                assertThat(asked.failure()).isNull();
                assertThat(asked.bodyLength()).isEqualTo(GIGABYTE);
                assertThat(asked.body()).hasSize(1 << 20);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            })
    void aMalformedAnswerIsAProtocolFailureAndTheConnectionIsNotUsedAgain(String answer) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write(number == 1 ? answer : OK);
            talk.in().readAllBytes();
        })) {
            Trial.on(Transport.best(), 1, client -> {
                var asked = Asked.get(client, server.origin());
                assertThat(asked.failure()).extracting(Failure::kind).isEqualTo(Failure.Kind.PROTOCOL);
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                assertThat(server.connections()).isEqualTo(2);
            });
        }
    }
}
