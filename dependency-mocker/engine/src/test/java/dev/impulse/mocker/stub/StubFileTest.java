package dev.impulse.mocker.stub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.answer.Replies;
import dev.impulse.mocker.delay.Fixed;
import dev.impulse.mocker.delay.None;
import dev.impulse.mocker.match.StubIndex;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubFileTest {

    private static final String PAYMENTS = """
            name: payments
            port: 9001
            delay: 20 ms
            stubs:
              - post: /payments
                headers: { X-Tenant: blue }
                having: { amount: { above: 100, at-most: 1e3 }, currency: { one-of: [ EUR, USD ] }, items: [ { sku: b-17 } ] }
                returns: { id: "r-{{json.orderId}}", amount: "{{json.amount}}", note: "{{{{{{header.x-tenant}}", paid: true }
                delay: { p95: 500 ms, min: 200 ms, max: 2 s }
                errors: 2 %
                in:
                  peak: { delay: 5 ms, errors: { rate: 10 %, answer: { status: 503, headers: { Retry-After: 1 }, text: "later, {{json.orderId}}" } } }
              - get: /payments/{id}
                name: look up
                query: { verbose: { present: true } }
                answer: { status: 203, headers: { Location: "/payments/{{path.id}}" }, text: "payment {{path.id}}" }
              - get: /payments/{id}
                answer: 404
            in:
              warm-up: { delay: none }
            """;

    private static final String HERE = Path.of("").toAbsolutePath() + "/";

    @TempDir
    private Path folder;

    @Test
    void aDependencyIsReadWhole() throws Exception {
        Dependency payments = dependency(PAYMENTS);
        var index = new StubIndex(payments.stubs());
        Call pay = pay(200);

        assertThat(payments.name()).isEqualTo("payments");
        assertThat(payments.port()).isEqualTo(9001);
        assertThat(payments.stubs().stream().map(Stub::name))
                .containsExactly("POST /payments", "look up", "GET /payments/{id}");
        assertThat(index.find(pay)).isEqualTo(0);
        assertThat(index.find(pay(100))).isEqualTo(StubIndex.NONE);
        assertThat(index.find(pay(1001))).isEqualTo(StubIndex.NONE);
        Stub stub = payments.stubs().getFirst();
        Reply reply = Replies.of(stub.answer(), new Matched(pay, stub));
        assertThat(reply.body())
                .asString(UTF_8)
                .isEqualTo("{\"id\":\"r-o \\\"1\\\"\",\"amount\":200,\"note\":\"{{blue\",\"paid\":true}");
        assertThat(reply.headers()).containsExactly(new HeaderField("Content-Type", "application/json"));
        Call look = Stubs.call("GET", "/payments/7%201?verbose");
        Stub lookUp = payments.stubs().get(index.find(look));
        Reply found = Replies.of(lookUp.answer(), new Matched(look, lookUp));
        assertThat(found.status()).isEqualTo(203);
        assertThat(found.body()).asString(UTF_8).isEqualTo("payment 7 1");
        assertThat(found.headers())
                .containsExactly(
                        new HeaderField("Location", "/payments/7 1"),
                        new HeaderField("Content-Type", "text/plain; charset=utf-8"));
        assertThat(payments.stubs()
                        .get(index.find(Stubs.call("GET", "/payments/7")))
                        .answer())
                .isEqualTo(new Answer.Constant(Reply.of(404)));
    }

    private static Call pay(int amount) {
        return Stubs.call(
                "POST",
                "/payments",
                Map.of("X-Tenant", "blue"),
                "{\"orderId\":\"o \\\"1\\\"\",\"amount\":%d,\"currency\":\"EUR\",\"items\":[{\"sku\":\"a\"},{\"sku\":\"b-17\",\"n\":1}]}"
                        .formatted(amount));
    }

    @Test
    void whatAStubSaysGoesBeforeWhatItsDependencySaysAndAPhaseBeforeAlways() {
        Dependency payments = dependency(PAYMENTS);
        Stub pay = payments.stubs().getFirst();
        Stub look = payments.stubs().getLast();

        assertThat(payments.conduct(pay).delay().text())
                .isEqualTo(
                        "log-normal, σ 0.6, at least 200 ms, at most 2 s: p50 312 ms, p95 500 ms, p99 652 ms, p99.9 914 ms");
        assertThat(payments.conduct(pay).faults().text()).isEqualTo("2 % answered 500");
        assertThat(payments.conduct(look).delay()).isEqualTo(new Fixed(Duration.ofMillis(20)));
        Conduct warm = payments.conduct(pay, new PhaseName("first", "warm-up"), Behaviour.UNSAID);
        assertThat(warm.delay()).isEqualTo(None.NONE);
        assertThat(warm.faults().text()).isEqualTo("2 % answered 500");
        Conduct peak = payments.conduct(pay, new PhaseName("peak", "peak"), Behaviour.UNSAID);
        assertThat(peak.delay()).isEqualTo(new Fixed(Duration.ofMillis(5)));
        assertThat(peak.faults().text()).isEqualTo("10 % answered 503");
        Conduct asked = payments.conduct(
                pay, new PhaseName("peak", "peak"), new Behaviour(new Fixed(Duration.ofSeconds(1)), null));
        assertThat(asked.delay()).isEqualTo(new Fixed(Duration.ofSeconds(1)));
        assertThat(asked.faults()).isEqualTo(peak.faults());
    }

    @Test
    void severalDependenciesStandUnderTheirNames() {
        List<Dependency> both = dependencies("""
                payments:
                  stubs: [ { post: /payments, returns: { id: 1 } } ]
                stock:
                  port: 9002
                  stubs: [ { any: "/{*path}", answer: 204 } ]
                """);

        assertThat(both.stream().map(Dependency::name)).containsExactly("payments", "stock");
        assertThat(dependencies("stubs: [ get: / ]").getFirst().name()).isEqualTo("payments");
    }

    @Test
    void bodiesComeFromFiles() throws Exception {
        Files.write(folder.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', '{', '{'});
        Files.writeString(folder.resolve("payment.json"), "{\"id\": \"{{path.id}}\"}");
        Dependency files = dependency("""
                stubs:
                  - { get: /logo, answer: { file: logo.png } }
                  - { get: "/payments/{id}", answer: { template: payment.json } }
                """);

        assertThat(files.stubs().getFirst().answer())
                .isEqualTo(new Answer.Constant(
                        new Reply(200, List.of(new HeaderField("Content-Type", "image/png")), new byte[] {
                            (byte) 0x89, 'P', '{', '{'
                        })));
        Stub payment = files.stubs().getLast();
        Reply reply = Replies.of(payment.answer(), new Matched(Stubs.call("GET", "/payments/%22"), payment));
        assertThat(reply.body()).asString(UTF_8).isEqualTo("{\"id\": \"\\\"\"}");
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirPlaces() {
        assertThat(mistakes("""
                        name: payments
                        prot: 9001
                        stubs:
                          - pots: /payments
                            returns: { id: 1 }
                          - get: payments
                          - get: /payments/{id
                          - get: /payments/{id}?x=1
                          - { get: /a, post: /b }
                          - get: /payments/{id}
                            answer: { status: 99, heders: {}, json: { id: "{{path.ip}}", n: "{{pth.id}}" } }
                            delay: { p95: 100 ms, min: 200 ms }
                            errors: 120 %
                          - get: /x
                            having: { amount: { above: lots }, other: { above: 1, below: 2, name: x } }
                            query: { page: { abov: 1 } }
                            delay: { p95: 1.9 s, p50: 100 ms, max: 2 s, p100: 3 s, tag: a }
                            answer: { status: 204, text: a, json: {} }
                          - get: /x
                            in: { "a b": {}, peak: { dealy: 1 s } }
                          - returns: { a: 1 }
                          - { get: /f, answer: { file: none.json, headers: { Content-Length: 1 } }, delay: { recorded: none.hlog } }
                          - { get: /g, delay: { min: 1 s }, errors: [ 60 %, { rate: 50 %, answer: 503 } ] }
                          - { get: /g }
                        """))
                .containsExactly(
                        "payments.yaml:2:1: prot: unknown key (did you mean port?)",
                        "payments.yaml:4:5: stubs[0].pots: unknown key (did you mean post?)",
                        "payments.yaml:6:10: stubs[1].get: payments (expected: a path such as /payments/{id})",
                        "payments.yaml:7:10: stubs[2].get: /payments/{id: a brace without its other half in {id (expected: a path such as /payments/{id})",
                        "payments.yaml:8:10: stubs[3].get: /payments/{id}?x=1 (expected: a path such as /payments/{id}; what stands after ? goes under query)",
                        "payments.yaml:9:16: stubs[4].post: a second method (expected: one of get, head, post, put, patch, delete, options, any)",
                        "payments.yaml:11:23: stubs[5].answer.status: 99 (expected: a whole number from 200 to 599)",
                        "payments.yaml:11:27: stubs[5].answer.heders: unknown key (did you mean headers?)",
                        "payments.yaml:11:51: stubs[5].answer.json.id: {{path.ip}}: the path has no {ip} (did you mean id?)",
                        "payments.yaml:11:70: stubs[5].answer.json.n: {{pth.id}} (did you mean {{path.id}}?)",
                        "payments.yaml:12:12: stubs[5].delay: p95 100 ms (expected: above min, 200 ms)",
                        "payments.yaml:13:13: stubs[5].errors: 120 % (expected: a share such as 2 %, or { rate: 2 %, answer: 503 })",
                        "payments.yaml:15:32: stubs[6].having.amount.above: lots (expected: a number)",
                        "payments.yaml:15:47: stubs[6].having.other: members beside words that compare (expected: members, or is, not, above, at-least, below, at-most, one-of, present alone; `is:` before members that are called so)",
                        "payments.yaml:16:22: stubs[6].query.page.abov: unknown key (did you mean above?)",
                        "payments.yaml:17:49: stubs[6].delay.p100: unknown key (did you mean p50?)",
                        "payments.yaml:17:60: stubs[6].delay.tag: nothing without recorded (expected: recorded: FILE.hlog beside it)",
                        "payments.yaml:18:13: stubs[6].answer: a body with status 204 (expected: no body, or another status)",
                        "payments.yaml:18:28: stubs[6].answer.text: a second body (expected: one of json, text, file, template)",
                        "payments.yaml:20:11: stubs[7].in.a b: no name of a phase (expected: the name of a phase, or warm-up, steady or peak)",
                        "payments.yaml:20:30: stubs[7].in.peak.dealy: unknown key (did you mean delay?)",
                        "payments.yaml:21:5: stubs[8]: no method (expected: a method with a path, such as post: /payments/{id})",
                        "payments.yaml:22:32: stubs[9].answer.file: no such file as none.json (expected: the path of a file, relative to this one)",
                        "payments.yaml:22:54: stubs[9].answer.headers.Content-Length: a header field that the mock sets itself (expected: it to be left out)",
                        "payments.yaml:22:96: stubs[9].delay.recorded: no such file as none.hlog (expected: the path of a file, relative to this one)",
                        "payments.yaml:23:23: stubs[10].delay: neither max nor a percentile (expected: a duration such as 200 ms, or percentiles such as { p95: 500 ms })",
                        "payments.yaml:23:45: stubs[10].errors: 110 % of all calls (expected: at most 100 % together)",
                        "payments.yaml:24:5: stubs[11]: it never answers: stubs[10] is for the same calls and comes first (expected: something that tells them apart, such as query or having)");
    }

    @Test
    void aBombOfAliasesIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n");
        for (int level = 1; level < 12; level++) {
            String before = "*a" + (level - 1);
            bomb.append(
                    "a%d: &a%d [ %s ]\n".formatted(level, level, String.join(", ", Collections.nCopies(10, before))));
        }

        assertThat(mistakes(bomb.toString())).hasSize(1).first().asString().contains("values by aliases");
    }

    @Property(tries = 500)
    void whateverIsWrittenIsReadOrRefused(@ForAll String text) {
        StubFile.parse(Path.of("payments.yaml"), text);
        StubFile.parse(Path.of("payments.yaml"), "stubs: [ { get: /, returns: '" + text + "' } ]");
        StubFile.parse(Path.of("payments.yaml"), "stubs: [ { get: '/" + text + "' } ]");
    }

    @Test
    void aFileThatIsNotThereIsTold() throws IOException {
        Path written = Files.writeString(folder.resolve("stock.yaml"), "stubs: [ { get: /, answer: 204 } ]");

        assertThat(StubFile.read(written))
                .isInstanceOfSatisfying(
                        Reading.Whole.class,
                        whole -> assertThat(whole.value().toString()).contains("name=stock"));
        assertThat(StubFile.read(folder.resolve("none.yaml")))
                .isInstanceOfSatisfying(
                        Reading.Mistaken.class,
                        mistaken -> assertThat(mistaken.mistakes().text()).contains("no such file"));
    }

    private Dependency dependency(String text) {
        return dependencies(text).getFirst();
    }

    private List<Dependency> dependencies(String text) {
        return switch (StubFile.parse(folder.resolve("payments.yaml"), text)) {
            case Reading.Whole<List<Dependency>> whole -> whole.value();
            case Reading.Mistaken<List<Dependency>> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    private static List<String> mistakes(String text) {
        return switch (StubFile.parse(Path.of("payments.yaml"), text)) {
            case Reading.Whole<List<Dependency>> whole -> throw new AssertionError(whole.toString());
            case Reading.Mistaken<List<Dependency>> mistaken ->
                mistaken.mistakes().all().stream()
                        .map(Mistake::text)
                        .map(mistake -> mistake.replace(HERE, ""))
                        .toList();
        };
    }
}
