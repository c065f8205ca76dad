package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Feeder;
import dev.impulse.load.Feed;
import dev.impulse.load.Load;
import dev.impulse.load.Row;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Feeders of a load test's file, and their rows in requests that are written there.
class FeedersTest {

    private static final String HEAD = """
            target: http://localhost
            phases: [ steady: { for: 1s, browse: 1 tps } ]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void layOutTheFolder() throws IOException {
        Files.writeString(folder.resolve("users.csv"), "name,city code\nada,7/8\nbob,9\n");
        Files.writeString(folder.resolve("items.jsonl"), "{\"id\":1}\n");
        Files.writeString(folder.resolve("torn.csv"), "a,b\n1,2\n3");
        Files.writeString(folder.resolve("empty.csv"), "");
        Files.writeString(folder.resolve("names.csv"), "a,b\n");
        Files.writeString(folder.resolve("empty.jsonl"), "\n");
        Files.writeString(folder.resolve("torn.jsonl"), "{\"a\":1}\n{\"a\":");
        Files.writeString(folder.resolve("notes.txt"), "");
    }

    private Reading<Definition> read(String text) {
        return LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, Given.NOTHING);
    }

    private Definition whole(String text) {
        return switch (read(text)) {
            case Reading.Whole<Definition> whole -> whole.value();
            case Reading.Mistaken<Definition> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    @Test
    void feedersAreReadInBothForms() {
        Definition definition = whole(HEAD + """
                test-cases: { browse: GET / }
                feeders:
                  users: users.csv
                  items: { file: items.jsonl, order: unique, when-dry: stop, per-trigger: 2, test-cases: browse }
                """);
        assertThat(definition.feeders())
                .containsExactly(
                        Feeder.of("users", folder.resolve("users.csv")),
                        new Feeder(
                                "items",
                                folder.resolve("items.jsonl"),
                                Feeder.Order.UNIQUE,
                                Feeder.WhenDry.STOP,
                                2,
                                List.of("browse")));
        assertThat(whole(HEAD + "test-cases: { browse: GET / }\nfeeders: { u: { file: users.csv, order: unique } }")
                        .feeders())
                .extracting(Feeder::whenDry)
                .containsExactly(Feeder.WhenDry.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "u: usres.csv | feeders.u: no such file as usres.csv (did you mean users.csv?)",
                "u: notes.txt | feeders.u: notes.txt (expected: the path of a .csv or .jsonl file)",
                "u: torn.csv | torn.csv:3:1: 1 column (expected: 2: a, b; the file seems to be cut off)",
                "u: torn.jsonl | torn.jsonl:2:1: ",
                "u: empty.csv | empty.csv: no rows (expected: a line of names, and rows)",
                "u: names.csv | names.csv: no rows (expected: a line of names, and rows)",
                "u: empty.jsonl | empty.jsonl: no rows (expected: rows)",
                "2u: users.csv | feeders.2u: no name for a feeder",
                "u: { order: random } | feeders.u.file: missing (expected: the path of a .csv or .jsonl file)",
                "u: { file: users.csv, ordr: random } | feeders.u.ordr: unknown key (did you mean order?)",
                "u: { file: users.csv, order: randm } | feeders.u.order: randm (did you mean random?)",
                "u: { file: users.csv, when-dry: sotp } | feeders.u.when-dry: sotp (did you mean stop?)",
                "u: { file: users.csv, order: unique, when-dry: loop } | feeders.u.when-dry: loop, beside unique (expected: stop or"
                        + " fail, as unique rows come once)",
                "u: { file: users.csv, order: random, when-dry: stop } | feeders.u.when-dry: random rows never run dry (expected: it"
                        + " to be left out)",
                "u: { file: users.csv, per-trigger: 0 } | feeders.u.per-trigger: 0 (expected: a whole number from 1 to 1000)",
                "u: { file: users.csv, test-cases: [ brwose ] } | brwose: no such test case (did you mean browse?)",
                "u: { file: users.csv, test-cases: [ browse, browse ] } | browse, a second time (expected: each once)"
            })
    void mistakesAreTold(String line, String told) {
        Reading<Definition> reading = read(HEAD + "test-cases: { browse: GET / }\nfeeders: { " + line + " }");
        assertThat(reading).isInstanceOf(Reading.Mistaken.class);
        if (reading instanceof Reading.Mistaken<Definition> mistaken) {
            assertThat(mistaken.mistakes().text().replace(folder + "/", "")).contains(told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /{{usres.name}} | loadtest.yaml:3:31: test-cases.browse: no such feeder: usres (did you mean users?)",
                "GET /{{users.nmae}} | loadtest.yaml:3:37: test-cases.browse: no such column of users: nmae (did you mean name?)"
            })
    void fieldsOfWhatThereIsNotAreToldAtTheirPlace(String request, String told) {
        Reading<Definition> reading =
                read(HEAD + "test-cases: { browse: \"" + request + "\" }\nfeeders: { users: users.csv }");
        assertThat(reading).isInstanceOf(Reading.Mistaken.class);
        if (reading instanceof Reading.Mistaken<Definition> mistaken) {
            assertThat(mistaken.mistakes().text().replace(folder + "/", "")).contains(told);
        }
    }

    @Test
    void aRequestIsFilledWithTheTriggersRow() throws Exception {
        Definition definition = whole(HEAD + """
                feeders: { users: users.csv, items: items.jsonl }
                test-cases:
                  browse:
                    post: /users/{{ users.city code }}/x?n={{users.name}}
                    headers: { X-User: "u {{users.name}}" }
                    query: { q: "{{users.city code}}" }
                    json: { item: "{{items.id}}", list: [ "{{users.name}}", 1, null ], as-is: "\\\\{{users.name}} {{x}}" }
                """);
        RecordedLoad recorded = new RecordedLoad();
        Map<String, Row> rows =
                Map.of("users", row(Map.of("name", "zoë b", "city code", "7/8")), "items", row(Map.of("id", "1")));
        Load load = Load.class.cast(Proxy.newProxyInstance(
                Load.class.getClassLoader(), new Class<?>[] {Load.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("feed") && arguments != null) {
                        Feed feed = () -> rows.getOrDefault(String.valueOf(arguments[0]), row(Map.of()));
                        return feed;
                    }
                    return method.invoke(recorded.load(), arguments);
                }));
        assertThat(definition.testCases().getFirst().scenario()).isInstanceOf(ScenarioFedRequest.class);
        if (definition.testCases().getFirst().scenario() instanceof ScenarioFedRequest request) {
            request.scenario().run(load);
        }
        assertThat(recorded.calls())
                .containsExactly(
                        "request POST /users/7%2F8/x?n=zo%C3%AB%20b",
                        "json {item=1, list=[zoë b, 1, null], as-is={{users.name}} {{x}}}",
                        "header X-User u zoë b",
                        "query q 7/8",
                        "named POST /users/{{ users.city code }}/x?n={{users.name}}",
                        "send");
    }

    @Test
    void withoutAFeederWhatStandsForItselfLosesItsBackslashToo() throws Exception {
        Definition definition = whole(HEAD + """
                test-cases:
                  browse: { post: "/a/\\\\{{users.name}}", headers: { X: "\\\\{{users.name}}" }, body: "\\\\{{users.name}} {{x}}" }
                """);
        RecordedLoad recorded = new RecordedLoad();
        if (definition.testCases().getFirst().scenario() instanceof ScenarioRequest request) {
            request.scenario().run(recorded.load());
        }
        assertThat(recorded.calls())
                .containsExactly(
                        "request POST /a/%7B%7Busers.name%7D%7D",
                        "body {{users.name}} {{x}}", "header X {{users.name}}", "send");
    }

    private static Row row(Map<String, String> values) {
        return new Row() {
            @Override
            public List<String> columns() {
                return List.copyOf(values.keySet());
            }

            @Override
            public String text(String column) {
                return String.valueOf(values.get(column));
            }

            @Override
            public long number(String column) {
                return Long.parseLong(text(column));
            }

            @Override
            public <T> T as(Class<T> type) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
