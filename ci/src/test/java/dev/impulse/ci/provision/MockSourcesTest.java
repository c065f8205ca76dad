package dev.impulse.ci.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.CodedDependency;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.Headers;
import dev.impulse.mocker.stub.Matched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockSourcesTest {
    private static final Path KOTLIN = Path.of("target", "impulse", "kotlin");

    @TempDir
    Path folder;

    @Test
    void aJavaSourceIsAMock() throws Exception {
        Path source = write("Payments.java", """
                import static dev.impulse.mock.Latency.latencyFromP95;
                import static dev.impulse.mock.Request.post;
                import static java.time.Duration.ofMillis;
                import static java.time.Duration.ofSeconds;
                import dev.impulse.mock.*;
                public final class Payments implements MockedDependency {
                    record Receipt(String id) {}
                    @Override
                    public void define(Stubs stubs) {
                        stubs.every(post("/payments/{id}").having(call -> call.json().path("amount").asInt() > 100))
                                .returns(call -> new Receipt("r-" + call.path("id")))
                                .delayed(latencyFromP95(ofMillis(500), ofMillis(200), ofSeconds(2)))
                                .errors(2, Answer.status(503));
                    }
                }
                """);

        check(only(source));
    }

    @Test
    void aKotlinSourceIsAMock() throws Exception {
        Path source = write("payments.kt", """
                import dev.impulse.mock.Answer
                import dev.impulse.mock.kotlin.*
                import kotlin.time.Duration.Companion.seconds
                data class Receipt(val id: String)
                val payments = dependency("payments") {
                    every(post("/payments/{id}")).having { it.json().path("amount").asInt() > 100 }
                        .returns { call -> Receipt(id = "r-${call.path("id")}") }
                        .with {
                            delay = latencyFromP95(p95 = 500.ms, min = 200.ms, max = 2.seconds)
                            errors(2.percent, Answer.status(503))
                        }
                }
                """);

        check(only(source));
    }

    private static void check(Dependency payments) throws Exception {
        assertThat(payments.name()).isEqualTo("payments");
        assertThat(payments.stubs()).hasSize(1);
        var stub = payments.stubs().getFirst();
        assertThat(stub.name()).isEqualTo("POST /payments/{id}");
        assertThat(stub.request().matches(pay(200))).isTrue();
        assertThat(stub.request().matches(pay(100))).isFalse();
        assertThat(stub.answer())
                .isInstanceOfSatisfying(
                        Answer.ByCode.class,
                        code -> assertThat(body(code, new Matched(pay(200), stub)))
                                .isEqualTo("{\"id\":\"r-7\"}"));
        assertThat(payments.conduct(stub).delay().text())
                .isEqualTo(
                        "log-normal, σ 0.6, at least 200 ms, at most 2 s: p50 312 ms, p95 500 ms, p99 652 ms, p99.9 914 ms");
        assertThat(payments.conduct(stub).faults().text()).isEqualTo("2 % answered 503");
    }

    private static Call pay(int amount) {
        return new Call(
                "POST",
                "/payments/7",
                Headers.NONE,
                "{\"amount\":%d}".formatted(amount).getBytes(UTF_8));
    }

    private static String body(Answer.ByCode code, Matched matched) {
        try {
            return new String(code.code().reply(matched).body(), UTF_8);
        } catch (Exception thrown) {
            throw new AssertionError(thrown);
        }
    }

    @Test
    void whatMocksNothingIsTold() throws IOException {
        Path source = write("Nothing.java", "public class Nothing {}");

        assertThatExceptionOfType(ScenarioMistake.class)
                .isThrownBy(() -> mocks().of(source))
                .withMessage(
                        source + ": mocks no dependency (expected: a class that implements"
                                + " dev.impulse.mock.MockedDependency, or in Kotlin: val payments = dependency(\"payments\") { … })");
    }

    @Test
    void whatDoesNotCompileIsToldInTheCompilersWords() throws IOException {
        Path source = write("Broken.java", "public class Broken { int a = b; }");

        assertThatExceptionOfType(ScenarioMistake.class)
                .isThrownBy(() -> mocks().of(source))
                .withMessageContaining("Broken.java:1: error: cannot find symbol");
    }

    @Test
    void aMockWhoseConstructorThrowsIsTold() throws IOException {
        Path source = write("Thrower.java", """
                import dev.impulse.mock.*;
                public class Thrower implements MockedDependency {
                    public Thrower() { throw new IllegalStateException("no stock"); }
                    public void define(Stubs stubs) {}
                }
                """);

        assertThatExceptionOfType(ScenarioMistake.class)
                .isThrownBy(() -> mocks().of(source))
                .withMessage(source + ": Thrower threw java.lang.IllegalStateException: no stock");
    }

    private Dependency only(Path source) throws ScenarioMistake {
        return CodedDependency.of(mocks().of(source).getFirst());
    }

    private MockSources mocks() {
        return new MockSources(List.of(), folder.resolve("cache"), KOTLIN, progress -> {});
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
