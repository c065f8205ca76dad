package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.impulse.wire.client.Failure.Kind;
import dev.impulse.wire.client.ScriptedServer.Conversation;
import dev.impulse.wire.loop.Loops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secure connections to the JDK's own TLS, with a certificate made for the test.
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /// The frame with which a server of HTTP/2 begins (RFC 9113, section 3.4).
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";

    /// What a server makes of the protocols that a client offers it by ALPN: the one that it chooses, empty when it
    /// goes on without, null when it refuses.
    private interface Choice extends BiFunction<SSLSocket, List<String>, @Nullable String> {}

    private static @Nullable SSLContext serversContext;
    private static @Nullable X509Certificate certificate;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        var file = folder.resolve("server.p12");
        keytool(file);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        certificate = (X509Certificate) store.getCertificate("server");
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        serversContext = context;
    }

    @Test
    void aCertificateThatIsTrustedIsTaken() throws IOException {
        var asked = askHttpsServer("localhost", trusting());

        assertThat(asked.failure()).isNull();
        assertThat(asked.body()).asString().isEqualTo("ok");
        assertThat(asked.connectNanos()).isPositive();
        assertThat(asked.tlsNanos()).isPositive();
    }

    @Test
    void aCertificateThatIsNotTrustedIsAProtocolFailureThatSaysWhatToDo() throws IOException {
        var asked = askHttpsServer("localhost", new Tls(List.of()));

        assertThat(asked.failure()).extracting(Failure::kind).isEqualTo(Kind.PROTOCOL);
        assertThat(asked.failure())
                .extracting(Failure::reason)
                .asString()
                .startsWith(asked.origin() + ": TLS: ")
                .contains("javax.net.ssl.trustStore");
    }

    @Test
    void aCertificateForAnotherHostIsAProtocolFailure() throws IOException {
        var failure = askHttpsServer("127.0.0.1", trusting()).failure();

        assertThat(failure).extracting(Failure::kind).isEqualTo(Kind.PROTOCOL);
        assertThat(failure).extracting(Failure::reason).asString().contains("127.0.0.1");
    }

    @Test
    void http11AndNothingElseIsOfferedByAlpn() throws IOException {
        var offered = new ArrayList<String>();
        var chosen = new CompletableFuture<String>();
        try (var server = serverThat(
                (socket, protocols) -> {
                    offered.addAll(protocols);
                    return protocols.getFirst();
                },
                talk -> {
                    talk.readHead();
                    chosen.complete(((SSLSocket) talk.socket()).getApplicationProtocol());
                    talk.write(ConnectionTest.OK);
                })) {
            var asked = ask(server.origin(), trusting());

            assertThat(asked.failure()).isNull();
            assertThat(asked.body()).asString().isEqualTo("ok");
            assertThat(offered).containsExactly("http/1.1");
            assertThat(chosen).isCompletedWithValue("http/1.1");
        }
    }

    @Test
    void aServerThatChoosesNoProtocolIsTakenToSpeakHttp11() throws IOException {
        try (var server = serverThat((socket, protocols) -> "", TlsTest::answer)) {
            var asked = ask(server.origin(), trusting());

            assertThat(asked.failure()).isNull();
            assertThat(asked.body()).asString().isEqualTo("ok");
        }
    }

    @Test
    void aServerThatTakesOnlyHttp2IsAProtocolFailure() throws IOException {
        try (var server = serverThat((socket, protocols) -> protocols.contains("h2") ? "h2" : null, TlsTest::answer)) {
            var failure = ask(server.origin(), trusting()).failure();

            assertThat(failure).extracting(Failure::kind).isEqualTo(Kind.PROTOCOL);
            assertThat(failure)
                    .extracting(Failure::reason)
                    .asString()
                    .startsWith(server.origin() + ": TLS: ")
                    .contains("no_application_protocol");
        }
    }

    @Test
    void aServerThatChoosesHttp2ThoughItIsNotOfferedIsAProtocolFailure() throws IOException {
        try (var server = serverThat((socket, protocols) -> "h2", TlsTest::answer)) {
            var failure = ask(server.origin(), trusting()).failure();

            assertThat(failure).extracting(Failure::kind).isEqualTo(Kind.PROTOCOL);
            assertThat(failure).extracting(Failure::reason).asString().startsWith(server.origin() + ": TLS: ");
        }
    }

    @Test
    void aServerThatChoosesNoProtocolAndSpeaksHttp2IsAProtocolFailure() throws IOException {
        try (var server = serverThat((socket, protocols) -> "", talk -> {
            talk.write(EMPTY_SETTINGS);
            talk.in().readAllBytes();
        })) {
            var failure = ask(server.origin(), trusting()).failure();

            assertThat(failure).extracting(Failure::kind).isEqualTo(Kind.PROTOCOL);
        }
    }

    @Test
    void anAnswerBeforeTheConnectionIsResetCounts() throws IOException {
        var held = new CountDownLatch(1);
        var reset = new CountDownLatch(1);
        try (var loops = Loops.of(1);
                var server = serverThat((socket, protocols) -> protocols.getFirst(), talk -> {
                    talk.readHead();
                    loops.all().getFirst().execute(Waiting.holding(held, reset));
                    Waiting.on(held);
                    try {
                        talk.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 9\r\n\r\ntoo large");
                        talk.reset();
                    } finally {
                        reset.countDown();
                    }
                })) {
            var asked = Asked.of(client(loops, trusting()), server.origin(), "POST", new byte[16 << 20]);

            assertThat(asked.failure()).isNull();
            assertThat(asked.body()).asString().isEqualTo("too large");
        }
    }

    /// What happens on a connection.
    private interface Answering {
        void answer(Conversation talk) throws IOException;
    }

    private static void answer(Conversation talk) throws IOException {
        while (!talk.readHead().isEmpty()) {
            talk.write(ConnectionTest.OK);
        }
    }

    private static ScriptedServer serverThat(Choice choice, Answering answering) throws IOException {
        return new ScriptedServer(serversContext().getServerSocketFactory(), (number, talk) -> {
            ((SSLSocket) talk.socket()).setHandshakeApplicationProtocolSelector(choice);
            answering.answer(talk);
        });
    }

    private static Asked askHttpsServer(String host, Tls tls) throws IOException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serversContext()));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        try {
            return ask(new Origin(true, host, server.getAddress().getPort()), tls);
        } finally {
            server.stop(0);
        }
    }

    private static Asked ask(Origin origin, Tls tls) {
        try (var loops = Loops.of(1)) {
            return Asked.get(client(loops, tls), origin);
        }
    }

    private static HttpClient client(Loops loops, Tls tls) {
        var options = new ClientOptions(1, Duration.ofSeconds(5), Duration.ofSeconds(5), "impulse");
        return new HttpClient(loops.all().getFirst(), loops.transport(), options, new Addresses(), tls);
    }

    private static Tls trusting() {
        return new Tls(List.of(Objects.requireNonNull(certificate)));
    }

    private static SSLContext serversContext() {
        return Objects.requireNonNull(serversContext);
    }

    private static void keytool(Path file) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(file)).isTrue();
    }
}
