package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FillingTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HOME", "/home/ada", "EMPTY", "", "TOKEN", "from-env");
    private static final Variables VARIABLES =
            new Variables(Map.of("RATE", "50", "NOTHING", ""), ENVIRONMENT, Map.of("PASSWORD", "hunter22"));

    private final List<String> mistakes = new ArrayList<>();

    private @Nullable Object filled(String text) {
        return switch (YamlFile.parse(
                "f",
                text,
                (root, told) -> new Filling(VARIABLES, "vars", path -> path.startsWith("hidden"), told)
                        .fill(root)
                        .root(),
                value -> new Object[] {value.plain()})) {
            case Reading.Whole<@Nullable Object[]> whole -> whole.value()[0];
            case Reading.Mistaken<@Nullable Object[]> mistaken -> {
                mistaken.mistakes().all().forEach(mistake -> mistakes.add(mistake.text()));
                yield null;
            }
        };
    }

    @Test
    void aValueIsFilledFromTheCallTheFileAndTheEnvironment() {
        assertThat(filled("""
                vars: { HOST: localhost, URL: "http://${HOST}:${PORT}", PORT: 8080, RATE: 10 }
                a: ${URL}/x
                b: ${RATE} tps
                c: ${env.HOME}/x
                d: [ "${HOST}", { e: "${HOST}" } ]
                hidden: Bearer ${secret.PASSWORD}
                """))
                .isEqualTo(Map.of(
                        "vars",
                        Map.of(
                                "HOST",
                                "localhost",
                                "URL",
                                "http://${HOST}:${PORT}",
                                "PORT",
                                BigInteger.valueOf(8080),
                                "RATE",
                                BigInteger.TEN),
                        "a",
                        "http://localhost:8080/x",
                        "b",
                        "50 tps",
                        "c",
                        "/home/ada/x",
                        "d",
                        List.of("localhost", Map.of("e", "localhost")),
                        "hidden",
                        "Bearer hunter22"));
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${ABSENT:-5 -> 50 tps} | 5 -> 50 tps",
                "${NOTHING:-so} | so",
                "${NOTHING} | ''",
                "${env.EMPTY:-so} | so",
                "${env.ABSENT:-a:-b} | a:-b",
                "${ABSENT:-}x | x",
                "$${RATE} | ${RATE}",
                "$$${RATE} | $${RATE}",
                "cost: 5 $ {RATE} | cost: 5 $ {RATE}",
                "${RATE}${RATE} | 5050"
            })
    void formsOfAText(String written, String meant) {
        assertThat(filled("a: \"" + written + "\"")).isEqualTo(Map.of("a", meant));
        assertThat(mistakes).isEmpty();
    }

    @Test
    void withoutQuotesItIsWhatItLooksLikeAndInQuotesWhereThatIsWanted() {
        assertThat(filled("a: ${RATE}\nb: '${RATE}'\nc: ${ABSENT:-true}"))
                .isEqualTo(Map.of("a", BigInteger.valueOf(50), "b", "50", "c", true));
        Reading<Integer> port = YamlFile.parse(
                "f",
                "{ port: '${RATE}' }",
                (root, told) -> new Filling(VARIABLES, "vars", path -> false, told)
                        .fill(root)
                        .root(),
                value -> {
                    Section section = value.section(Keys.of("port"));
                    return section == null ? null : section.optional("port", number -> number.integer(1, 99));
                });
        assertThat(port).isEqualTo(new Reading.Whole<>(50));
    }

    @Test
    void allThatIsMissingIsToldAtOnceWithItsPlaceAndTheNearest() {
        filled("""
                vars: { HOST: localhost }
                a: http://${HOTS}/${RTAE}
                b: [ 1, "x ${env.HOEM}" ]
                c: ${HOME}
                hidden: ${secret.PASSWROD}
                d: ${env.GONE_AND_LOST}
                e: ${GONE_AND_LOST}
                f: { hidden: "${secret.GONE_AND_LOST}" }
                """);
        assertThat(mistakes)
                .containsExactly(
                        "f:2:11: a: no such variable: HOTS (did you mean ${HOST}?)",
                        "f:2:19: a: no such variable: RTAE (did you mean ${RATE}?)",
                        "f:3:12: b[1]: no such variable in the environment: HOEM (did you mean ${env.HOME}?)",
                        "f:4:4: c: no such variable: HOME (did you mean ${env.HOME}?)",
                        "f:5:9: hidden: no such secret: PASSWROD (did you mean ${secret.PASSWORD}?)",
                        "f:6:4: d: no such variable in the environment: GONE_AND_LOST"
                                + " (expected: one that is set, or a default: ${env.GONE_AND_LOST:-…})",
                        "f:7:4: e: no such variable: GONE_AND_LOST (expected: --var GONE_AND_LOST=…, or a value under vars)",
                        "f:8:15: f.hidden: no such secret: GONE_AND_LOST (expected: a line GONE_AND_LOST=… in --secrets-file,"
                                + " or GONE_AND_LOST in the environment)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${RATE | a variable that is not closed (expected: ${NAME}; $${ for ${ itself)",
                "${ | a variable that is not closed (expected: ${NAME}; $${ for ${ itself)",
                "${} | ${} (expected: ${NAME}, ${NAME:-default}, ${env.NAME} or ${secret.NAME}; $${ for ${ itself)",
                "${2ND} | ${2ND} (expected: ${NAME}, ${NAME:-default}, ${env.NAME} or ${secret.NAME}; $${ for ${ itself)",
                "${A:-${B}} | a variable inside a variable (expected: one after the other, or one under vars)",
                "${file.X} | no such kind of variable: file. (expected: ${NAME}, ${NAME:-default}, ${env.NAME} or"
                        + " ${secret.NAME}; $${ for ${ itself)",
                "${secret.PASSWORD:-x} | a secret with a default in the file (expected: ${secret.PASSWORD})",
                "${secret.PASSWORD} | a secret where it would be shown (expected: secrets in `system`, and in a request's"
                        + " parts)"
            })
    void whatIsNoVariableIsToldAtItsPlace(String written, String told) {
        filled("a: \"" + written + "\"");
        assertThat(mistakes).singleElement().asString().startsWith("f:1:").endsWith(": a: " + told);
    }

    @Test
    void variablesThatStandForEachOtherAreTold() {
        filled("vars: { A: 'x${B}', B: '${C}', C: '${A}' }\nv: ${A}");
        assertThat(mistakes)
                .containsExactly("f:1:36: vars.C: variables that stand for each other: A, B, C"
                        + " (expected: each to end in a value)");
    }

    @Test
    void variablesThatGrowWithoutEndAreTold() {
        StringBuilder text = new StringBuilder("vars:\n  V0: \"ten letter\"\n");
        for (int i = 1; i < 60; i++) {
            text.append("  V%d: \"${V%d}${V%d}\"\n".formatted(i, i - 1, i - 1));
        }
        filled(text + "v: ${V59}");
        assertThat(mistakes)
                .singleElement()
                .asString()
                .contains("too long a text once variables are filled in (expected: at most 1 MB)");
    }

    @Test
    void variablesOfNothingTakeNoTimeHoweverManyThereAre() {
        StringBuilder text = new StringBuilder("vars:\n  V0: \"\"\n");
        for (int i = 1; i < 60; i++) {
            text.append("  V%d: \"${V%d}${V%d}\"\n".formatted(i, i - 1, i - 1));
        }
        filled(text + "v: ${V59}");
        assertThat(mistakes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: { p: ${RATE} }", "a: [ 1, ${RATE}, 2 ]", "a: { p: ${RATE} tps, b: 1 }"})
    void aVariableWithoutQuotesInsideBracesIsTold(String text) {
        filled(text);
        assertThat(mistakes)
                .containsExactly("f:1:" + (text.indexOf('$') + 1)
                        + ": a variable without quotes inside { } or [ ] (expected: quotes around the value, such as"
                        + " \"${NAME}\")");
    }

    @Test
    void aVariableInAKeyIsTold() {
        filled("a:\n  ${RATE}: 1");
        assertThat(mistakes)
                .containsExactly("f:2:3: a.${RATE}: a variable in a key (expected: variables in values alone)");
    }

    @Test
    void aSecretThatCannotBeHiddenIsRefused() {
        Variables shown = new Variables(Map.of(), Map.of(), Map.of("PIN", "123"));
        List<String> told = new ArrayList<>();
        YamlFile.parse(
                "f",
                "a: ${secret.PIN}",
                (root, all) -> new Filling(shown, "vars", path -> true, mistake -> {
                            told.add(mistake.text());
                            all.accept(mistake);
                        })
                        .fill(root)
                        .root(),
                Value::text);
        assertThat(told)
                .containsExactly("f:1:4: a: the secret PIN has less than 4 characters"
                        + " (expected: one that can be told from other text, and so be hidden)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden: ${secret.PASSWORD}", "vars: { V: 'x${secret.PASSWORD}' }\nhidden: ${V}"})
    void noMistakeShowsASecret(String text) {
        Reading<Integer> reading = YamlFile.parse(
                "f",
                text,
                (root, told) -> {
                    Filled filled = new Filling(VARIABLES, "vars", path -> true, told).fill(root);
                    assertThat(filled.secrets()).isEqualTo(Set.of("hunter22"));
                    assertThat(filled.toString()).doesNotContain("hunter22");
                    return filled.root();
                },
                value -> {
                    Section section = value.section(Keys.andNames("vars", "hidden"));
                    Value hidden = section == null ? null : section.optional("hidden");
                    if (hidden != null) {
                        hidden.integer(1, 2);
                        hidden.items();
                        hidden.refuse("it was " + hidden.text(), "another");
                        hidden.refuseAt(1, "it was " + hidden.text(), "another");
                    }
                    return null;
                });
        assertThat(reading).isInstanceOf(Reading.Mistaken.class);
        if (reading instanceof Reading.Mistaken<Integer> mistaken) {
            assertThat(mistaken.mistakes().text()).contains("***").doesNotContain("hunter22");
        }
        assertThat(VARIABLES.toString()).doesNotContain("hunter22");
    }

    @Property(tries = 500)
    void aTextWithoutVariablesStaysAsItIs(@ForAll @AlphaChars @NotEmpty String text) {
        assertThat(filled("a: \"" + text + "$\"")).isEqualTo(Map.of("a", text + "$"));
    }
}
