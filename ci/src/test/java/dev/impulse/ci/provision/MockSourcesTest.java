package dev.impulse.ci.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.Headers;
import dev.impulse.mocker.stub.Matched;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MockSourcesTest {
    private static final Path KOTLIN = Path.of("target", "impulse", "kotlin");

    @TempDir
    Path folder;

    @Test
    void thePagesJavaIsAMock() throws Exception {
        check(only(write("Payments.java", ofPage("java"))));
    }

    @Test
    void thePagesKotlinIsAMock() throws Exception {
        check(only(write("payments.kt", ofPage("kotlin"))));
    }

    /// The first example in that language.
    private static String ofPage(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "stubs.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
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
        assertThat(mistake("Nothing.java", "public class Nothing {}"))
                .isEqualTo(
                        "Nothing.java: mocks no dependency (expected: a class that implements"
                                + " dev.impulse.mock.MockedDependency, or in Kotlin: val payments = dependency(\"payments\") { … })");
    }

    @Test
    void whatDoesNotCompileIsToldInTheCompilersWords() throws IOException {
        assertThat(mistake("Broken.java", "public class Broken { int a = b; }"))
                .contains("Broken.java:1: error: cannot find symbol");
    }

    @Test
    void codeThatThrowsIsTold() throws IOException {
        assertThat(mistake("Thrower.java", """
                        import dev.impulse.mock.*;
                        public class Thrower implements MockedDependency {
                            public Thrower() { throw new IllegalStateException("no stock"); }
                            public void define(Stubs stubs) {}
                        }
                        """))
                .isEqualTo("Thrower.java: Thrower threw java.lang.IllegalStateException: no stock");
        assertThat(mistake("Late.java", """
                        import dev.impulse.mock.*;
                        public class Late implements MockedDependency {
                            public void define(Stubs stubs) { throw new IllegalStateException("no stock"); }
                        }
                        """))
                .isEqualTo(
                        "Late.java: it threw java.lang.IllegalStateException: no stock (expected: code that says its stubs)");
    }

    @Test
    void whatCannotBeIsToldWithItsStub() throws IOException {
        assertThat(mistake("Payments.java", """
                        import dev.impulse.mock.*;
                        import java.time.Duration;
                        public class Payments implements MockedDependency {
                            public void define(Stubs stubs) {
                                stubs.every(Request.get("/a"));
                                stubs.every(Request.get("/b")).delayed(Latency.latencyFromP95(
                                        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)));
                            }
                        }
                        """))
                .isEqualTo("Payments.java: payments.stubs[1]: p95 1 ms (expected: above min, 2 ms)");
    }

    @Test
    void filesOfStubsAreReadAsWell() throws IOException {
        assertThat(mocks().read(write("stock.yaml", "stubs: [ { get: /, answer: 204 } ]")))
                .isInstanceOfSatisfying(
                        Reading.Whole.class,
                        whole -> assertThat(whole.value().toString()).contains("name=stock"));
    }

    private String mistake(String name, String text) throws IOException {
        return switch (mocks().read(write(name, text))) {
            case Reading.Whole<List<Dependency>> whole -> throw new AssertionError(whole.toString());
            case Reading.Mistaken<List<Dependency>> mistaken ->
                mistaken.mistakes().all().getFirst().text().replace(folder + "/", "");
        };
    }

    private Dependency only(Path source) {
        return switch (mocks().read(source)) {
            case Reading.Whole<List<Dependency>> whole -> whole.value().getFirst();
            case Reading.Mistaken<List<Dependency>> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    private MockSources mocks() {
        return new MockSources(List.of(), folder.resolve("cache"), KOTLIN, progress -> {});
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
