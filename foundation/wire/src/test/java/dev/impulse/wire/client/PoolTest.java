package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.client.ScriptedServer.Conversation;
import dev.impulse.wire.http.RequestEncoder;
import dev.impulse.wire.loop.Transport;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that cannot be sent as they were made, beside others on the same connection.
class PoolTest {
    private static final String NO_TOKEN = "NO METHOD";
    private static final int MANY = 50_000;

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void manyWhoWaitMayTurnOutToBeUnsendable(Transport transport) throws Exception {
        var allWait = new CountDownLatch(1);
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            Waiting.on(allWait);
            talk.write(ConnectionTest.OK);
            answerAll(talk);
        })) {
            Trial.on(transport, 1, client -> {
                var first = Asked.begun(client, server.origin(), "GET", new byte[0]);
                var unsendable = IntStream.range(0, MANY)
                        .mapToObj(request -> Asked.begun(client, server.origin(), NO_TOKEN, new byte[0]))
                        .toList();
                var last = Asked.begun(client, server.origin(), "GET", new byte[0]);
                client.loop().execute(allWait::countDown);

                assertThat(first.awaitEnd().failure()).isNull();
                assertThat(last.awaitEnd().failure()).isNull();
                assertThat(unsendable)
                        .allSatisfy(asked -> assertThat(asked.awaitEnd().failure())
                                .extracting(Failure::kind)
                                .isEqualTo(Kind.UNSENDABLE));
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anUnsendableRequestLeavesAFreeConnectionFree(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> answerAll(talk))) {
            Trial.on(transport, 1, client -> {
                Asked.get(client, server.origin());
                var unsendable = Asked.of(client, server.origin(), NO_TOKEN, new byte[0]);

                assertThat(unsendable.failure()).extracting(Failure::kind).isEqualTo(Kind.UNSENDABLE);
                assertThat(unsendable.failure())
                        .extracting(Failure::reason)
                        .asString()
                        .contains("method: ");
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anErrorMetWhileEncodingIsToldAndTheConnectionStaysInUse(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> answerAll(talk))) {
            Trial.on(transport, 1, client -> {
                Asked.get(client, server.origin());
                var tooLarge = new TooLarge(client, server.origin());
                tooLarge.submit();

                assertThat(tooLarge.awaitEnd().failure()).isEqualTo(new Failure(Kind.UNSENDABLE, "no room"));
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    private static void answerAll(Conversation talk) throws IOException {
        while (!talk.readHead().isEmpty()) {
            talk.write(ConnectionTest.OK);
        }
    }

    /// As if its body did not fit into what memory there is.
    private static final class TooLarge extends Asked {
        private TooLarge(HttpClient client, Origin origin) {
            super(client, origin, "PUT", new byte[0], Duration.ofSeconds(20));
        }

        @Override
        protected void encode(RequestEncoder encoder, ByteBuf out) {
            throw new OutOfMemoryError("no room");
        }
    }
}
