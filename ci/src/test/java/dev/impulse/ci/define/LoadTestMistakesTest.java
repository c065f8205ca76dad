package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.schema.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoadTestMistakesTest {

    private static final String HEAD = "target: http://localhost:8080\n";
    private static final String CASES = "test-cases: { browse: GET /, checkout: GET /checkout }\n";
    private static final String PHASES = "phases: [ steady: { for: 20s, browse: 50 tps } ]\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void layOutTheFolder() throws IOException {
        Files.writeString(folder.resolve("Browse.java"), "");
    }

    private String mistakes(String text) {
        return switch (LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, Given.NOTHING)) {
            case Reading.Whole<Definition> whole -> "no mistake";
            case Reading.Mistaken<Definition> mistaken ->
                mistaken.mistakes().text().replace(folder + "/", "");
        };
    }

    @Test
    void areAllToldAtOnceWithTheirPlaces() {
        assertThat(mistakes("""
                # yaml-language-server: $schema=…
                name: shop
                target: localhost:8080
                system:
                  comand: java -jar shop.jar
                  ready: GET /health
                clas-path: [ target/load-tests.jar ]
                test-cases:
                  browse: Brwose.java
                  checkout: com.acme.Checkout
                phases:
                  - warm-up: { for: 10s, browse: 5 -> 50 tps }
                  - stedy:   { for: 20s, browse: 50 tps }
                  - peak:    { for: 20s, checkuot: 80 tps }
                  - peak:    { for: 20 }
                gates:
                  - checkout p99 < 300 ms
                  - "checkout p99 < 300 parsecs"
                """)).isEqualTo("""
                loadtest.yaml:3:9: target: localhost:8080 (expected: a URL such as http://localhost:8080, without a query)
                loadtest.yaml:5:3: system.comand: unknown key (did you mean command?)
                loadtest.yaml:7:1: clas-path: unknown key (did you mean classpath?)
                loadtest.yaml:9:11: test-cases.browse: no such file as Brwose.java (did you mean Browse.java?)
                loadtest.yaml:13:5: phases[1].stedy: no such kind of phase (did you mean steady?)
                loadtest.yaml:14:26: phases[2].peak.checkuot: no such test case (did you mean checkout?)
                loadtest.yaml:15:5: phases[3].peak: no test case has a rate (expected: at least one, such as browse: 50 tps)
                loadtest.yaml:15:21: phases[3].peak.for: 20 (expected: a duration such as 300 ms, 10 s or 1m 30s)
                loadtest.yaml:18:21: gates[1]: 300 parsecs (expected: a duration such as 300 ms or 2 s)
                9 mistakes; nothing was started""");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "1:1: an empty file (expected: keys with values)"),
                Arguments.of(
                        "- a",
                        "1:1: a list (expected: a mapping with name, target, allow, system, dependencies, classpath, test-cases, phases, gates,"
                                + " seed, limits, scrub, trace, include, vars, profiles, feeders, hooks)"),
                Arguments.of(
                        HEAD + CASES,
                        "1:1: phases: missing (expected: at least one phase, such as - steady: { for: 20s, browse: 50 tps })"),
                Arguments.of(
                        HEAD + "test-cases: {}\nphases: []\n",
                        "2:13: test-cases: nothing (expected: at least one, such as"
                                + " browse: Browse.java)\nloadtest.yaml:3:9: phases: an empty list (expected: at least one phase, such as"
                                + " - steady: { for: 20s, browse: 50 tps })"),
                Arguments.of(
                        "target: https://user@shop/\n" + CASES + PHASES,
                        "1:9: target: https://user@shop/ (expected: a URL such as"
                                + " http://localhost:8080, without a query)"),
                Arguments.of(
                        phase("steady: { for: 20s }"),
                        "3:11: phases[0].steady: no test case has a rate (expected: at least one,"
                                + " such as browse: 50 tps)"),
                Arguments.of(
                        phase("steady: "),
                        "3:18: phases[0].steady: nothing (expected: a mapping with for, name, arrivals, with)"),
                Arguments.of(
                        phase("steady: { browse: 50 tps }"),
                        "3:19: phases[0].steady.for: missing (expected: a duration such as"
                                + " 300 ms, 10 s or 1m 30s)"),
                Arguments.of(
                        phase("steady: { for: 0s, browse: 50 tps }"),
                        "3:26: phases[0].steady.for: 0s (expected: a duration above 0)"),
                Arguments.of(
                        phase("steady: { for: 400 d, browse: 50 tps }"),
                        "3:26: phases[0].steady.for: 400 d (expected: at most 365 d)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: 50 }"),
                        "3:39: phases[0].steady.browse: 50 (expected: a unit, such as 50 tps" + " or 50 users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: -5 tps }"),
                        "3:39: phases[0].steady.browse: -5 (expected: a rate such as"
                                + " 50 tps, 5 -> 50 tps, 10, 20, 50 tps, spike 50 -> 500 tps at 10s for 5s, sine 50 +- 20 tps every 10s, or 3 users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: 50 tpz }"),
                        "3:42: phases[0].steady.browse: tpz (expected: tps, per minute" + " or users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: '50 tpz' }"),
                        "3:43: phases[0].steady.browse: tpz (expected: tps, per minute" + " or users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: }"),
                        "3:38: phases[0].steady.browse: nothing (expected: a rate such as"
                                + " 50 tps or 5 -> 50 tps, or 3 users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: 10, 20 tps }"),
                        "3:39: phases[0].steady.browse: 10 (expected: a unit, such as"
                                + " 10 tps or 10 users)\nloadtest.yaml:3:43: phases[0].steady.20 tps: a piece of a rate with commas (expected: the rate"
                                + " in quotes, such as \"10, 20, 50 tps\")"),
                Arguments.of(
                        HEAD + "test-casses: { browse: GET / }\n" + PHASES,
                        "2:1: test-casses: unknown key (did you mean test-cases?)"),
                Arguments.of(
                        phase("steady: { fro: 20s, browse: 5 tps }"),
                        "3:21: phases[0].steady.fro: no such test case (did you mean for?)"),
                Arguments.of(
                        phase("steady: { for: 20s, zebra: 5 tps }"),
                        "3:31: phases[0].steady.zebra: no such test case (expected: one of" + " browse, checkout)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: {} }"),
                        "3:39: phases[0].steady.browse: neither rate nor users (expected: a"
                                + " rate such as 50 tps or 5 -> 50 tps, or 3 users)"),
                Arguments.of(
                        phase("steady: { for: 20s, browse: { rate: 5 tps, users: 2 } }"),
                        "3:54: phases[0].steady.browse.users: users" + " beside a rate (expected: one of the two)"),
                Arguments.of(
                        phase("steady: { for: 20s, arrivals: poison, browse: 5 tps }"),
                        "3:41: phases[0].steady.arrivals: poison (did" + " you mean poisson?)"),
                Arguments.of(
                        phase("{ steady: ~, for: 20s }"),
                        "3:11: phases[0]: several keys: steady, for (expected: one of warm-up, steady,"
                                + " peak, with all else indented below it)"),
                Arguments.of(
                        phase("steady: { for: 1s, browse: 5 tps }, peak: { for: 1s, name: steady, browse: 5 tps }"),
                        "3:70:" + " phases[1].peak.name: a name that another phase has (expected: another)"),
                Arguments.of(
                        testCase("Brows.java"),
                        "4:11: test-cases.browse: no such file as Brows.java (did you mean Browse.java?)"),
                Arguments.of(
                        testCase("."),
                        "4:11: test-cases.browse: . (expected: a class such as com.acme.Checkout, a file such as"
                                + " Browse.java, or a request such as GET /products)"),
                Arguments.of(
                        testCase("GET products"),
                        "4:11: test-cases.browse: GET products (expected: a class such as com.acme.Checkout, a"
                                + " file such as Browse.java, or a request such as GET /products)"),
                Arguments.of(testCase("{ gte: / }"), "4:13: test-cases.browse.gte: unknown key (did you mean get?)"),
                Arguments.of(
                        testCase("{ run: Browse.java, thread: own }"),
                        "4:31: test-cases.browse.thread: unknown key (did you mean" + " threads?)"),
                Arguments.of(
                        testCase("{ run: Browse.java, threads: won }"),
                        "4:40: test-cases.browse.threads: won (did you mean own?)"),
                Arguments.of(
                        testCase("{ run: Browse.java, json: {} }"),
                        "4:31: test-cases.browse.json: belongs to a request (expected: it to"
                                + " be left out, or a method such as get instead of run)"),
                Arguments.of(
                        testCase("{ get: /, post: / }"),
                        "4:21: test-cases.browse.post: a second thing to run (expected: one of run, get,"
                                + " head, post, put, patch, delete, options)"),
                Arguments.of(
                        testCase("{ post: /, json: {}, body: a }"),
                        "4:32: test-cases.browse.body: a second body (expected: one of json," + " body, form)"),
                Arguments.of(
                        testCase("{ get: no path }"),
                        "4:18: test-cases.browse.get: no path (expected: a path such as /products, or a" + " URL)"),
                Arguments.of(
                        testCase("{ get: /, expect: [ 200, 99 ] }"),
                        "4:36: test-cases.browse.expect[1]: 99 (expected: a whole number from" + " 200 to 599)"),
                Arguments.of(
                        testCase("{ get: /, headers: { Host: a, 'a b': c, X: \"d\\r\\n\" } }"),
                        "4:32: test-cases.browse.headers.Host: a"
                                + " header field that the client sets itself (expected: it to be left out)\nloadtest.yaml:4:41:"
                                + " test-cases.browse.headers.a b: no name of a header field (expected: letters, digits and -)\n"
                                + "loadtest.yaml:4:54: test-cases.browse.headers.X: a value with a line break (expected: one line)"),
                Arguments.of(
                        HEAD + "test-cases: { for: GET /, 2nd: GET / }\nphases: [ steady: { for: 1s, 2nd: 1 tps } ]\n",
                        "2:15:"
                                + " test-cases.for: a name that means something else in phases (expected: another)\nloadtest.yaml:2:27:"
                                + " test-cases.2nd: no name for a test case (expected: a word of letters, digits, - and _ that begins with a letter)"),
                Arguments.of(
                        whole("gates: [ p99 > ]"),
                        "4:15: gates[0]: nothing (expected: a duration such as 300 ms or 2 s)"),
                Arguments.of(
                        whole("gates: browes p99 < 1 s"),
                        "4:8: gates: browes: no such test case (did you mean browse?)"),
                Arguments.of(
                        whole("gates:\n  - p99 < 1 s in stedy"),
                        "5:18: gates[0]: stedy: no such phase (did you mean steady?)"),
                Arguments.of(whole("seed: 7f3a"), "4:7: seed: 7f3a (expected: a whole number)"),
                Arguments.of(
                        whole("limits: { grace: 1, connections-per-host: 0, request-timeout: 0 s, x: 1 }"),
                        "4:18: limits.grace: 1"
                                + " (expected: a duration such as 300 ms, 10 s or 1m 30s)\nloadtest.yaml:4:43: limits.connections-per-host: 0"
                                + " (expected: a whole number from 1 to 1000000)\nloadtest.yaml:4:63: limits.request-timeout: 0 s (expected: a"
                                + " duration above 0)\nloadtest.yaml:4:68: limits.x: unknown key (expected: one of triggers-in-flight,"
                                + " connections-per-host, connect-timeout, request-timeout, start-timeout, grace, backlog)"),
                Arguments.of(
                        whole("classpath: [ target/absent.jar ]"),
                        "4:14: classpath[0]: no such jar or folder as target/absent.jar"
                                + " (expected: a jar or folder that is there)"),
                Arguments.of(
                        system("command: java 'x"),
                        "5:17: system.command: a quote that does not end in 'x (expected: a closing quote)"),
                Arguments.of(whole("trace: on"), "4:8: trace: on (expected: off, or { sampled: 1 % })"),
                Arguments.of(
                        whole(
                                "scrub: { headers: [ 'X Customer', X-Card ], pattern: a, patterns: [ 'card-\\d+', 'a(b' ] }"),
                        "4:21: scrub.headers[0]: X Customer (expected: the name of a header field, such as X-Customer)\n"
                                + "loadtest.yaml:4:45: scrub.pattern: unknown key (did you mean patterns?)\n"
                                + "loadtest.yaml:4:85: scrub.patterns[1]: a(b: Unclosed group (expected: a regular expression)"),
                Arguments.of(
                        whole("trace: { sampeld: 1 % }"), "4:10: trace.sampeld: unknown key (did you mean sampled?)"),
                Arguments.of(
                        whole("trace: { sampled: 101 % }"),
                        "4:19: trace.sampled: 101 % (expected: a share such as 1 %, from 0 % to 100 %)"),
                Arguments.of(
                        whole("trace: { sampled: 0.01 }"),
                        "4:19: trace.sampled: 0.01 (expected: a share such as 1 %, from 0 % to 100 %)"),
                Arguments.of(
                        system("command: a && b"),
                        "5:14: system.command: && in a command that runs without a shell (expected: [ sh, -c,"
                                + " \"…\" ] for what needs one)"),
                Arguments.of(
                        system("command: []"),
                        "5:12: system.command: an empty list (expected: a command such as java -jar shop.jar, or a"
                                + " list of its words)"),
                Arguments.of(
                        system("command: a\n  ready: health"),
                        "6:10: system.ready: health (expected: GET /health, or one of get, port and"
                                + " log with its value)"),
                Arguments.of(
                        system("command: a\n  ready: { port: 70000, log: '(' }"),
                        "6:10: system.ready: more than one of get, port and log"
                                + " (expected: GET /health, or one of get, port and log with its value)\nloadtest.yaml:6:18: system.ready.port: 70000"
                                + " (expected: a whole number from 1 to 65535)\nloadtest.yaml:6:32: system.ready.log: (: Unclosed group (expected: a"
                                + " regular expression)"),
                Arguments.of(
                        system("command: a\n  directory: Browse.java"),
                        "6:14: system.directory: not a folder as Browse.java (expected: a" + " folder that is there)"),
                Arguments.of(
                        system("command: a\n  environment: { a=b: c, d: [] }"),
                        "6:18: system.environment.a=b: a=b (expected: a variable's"
                                + " name, without =)\nloadtest.yaml:6:29: system.environment.d: a list (expected: a text)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isTold(String text, String expected) {
        long count = expected.lines().count();
        assertThat(mistakes(text))
                .isEqualTo("loadtest.yaml:" + expected + "\n" + count + (count == 1 ? " mistake" : " mistakes")
                        + "; nothing was started");
    }

    @Test
    void aBombOfAliasesIsToldAndNotBlownUp() {
        var bomb = new StringBuilder("x0: &x0 [ GET /, GET /, GET /, GET /, GET /, GET /, GET /, GET /, GET / ]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("x%d: &x%d [ *x%d , *x%d ]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(mistakes(HEAD + CASES + PHASES + bomb + "gates: *x39\n"))
                .startsWith("loadtest.yaml:")
                .contains("more than 100000 values by aliases")
                .endsWith("1 mistake; nothing was started");
    }

    private static String phase(String phase) {
        return HEAD + CASES + "phases: [ " + phase + " ]\n";
    }

    private static String testCase(String definition) {
        return HEAD + PHASES + "test-cases:\n  browse: " + definition;
    }

    private static String whole(String more) {
        return HEAD + CASES + PHASES + more;
    }

    private static String system(String more) {
        return whole("system:\n  " + more);
    }
}
