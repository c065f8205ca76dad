package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.loop.Transport;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kept connections that the server gives up just as they are used again, as one does that is started anew.
class StaleConnectionTest {

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aRequestIsSentAgainOnANewConnectionThoughOthersAreKept(Transport transport) throws Exception {
        var received = new AtomicInteger();
        try (var server = givesUpWhatItKept(2, received, true)) {
            Trial.on(transport, 3, client -> {
                keepTwo(client, server);
                var again = Asked.get(client, server.origin());

                assertThat(again.failure()).isNull();
                assertThat(again.body()).asString().isEqualTo("ok");
                assertThat(received).hasValue(2 + 2);
                assertThat(server.connections()).isEqualTo(3);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aNewConnectionIsOpenedEvenIfAllThatMayBeOpenAreKept(Transport transport) throws Exception {
        var received = new AtomicInteger();
        try (var server = givesUpWhatItKept(2, received, true)) {
            Trial.on(transport, 2, client -> {
                keepTwo(client, server);

                assertThat(Asked.get(client, server.origin()).failure()).isNull();
                assertThat(received).hasValue(2 + 2);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aRequestIsNotSentAThirdTime(Transport transport) throws Exception {
        var received = new AtomicInteger();
        try (var server = givesUpWhatItKept(2, received, false)) {
            Trial.on(transport, 3, client -> {
                keepTwo(client, server);
                var again = Asked.get(client, server.origin());

                assertThat(again.failure()).extracting(Failure::kind).isEqualTo(Kind.RESET);
                assertThat(received).hasValue(2 + 2);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void thoseWhoWaitBehindOneThatIsSentAgainAreServedAsWell(Transport transport) throws Exception {
        var received = new AtomicInteger();
        try (var server = givesUpWhatItKept(1, received, true)) {
            Trial.on(transport, 1, client -> {
                Asked.get(client, server.origin());
                var all = Stream.generate(() -> Asked.begun(client, server.origin(), "GET", new byte[0]))
                        .limit(5)
                        .toList();

                assertThat(all)
                        .allSatisfy(
                                asked -> assertThat(asked.awaitEnd().failure()).isNull());
                assertThat(received).hasValue(1 + 1 + 5);
                assertThat(server.connections()).isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.impulse.wire.client.Trial#transports")
    void aRequestOfWhoseAnswerAPartHasComeIsNotSentAgain(Transport transport) throws Exception {
        try (var server = new ScriptedServer((number, talk) -> {
            talk.readHead();
            talk.write(ConnectionTest.OK);
            talk.readHead();
            talk.write("HTTP/1.1 200 OK\r\nContent-Le");
        })) {
            Trial.on(transport, 1, client -> {
                Asked.get(client, server.origin());
                var cut = Asked.get(client, server.origin());

                assertThat(cut.failure()).extracting(Failure::kind).isEqualTo(Kind.RESET);
                assertThat(server.connections()).isEqualTo(1);
            });
        }
    }

    private static void keepTwo(HttpClient client, ScriptedServer server) {
        var first = Asked.begun(client, server.origin(), "GET", new byte[0]);
        var second = Asked.begun(client, server.origin(), "GET", new byte[0]);
        assertThat(first.awaitEnd().failure()).isNull();
        assertThat(second.awaitEnd().failure()).isNull();
        assertThat(server.connections()).isEqualTo(2);
    }

    /// A server that answers once on each of its first connections, all of which are open before it does, and then
    /// closes each as soon as something else is asked there.
    ///
    /// @param answersOnNew whether it answers on those that come later; else it closes them when it is asked
    private static ScriptedServer givesUpWhatItKept(int kept, AtomicInteger received, boolean answersOnNew)
            throws IOException {
        var allOpen = new CountDownLatch(kept);
        return new ScriptedServer((number, talk) -> {
            int answers = number <= kept ? 1 : answersOnNew ? Integer.MAX_VALUE : 0;
            for (int request = 0; !talk.readHead().isEmpty(); request++) {
                received.incrementAndGet();
                allOpen.countDown();
                Waiting.on(allOpen);
                if (request == answers) {
                    return;
                }
                talk.write(ConnectionTest.OK);
            }
        });
    }
}
