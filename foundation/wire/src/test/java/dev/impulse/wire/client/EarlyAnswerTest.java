package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Servers that have seen enough before a request is sent whole: they cut the connection, and may have answered.
class EarlyAnswerTest {
    private static final byte[] LARGE = new byte[64 << 20];
    private static final String TOO_LARGE = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\n\r\ntoo large";

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anAnswerBeforeTheConnectionIsResetCounts(Transport transport) throws Exception {
        // More bodies than there is memory for, if each but the last were not let go.
        for (int round = 0; round < 12; round++) {
            var early = answeredAndReset(transport, TOO_LARGE);

            assertThat(early.failure()).isNull();
            assertThat(early.head()).extracting(head -> head.status()).isEqualTo(413);
            assertThat(early.body()).asString().isEqualTo("too large");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void anAnswerThatTheResetCutsIsNone(Transport transport) throws Exception {
        var early = answeredAndReset(transport, TOO_LARGE.substring(0, TOO_LARGE.length() - 1));

        assertThat(early.failure()).extracting(Failure::kind).isEqualTo(Kind.RESET);
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aRequestThatCannotBeWrittenAtAllIsSentAgain(Transport transport) throws Exception {
        var again = writtenAfterTheReset(transport, "PUT");

        assertThat(again.failure()).isNull();
        assertThat(again.body()).asString().isEqualTo("ok");
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aRequestThatCannotBeWrittenAtAllAndMustNotBeSentAgainIsReset(Transport transport) throws Exception {
        var reset = writtenAfterTheReset(transport, "POST");

        assertThat(reset.failure()).extracting(Failure::kind).isEqualTo(Kind.RESET);
    }

    /// Writes a request to a kept connection that has been reset, before the loop has seen that.
    private static Asked writtenAfterTheReset(Transport transport, String method) throws Exception {
        var held = new CountDownLatch(1);
        var reset = new CountDownLatch(1);
        var asked = new CompletableFuture<Asked>();
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write(ConnectionTest.OK);
            if (number == 1) {
                Waiting.on(held);
                talk.reset();
                reset.countDown();
            }
        })) {
            Trial.on(transport, 1, client -> {
                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                client.loop().execute(() -> {
                    Waiting.holding(held, reset).run();
                    asked.complete(Asked.begun(client, server.origin(), method, new byte[] {'x'}));
                });
                asked.join().awaitEnd();
            });
        }
        return asked.join();
    }

    /// Sends a large body to a server that answers and resets while the loop is held, so that both are there before the
    /// loop looks at its sockets again; then asks once more, on the one connection that may be open.
    private static Asked answeredAndReset(Transport transport, String answer) throws Exception {
        var loop = new CompletableFuture<Loop>();
        var held = new CountDownLatch(1);
        var reset = new CountDownLatch(1);
        var asked = new Asked[1];
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            if (number > 1) {
                talk.write(ConnectionTest.OK);
                return;
            }
            loop.join().execute(Waiting.holding(held, reset));
            Waiting.on(held);
            try {
                talk.write(answer);
                talk.reset();
            } finally {
                reset.countDown();
            }
        })) {
            Trial.on(transport, 1, client -> {
                loop.complete(client.loop());
                asked[0] = Asked.of(client, server.origin(), "POST", LARGE);

                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                assertThat(server.connections()).isEqualTo(2);
            });
        }
        return asked[0];
    }
}
