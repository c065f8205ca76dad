package dev.impulse.mocker.junit;

import static dev.impulse.mock.Request.get;
import static dev.impulse.mock.Request.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.impulse.mock.Answer;
import dev.impulse.mock.MockedDependency;
import dev.impulse.mock.Stubs;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class MocksTest {

    record Receipt(String id) {}

    static final class Payments implements MockedDependency {
        @Override
        public void define(Stubs stubs) {
            stubs.every(post("/payments/{id}")).returns(call -> new Receipt("r-" + call.path("id")));
            stubs.every(get("/payments/{id}")).answers(Answer.status(404));
        }
    }

    @RegisterExtension
    static final Mocks MOCKS = Mocks.of(new Payments());

    @Test
    void aMockAnswersAndCounts() throws Exception {
        HttpResponse<String> answer = paid(MOCKS.url("payments"), "/payments/7");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"id\":\"r-7\"}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(MOCKS.calls("payments", "POST /payments/{id}")).isEqualTo(1);
        assertThat(MOCKS.calls("payments", "GET /payments/{id}")).isZero();
    }

    @Test
    void eachTestCountsAnew() throws Exception {
        paid(MOCKS.url("payments"), "/payments/8");

        assertThat(MOCKS.calls("payments", "POST /payments/{id}")).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MOCKS.calls("payment", "x"))
                .withMessage("dependency: payment (expected: one of [payments])");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MOCKS.calls("payments", "POST /pay"))
                .withMessage(
                        "stub of payments: POST /pay (expected: one of [POST /payments/{id}, GET /payments/{id}])");
        assertThatIllegalStateException()
                .isThrownBy(() -> Mocks.of(new Payments()).url("payments"))
                .withMessageContaining("@RegisterExtension");
    }

    @Test
    void mistakesOfAFileAreToldAllAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("stock.yaml"), "stubs: [ { gte: / }, { get: x } ]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mocks.ofFile(file))
                .withMessageContaining("did you mean get?")
                .withMessageContaining("2 mistakes");
    }

    /// Run by a test below: not found by itself.
    static class Unmatched {
        @RegisterExtension
        static final Mocks MOCKS = Mocks.of(new Payments());

        @Test
        void asksForWhatIsNotThere() throws Exception {
            assertThat(paid(MOCKS.url("payments"), "/payment/7").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aCallThatNoStubWasForFailsItsTest() {
        run(Unmatched.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("asksForWhatIsNotThere"),
                                finishedWithFailure(
                                        message("calls that no stub was for (allowed by allowingUnmatchedCalls()):\n"
                                                + "  payments: POST /payment/7: no stub is for it; nearest: payments.stubs[0] POST /payments/{id}"
                                                + " (path differs: did you mean /payments/7?)"))));
    }

    static class ForEach {
        static final List<URI> URLS = new ArrayList<>();

        @RegisterExtension
        final Mocks mocks = Mocks.of(new Payments()).allowingUnmatchedCalls();

        @Test
        void first() throws Exception {
            ask();
        }

        @Test
        void second() throws Exception {
            ask();
        }

        private void ask() throws Exception {
            URLS.add(mocks.url("payments"));
            paid(mocks.url("payments"), "/none");
        }
    }

    @Test
    void inAFieldOfTheInstanceTheyAreUpForEachTestAndGoneAfterwards() {
        ForEach.URLS.clear();

        run(ForEach.class).assertStatistics(statistics -> statistics.started(2).succeeded(2));

        assertThat(ForEach.URLS)
                .hasSize(2)
                .allSatisfy(url ->
                        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> paid(url, "/payments/1")));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static HttpResponse<String> paid(URI url, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(url.resolve(path))
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
