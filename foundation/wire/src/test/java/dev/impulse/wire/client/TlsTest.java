package dev.impulse.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.loop.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secure connections to the JDK's own HTTPS server, with a certificate made for the test.
class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server = newServer();
    private @Nullable X509Certificate certificate;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("server.p12");
        keytool(file);
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        certificate = (X509Certificate) store.getCertificate("server");
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateThatIsTrustedIsTaken() {
        var asked = ask("localhost", new Tls(List.of(Objects.requireNonNull(certificate))));

        assertThat(asked.failure()).isNull();
        assertThat(asked.body()).asString().isEqualTo("ok");
    }

    @Test
    void aCertificateThatIsNotTrustedIsAProtocolFailureThatSaysWhatToDo() {
        var failure = ask("localhost", new Tls(List.of())).failure();

        assertThat(failure).extracting(Failure::kind).isEqualTo(Failure.Kind.PROTOCOL);
        assertThat(failure)
                .extracting(Failure::reason)
                .asString()
                .contains("https://localhost:" + server.getAddress().getPort())
                .contains("TLS: ")
                .contains("javax.net.ssl.trustStore");
    }

    @Test
    void aCertificateForAnotherHostIsAProtocolFailure() {
        var failure = ask("127.0.0.1", new Tls(List.of(Objects.requireNonNull(certificate))))
                .failure();

        assertThat(failure).extracting(Failure::kind).isEqualTo(Failure.Kind.PROTOCOL);
        assertThat(failure).extracting(Failure::reason).asString().contains("127.0.0.1");
    }

    private Asked ask(String host, Tls tls) {
        try (var loops = Loops.of(1)) {
            var options = new ClientOptions(1, Duration.ofSeconds(5), Duration.ofSeconds(5), "impulse");
            var client = new HttpClient(loops.all().getFirst(), Transport.best(), options, new Addresses(), tls);
            return Asked.get(client, new Origin(true, host, server.getAddress().getPort()));
        }
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

    private static HttpsServer newServer() {
        try {
            return HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
