package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.define.DefinedHook.Action;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hooks of a load test's file.
class HooksTest {

    private static final String HEAD = """
            target: http://localhost
            test-cases: { browse: GET / }
            phases:
              - warm-up: { for: 5s, browse: 1 tps }
              - steady: { for: 20s, browse: 1 tps }
              - steady: { for: 10s, name: night, browse: 1 tps }
            """;
    private static final String SYSTEM = "system: { command: ./shop, start-timeout: 20s }\n";

    @TempDir
    private Path folder;

    private Reading<Definition> read(String text, @Nullable String profile) {
        Variables variables = new Variables(Map.of(), Map.of("TOKEN", "t0k3n"), Map.of());
        return LoadTestFile.parse(folder.resolve("loadtest.yaml"), text, new Given(variables, profile));
    }

    private Definition whole(String text, @Nullable String profile) {
        return switch (read(text, profile)) {
            case Reading.Whole<Definition> whole -> whole.value();
            case Reading.Mistaken<Definition> mistaken ->
                throw new AssertionError(mistaken.mistakes().text());
        };
    }

    private String mistakes(String text) {
        return switch (read(text, null)) {
            case Reading.Whole<Definition> whole -> "no mistake";
            case Reading.Mistaken<Definition> mistaken ->
                mistaken.mistakes().text().replace(folder + "/", "");
        };
    }

    @Test
    void aCommandIsReadWithAllThatBelongsToIt() throws IOException {
        Files.createDirectory(folder.resolve("ops"));
        Definition definition = whole(HEAD + """
                hooks:
                  failover:
                    at: 2.5s in night
                    command: ./failover.sh 'db 2'
                    directory: ops
                    environment: { TOKEN: "${secret.TOKEN}" }
                    timeout: 30s
                    may-fail: true
                  plain: { at: 0s in steady, command: [ ./a, b c ] }
                """, null);
        assertThat(definition.hooks())
                .containsExactly(
                        new DefinedHook(
                                "failover",
                                "night",
                                Duration.ofMillis(2500),
                                new Action.Command(
                                        List.of("./failover.sh", "db 2"),
                                        folder.resolve("ops"),
                                        Map.of("TOKEN", "t0k3n")),
                                Duration.ofSeconds(30),
                                true),
                        new DefinedHook(
                                "plain",
                                "steady",
                                Duration.ZERO,
                                new Action.Command(List.of("./a", "b c"), folder, Map.of()),
                                DefinedHook.TIMEOUT,
                                false));
    }

    @Test
    void aRestartHasTheTimeThatTheSystemHasToStart() {
        DefinedHook restart = whole(HEAD + SYSTEM + "hooks: { restart: { at: 4s in warm-up, restart: system } }", null)
                .hooks()
                .getFirst();
        assertThat(restart.action()).isEqualTo(new Action.RestartSystem());
        assertThat(restart.timeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(restart.mayFail()).isFalse();
    }

    @Test
    void aHookOfAKindIsDoneInEachPhaseOfThatKind() {
        Definition definition = whole(
                HEAD + "hooks: { a: { at: 3s in steady, command: a }, b: { at: 3s in night, command: b } }", null);
        assertThat(definition.hooks())
                .extracting(hook -> hook.moments(definition.phases()))
                .containsExactly(
                        List.of(Duration.ofSeconds(8), Duration.ofSeconds(28)), List.of(Duration.ofSeconds(28)));
    }

    @Test
    void aProfileScalesItsMomentWithThePhases() {
        String text = HEAD + """
                hooks: { fail: { at: 5s in night, command: a, timeout: 30s } }
                profiles: { short: { durations: x 0.1 } }
                """;
        DefinedHook hook = whole(text, "short").hooks().getFirst();
        assertThat(hook.at()).isEqualTo(Duration.ofMillis(500));
        assertThat(hook.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(hook.moments(whole(text, "short").phases())).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void aProfileMayPutAnotherHookInItsStead() {
        String text = HEAD + """
                hooks: { fail: { at: 5s in night, command: a } }
                profiles: { gentle: { hooks: { fail: { command: b } } } }
                """;
        assertThat(whole(text, "gentle").hooks().getFirst().text()).isEqualTo("fail at 5 s in night: b");
    }

    @Test
    void gatesNameHooks() {
        assertThat(whole(
                                HEAD
                                        + "hooks: { fail: { at: 5s in night, command: a } }\ngates: errors < 5 % while fail",
                                null)
                        .gates())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fail: { command: a }                                | 7:16: hooks.fail.at: missing (expected: a moment of a phase, such as 5s in steady)
            fail: { at: 5s, command: a }                        | 7:22: hooks.fail.at: 5s (expected: a moment of a phase, such as 5s in steady)
            fail: { at: soon in steady, command: a }            | 7:22: hooks.fail.at: soon in steady (expected: a moment of a phase, such as 5s in steady)
            fail: { at: 5s in stedy, command: a }               | 7:28: hooks.fail.at: stedy: no such phase (did you mean steady?)
            fail: { at: 5s in zebra, command: a }               | 7:28: hooks.fail.at: zebra: no such phase (expected: one of warm-up, steady, night)
            fail: { at: 10s in steady, command: a }             | 7:22: hooks.fail.at: 10s: night is over by then (expected: less than its 10 s)
            fail: { at: 5s in steady }                          | 7:10: hooks.fail: nothing to do (expected: command, or restart: system)
            fail: { at: 5s in steady, comand: a }               | 7:36: hooks.fail.comand: unknown key (did you mean command?)
            fail: { at: 5s in steady, command: a && b }         | 7:47: hooks.fail.command: && in a command that runs without a shell (expected: [ sh, -c, \"…\" ] for what needs one)
            fail: { at: 5s in steady, command: a, timeout: 0s } | 7:57: hooks.fail.timeout: 0s (expected: a duration above 0)
            fail: { at: 5s in steady, restart: system }         | 7:45: hooks.fail.restart: the file starts no system (expected: system with its command, or a command of its own here)
            fail: { at: 5s in steady, restart: database }       | 7:45: hooks.fail.restart: database (expected: system)
            2nd: { at: 5s in steady, command: a }               | 7:10: hooks.2nd: no name for a hook (expected: a word of letters, digits, - and _ that begins with a letter)
            """)
    void mistakesAreToldWithTheirPlace(String hook, String expected) {
        assertThat(mistakes(HEAD + "hooks: { " + hook + " }"))
                .isEqualTo("loadtest.yaml:" + expected.replace("\\\"", "\"") + "\n1 mistake; nothing was started");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(mistakes(HEAD + SYSTEM + """
                hooks:
                  restart: { at: 5s in steady, restart: system, directory: ops }
                  both: { at: 50s in night, command: a, restart: system }
                gates:
                  - errors < 5 % while restrat
                  - errors < 5 % from both for 1 ms
                """)).isEqualTo("""
                loadtest.yaml:9:49: hooks.restart.directory: belongs to a command (expected: it to be left out: the system is started as system says)
                loadtest.yaml:10:15: hooks.both.at: 50s: night is over by then (expected: less than its 10 s)
                loadtest.yaml:10:41: hooks.both.restart: a second thing to do (expected: either command or restart)
                loadtest.yaml:12:24: gates[0]: restrat: no such hook (did you mean restart?)
                loadtest.yaml:13:32: gates[1]: 1 ms (expected: whole seconds, from 1 s to 1 h)
                5 mistakes; nothing was started""");
    }
}
