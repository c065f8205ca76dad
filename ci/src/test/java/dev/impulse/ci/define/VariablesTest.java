package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Variables, included files and profiles of a load test's file.
class VariablesTest {

    private static final String REST = """
            target: http://localhost:${PORT:-8080}
            test-cases: { browse: GET / }
            phases:
              - steady: { for: "${LENGTH:-20s}", browse: "${RATE:-50} tps" }
              - peak: { for: 10s, browse: 5 -> 50 tps }
            """;

    @TempDir
    private Path folder;

    private Reading<Definition> read(String text, @Nullable String profile, Map<String, String> given) {
        Variables variables = new Variables(given, Map.of("TOKEN", "t0k3n/&+"), Map.of());
        return LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, new Given(variables, profile));
    }

    private Definition whole(String text, @Nullable String profile, Map<String, String> given) {
        return switch (read(text, profile, given)) {
            case Reading.Whole<Definition> whole -> whole.value();
            case Reading.Mistaken<Definition> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    private List<String> mistakes(String text, @Nullable String profile, Map<String, String> given) {
        return switch (read(text, profile, given)) {
            case Reading.Whole<Definition> whole -> List.of();
            case Reading.Mistaken<Definition> mistaken ->
                mistaken.mistakes().all().stream()
                        .map(mistake -> mistake.text().replace(folder + "/", ""))
                        .toList();
        };
    }

    private static List<String> plan(Definition definition) {
        return definition.phases().stream()
                .map(phase -> phase.lasting().toSeconds() + " s " + rate(phase))
                .toList();
    }

    private static String rate(Phase phase) {
        return phase.demands().values().stream()
                .map(demand -> DemandText.text(demand, phase.lasting()))
                .findFirst()
                .orElse("none");
    }

    @Test
    void numbersTextsAndPartsOfThemAreFilledIn() {
        Definition definition = whole(REST + """
                vars: { RATE: 10, NAME: checkout }
                name: ${NAME}
                seed: ${SEED}
                limits: { triggers-in-flight: "${MOST:-7}" }
                """, null, Map.of("PORT", "99", "SEED", "7", "RATE", "70"));
        assertThat(definition.target()).hasToString("http://localhost:99");
        assertThat(plan(definition)).containsExactly("20 s 70 tps", "10 s 5 -> 50 tps");
        assertThat(definition.seed()).isEqualTo(7);
        assertThat(definition.name()).isEqualTo("checkout");
        assertThat(definition.limits().triggersInFlight()).isEqualTo(7);
        assertThat(definition.text()).contains("http://localhost:${PORT:-8080}");
    }

    @Test
    void whatIsMissingIsToldWithAllOtherMistakesAndNoFurtherOnesAreMadeOfIt() {
        assertThat(mistakes("""
                        vars: { HOST: localhost }
                        target: http://${HOTS}
                        test-cases: { browse: "${CASE}", pay: Pay.java }
                        phases:
                          - steady: { for: "${LENGHT}", browse: "${RATE} tps" }
                        seed: x
                        """, null, Map.of("RTAE", "1")))
                .containsExactly(
                        "--var: RTAE: no ${RTAE} in the file (did you mean RATE?)",
                        "loadtest.yaml:2:16: target: no such variable: HOTS (did you mean ${HOST}?)",
                        "loadtest.yaml:3:24: test-cases.browse: no such variable: CASE"
                                + " (expected: --var CASE=…, or a value under vars)",
                        "loadtest.yaml:3:39: test-cases.pay: no such file as Pay.java (expected: a file that is there)",
                        "loadtest.yaml:5:21: phases[0].steady.for: no such variable: LENGHT"
                                + " (expected: --var LENGHT=…, or a value under vars)",
                        "loadtest.yaml:5:42: phases[0].steady.browse: no such variable: RATE (did you mean ${RTAE}?)",
                        "loadtest.yaml:6:7: seed: x (expected: a whole number)");
    }

    @Test
    void aFilledInValueThatDoesNotFitIsToldAtItsPlace() {
        assertThat(mistakes(REST, null, Map.of("RATE", "fast", "PORT", "x y")))
                .hasSize(2)
                .anySatisfy(told -> assertThat(told).startsWith("loadtest.yaml:1:9: target: http://localhost:x y"))
                .anySatisfy(told -> assertThat(told).startsWith("loadtest.yaml:4:46: phases[0].steady.browse: fast"));
    }

    @Test
    void secretsGoToTheSystemAndItsRequestsAndNowhereElse() {
        Definition definition =
                whole(REST.replace("{ browse: GET / }", """
                        { browse: { post: "/x/${secret.TOKEN}", named: x, headers: { A: "Bearer ${secret.TOKEN}" },
                                    json: { deep: [ "${secret.TOKEN}" ] }, query: { q: "${secret.TOKEN}" } } }""".replace("/x/${secret.TOKEN}", "/x")) + """
                system:
                  command: [ java, "-Dtoken=${secret.TOKEN}" ]
                  environment: { TOKEN: "${secret.TOKEN}" }
                """, null, Map.of());
        assertThat(definition.system()).isNotNull();
        assertThat(definition.scrub().secrets().forms())
                .contains("t0k3n/&+", "t0k3n%2F%26%2B", "t0k3n%2f%26%2b", "t0k3n/&amp;+", "dDBrM24vJis=");
        assertThat(definition.scrub().toString()).doesNotContain("t0k3n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: ${secret.TOKEN}",
                "gates: [ \"${secret.TOKEN}\" ]",
                "classpath: \"${secret.TOKEN}\"",
                "vars: { X: \"${secret.TOKEN}\" }\nname: ${X}"
            })
    void aSecretWhereItWouldBeShownIsRefused(String line) {
        assertThat(mistakes(REST + line, null, Map.of()))
                .singleElement()
                .asString()
                .contains("a secret where it would be shown (expected: secrets in `system`, and in a request's parts)");
    }

    @Test
    void aPathWithASecretNeedsAnotherName() {
        String text =
                REST.replace("GET /", "{ get: \"/hook/${secret.TOKEN}\" }").replace("t0k3n/&+", "t");
        assertThat(mistakes(text.replace("TOKEN", "PATH_TOKEN"), null, Map.of()))
                .hasSize(1);
        Variables variables = new Variables(Map.of(), Map.of(), Map.of("TOKEN", "t0k3n"));
        Reading<Definition> reading =
                LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, new Given(variables, null));
        assertThat(reading.toString())
                .contains("what=***, expected=a request's name without `named`, which is shown: give it one")
                .doesNotContain("t0k3n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vars: [ 1 ] | vars: a list (expected: names with values)",
                "vars: { 2ND: 1 } | vars.2ND: no name for a variable (expected: a word of letters, digits and _, such as RATE)",
                "vars: { A: [ 1 ] } | vars.A: a list (expected: a text or a number)",
                "vars: { A: } \u0000name: ${A} | name: no such variable: A (expected: --var A=…, or a value under vars)"
            })
    void whatIsNoVariableIsTold(String line, String told) {
        assertThat(mistakes(REST + line.replace("\u0000", "\n"), null, Map.of()))
                .singleElement()
                .asString()
                .endsWith(told);
    }

    @Test
    void includedFilesAreMergedAndPathsAreRelativeToTheFileTheyStandIn() throws IOException {
        Files.createDirectories(folder.resolve("common"));
        Files.writeString(folder.resolve("common/Browse.java"), "");
        Files.writeString(folder.resolve("common/base.yaml"), """
                vars: { RATE: 10, PORT: 1 }
                target: http://localhost:${PORT}
                test-cases: { browse: Browse.java }
                system: { command: run }
                limits: { grace: 1s, triggers-in-flight: 5 }
                """);
        Definition definition = whole("""
                include: common/base.yaml
                vars: { PORT: 2 }
                limits: { grace: 2s }
                phases: [ steady: { for: 1s, browse: "${RATE} tps" } ]
                """, null, Map.of());
        assertThat(definition.target()).hasToString("http://localhost:2");
        assertThat(plan(definition)).containsExactly("1 s 10 tps");
        assertThat(definition.limits().grace()).hasSeconds(2);
        assertThat(definition.limits().triggersInFlight()).isEqualTo(5);
        assertThat(definition.testCases().getFirst().scenario())
                .hasToString(new ScenarioSource(
                                folder.resolve("common/Browse.java"),
                                definition.testCases().getFirst().scenario().origin())
                        .toString());
        DefinedSystem system = definition.system();
        assertThat(system == null ? null : system.directory()).isEqualTo(folder.resolve("common"));
    }

    @Test
    void aMistakeInAnIncludedFileNamesThatFile() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "seed: x\nlimits: { grase: 1s }\n");
        assertThat(mistakes("include: base.yaml\n" + REST, null, Map.of()))
                .containsExactly(
                        "base.yaml:1:7: seed: x (expected: a whole number)",
                        "base.yaml:2:11: limits.grase: unknown key (did you mean grace?)");
    }

    private static final String PROFILES = REST + """
            profiles:
              smoke: { rates: x 0.1, durations: x 0.5 }
              nightly:
                rates: x 2
                durations: x 10
                target: http://staging:${PORT}
                vars: { PORT: 81 }
                gates: p99 < 1 s
              other: { rates: "x ${UNSET}", name: "${UNSET}" }
            """;

    @Test
    void aProfileScalesThePlanAndGoesOverTheFile() {
        assertThat(plan(whole(PROFILES, "smoke", Map.of()))).containsExactly("10 s 5 tps", "5 s 0.5 -> 5 tps");
        Definition nightly = whole(PROFILES, "nightly", Map.of("RATE", "7"));
        assertThat(plan(nightly)).containsExactly("200 s 14 tps", "100 s 10 -> 100 tps");
        assertThat(nightly.target()).hasToString("http://staging:81");
        assertThat(nightly.gates()).hasSize(1);
        assertThat(nightly.profile()).isEqualTo("nightly");
        Definition plain = whole(PROFILES, null, Map.of());
        assertThat(plan(plain)).containsExactly("20 s 50 tps", "10 s 5 -> 50 tps");
        assertThat(plain.profile()).isNull();
    }

    @Test
    void aProfilesFactorMayBeAVariable() {
        Definition other = whole(PROFILES, "other", Map.of("UNSET", "3"));
        assertThat(plan(other)).containsExactly("20 s 150 tps", "10 s 15 -> 150 tps");
        assertThat(other.name()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nightyl | profiles: { nightly: {} } | --profile: nightyl: no such profile (did you mean nightly?)",
                "nightly | seed: 1 | --profile: nightly: no such profile",
                "a | profiles: { a: { rates: 2 } } | profiles.a.rates: 2 (expected: a factor above 0, such as x 2 or x 0.5)",
                "a | profiles: { a: { rates: x 0 } } | profiles.a.rates: x 0 (expected: a factor above 0, such as x 2 or x 0.5)",
                "a | profiles: { a: { durations: x -1 } } | profiles.a.durations: x -1 (expected: a factor above 0, such as x 2 or x 0.5)",
                "'' | profiles: { a: { rates: fast } } | profiles.a.rates: fast (expected: a factor above 0, such as x 2 or x 0.5)",
                "'' | profiles: { a: { rtes: x 1 } } | profiles.a.rtes: unknown key (did you mean rates?)",
                "'' | profiles: { a: { include: x } } | profiles.a.include: unknown key",
                "'' | profiles: { 'a b': {} } | profiles.a b: no name for a profile",
                "'' | profiles: { a: x } | profiles.a: x (expected: a mapping with rates, users, durations",
                "'' | profiles: [] | profiles: a list (expected: names with values)",
                "a | profiles: { a: { durations: x 100000000 } } | profiles.a: phases that cannot be scaled so: lasting:",
                "a | profiles: { a: { rates: x 100000000 } } | profiles.a: phases that cannot be scaled so: perSecond:",
                "a | profiles: { a: { sed: 1 } } | profiles.a.sed: unknown key (did you mean seed?)"
            })
    void mistakesInProfilesAreTold(String profile, String line, String told) {
        assertThat(mistakes(REST + line, profile.isEmpty() ? null : profile, Map.of()))
                .first()
                .asString()
                .contains(told);
    }
}
