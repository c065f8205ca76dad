package dev.impulse.mocker.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.Mock;
import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockOptions;
import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.stub.Behaviours;
import dev.impulse.mocker.stub.Dependency;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The administration, asked over HTTP by a foreign client.
class AdministrationTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Mock mock = Mock.start(
                    List.of(new Dependency("payments", null, Stubs.of("GET /pay"), Behaviours.UNSAID)),
                    new MockOptions(InetAddress.getLoopbackAddress(), 1, 42, 0))
            .orThrow();

    @AfterEach
    void close() {
        mock.close();
        client.close();
    }

    @Test
    void healthIsTold() throws Exception {
        assertThat(ask("GET", "/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void phasesAreTakenAndEvidenceIsGivenAndForgotten() throws Exception {
        var phases = """
                {"begin": "%s", "phases": [{"name": "steady", "kind": "steady", "seconds": 60.5}]}
                """.formatted(Instant.now());
        assertThat(ask("PUT", "/phases", phases).statusCode()).isEqualTo(204);
        client.send(HttpRequest.newBuilder(mock.url("payments").resolve("/pay")).build(), BodyHandlers.discarding());

        var evidence = MockEvidence.ofJson(ask("GET", "/evidence", "").body());

        assertThat(evidence.seed()).isEqualTo(42);
        assertThat(evidence.begin()).isNotNull();
        var payments = evidence.dependencies().getFirst();
        assertThat(payments.port()).isEqualTo(mock.address("payments").getPort());
        assertThat(payments.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.phase()).isEqualTo("steady");
            assertThat(phase.stubs())
                    .singleElement()
                    .satisfies(stub -> assertThat(stub.calls()).isOne());
        });
        assertThat(ask("DELETE", "/journal", "").statusCode()).isEqualTo(204);
        assertThat(MockEvidence.ofJson(ask("GET", "/evidence", "").body())
                        .dependencies()
                        .getFirst()
                        .phases())
                .isEmpty();
    }

    @Test
    void whatIsAskedForAPhaseIsWrittenAsInFilesOfStubs() throws Exception {
        var phases = """
                {"begin": "%s", "phases": [{"name": "rush", "kind": "peak", "seconds": 60,
                 "with": {"payments": {"delay": "5 ms", "errors": "100 %%"}}}]}
                """.formatted(Instant.now());
        assertThat(ask("PUT", "/phases", phases).body()).isEmpty();

        var answer = client.send(
                HttpRequest.newBuilder(mock.url("payments").resolve("/pay")).build(), BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(500);
        var stub = mock.evidence()
                .dependencies()
                .getFirst()
                .phases()
                .getFirst()
                .stubs()
                .getFirst();
        assertThat(stub.delay()).isEqualTo("5 ms");
        assertThat(stub.faults()).isOne();
        assertThat(stub.asked().getMaxValue()).isGreaterThanOrEqualTo(5_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET|/metrics||404|GET /metrics (expected: one of GET /health, PUT /phases",
                "POST|/phases|{}|404|POST /phases",
                "PUT|/phases||400|phases",
                "PUT|/phases|{}|400|phases",
                "PUT|/phases|{\"begin\": \"soon\", \"phases\": []}|400|soon",
                "PUT|/phases|{\"begin\": \"2026-11-21T10:00:00Z\", \"phases\": [{\"name\": \"a\"}]}|400|kind",
                "PUT|/phases|{\"begin\": \"2026-11-21T10:00:00Z\", \"phases\": [{\"name\": \"a\", \"kind\": \"steady\", \"seconds\": 0}]}|400|seconds",
                "PUT|/phases|{\"begin\": \"2026-11-21T10:00:00Z\", \"phases\": [{\"name\": \"a\", \"kind\": \"steady\", \"seconds\": 1, \"with\": {\"stock\": {}}}]}|400|phase a: stock",
                "PUT|/phases|{\"begin\": \"2026-11-21T10:00:00Z\", \"phases\": [{\"name\": \"a\", \"kind\": \"steady\", \"seconds\": 1, \"with\": {\"payments\": {\"delya\": 1}}}]}|400|did you mean delay?"
            })
    void whatIsWrongIsTold(String method, String path, String body, int status, String told) throws Exception {
        var answer = ask(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(told);
    }

    private HttpResponse<String> ask(String method, String path, String body) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + mock.administrationPort() + path);
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
