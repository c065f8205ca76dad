package dev.impulse.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.pipelines.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The shell steps of `ci/pipelines/github/action.yml`, by the shell that GitHub's runner calls.
class GitHubActionTest {
    private static final Path ACTION = Workplace.PIPELINES.resolve("github/action.yml");

    @TempDir
    Path folder;

    private Workplace workplace;
    private Path output;
    private Path summary;
    private JsonNode action;

    @BeforeEach
    void begin() throws IOException {
        workplace = new Workplace(Files.createDirectory(folder.resolve("a project")));
        output = Files.createFile(folder.resolve("output"));
        summary = Files.createFile(folder.resolve("step summary"));
        action = Steps.documents(ACTION).getFirst();
    }

    @AfterEach
    void end() {
        workplace.close();
    }

    @Test
    void aRunThatPassesHasItsSummaryOnThePage() throws Exception {
        Ended step = run(Map.of("file", "passes.yaml"));
        assertThat(step.code()).as(step.said()).isZero();
        assertThat(step.said()).contains("passed   40 of 40 triggers").doesNotContain("::");
        assertThat(output).hasContent("exit-code=0\nverdict=passed\n");
        assertThat(summary).content().isEqualTo(workplace.text("impulse-result/summary.md"));
        assertThat(workplace.file("impulse-result/junit.xml")).exists();
    }

    @Test
    void aGateThatIsNotMetFailsTheStepAndIsNamedAsAnError() throws Exception {
        Ended step = run(Map.of("file", "fails.yaml", "result", "out/result", "options", "--name=50 % more\n"));
        assertThat(step.code()).as(step.said()).isEqualTo(1);
        assertThat(output).content().contains("exit-code=1", "verdict=failed");
        assertThat(summary).content().isEqualTo(workplace.text("out/result/summary.md"));
        assertThat(step.said().lines().filter(line -> line.startsWith("::")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("::error title=Impulse::"))
                .last()
                .asString()
                .contains("100 %25", "(expected: home errors < 1 %25)");
        assertThat(summary).content().contains("50 % more");
    }

    @Test
    void aRunThatIsInconclusiveFailsOrWarnsAsTheInputSays() throws Exception {
        Ended step = run(Map.of("file", "inconclusive.yaml"));
        assertThat(step.code()).as(step.said()).isEqualTo(2);
        assertThat(step.said()).contains("::error title=Impulse::inconclusive: ");
        assertThat(output).content().contains("verdict=inconclusive");
        assertThat(summary).content().isNotEmpty();

        Ended warned = run(Map.of("file", "inconclusive.yaml", "inconclusive", "warn"));
        assertThat(warned.code()).as(warned.said()).isZero();
        assertThat(warned.said())
                .contains("::warning title=Impulse::inconclusive: ")
                .doesNotContain("::error");
        assertThat(output).content().endsWith("exit-code=2\nverdict=inconclusive\n");
    }

    @Test
    void mistakesAreOnThePageAndNoResultOfAnEarlierRunIs() throws Exception {
        Files.createDirectories(workplace.file("impulse-result"));
        Files.writeString(workplace.file("impulse-result/summary.md"), "of an earlier run");
        Ended step = run(Map.of("file", "wrong.yaml"));
        assertThat(step.code()).as(step.said()).isEqualTo(3);
        assertThat(output).content().contains("verdict=wrong-input");
        assertThat(summary)
                .content()
                .contains("no verdict (exit code 3)", "targte: unknown key")
                .doesNotContain("earlier");
        assertThat(step.said())
                .contains("::error title=Impulse::wrong.yaml:1:1: phases: missing")
                .contains("%0Awrong.yaml:2:1: targte: unknown key");
    }

    @Test
    void whatCouldNotBeStartedIsToldApart() throws Exception {
        Ended step = run(Map.of("file", "refused.yaml"));
        assertThat(step.code()).as(step.said()).isEqualTo(4);
        assertThat(output).content().contains("verdict=environment");
        assertThat(summary).content().contains("no verdict (exit code 4)", "nothing was measured");
    }

    @Test
    void aWordThatTheInputDoesNotKnowIsRefused() throws Exception {
        Ended step = run(Map.of("file", "passes.yaml", "inconclusive", "pass"));
        assertThat(step.code()).isEqualTo(3);
        assertThat(step.said()).contains("::error title=Impulse::inconclusive: pass (expected: fail or warn)");
        assertThat(workplace.file("impulse-result")).doesNotExist();
    }

    @Test
    void whatWasBuiltIsKeptByTheContentOfTheSources() throws Exception {
        Path clone = Files.createDirectories(folder.resolve("_actions/a clone"));
        Path own = Files.createDirectories(clone.resolve("ci/pipelines/github"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        Map<String, String> environment = Map.of("GITHUB_ACTION_PATH", own.toString());
        bash("sources", environment);
        String first = Files.readString(output);
        assertThat(first).contains("home=" + clone.toRealPath() + "\n").containsPattern("key=[0-9a-f]{64}\n");

        Files.createDirectories(clone.resolve("ci/target/impulse"));
        Files.writeString(clone.resolve("ci/target/impulse/built"), "");
        bash("sources", environment);
        assertThat(output).content().isEqualTo(first + first);

        Files.writeString(clone.resolve("pom.xml"), "<project><!-- another --></project>");
        bash("sources", environment);
        assertThat(Files.readString(output).substring(2 * first.length())).isNotEqualTo(first);
    }

    @Test
    void whatWasRestoredIsNotBuiltAgain() throws Exception {
        Path clone = Files.createDirectories(folder.resolve("a clone"));
        Files.writeString(clone.resolve("impulse"), """
                #!/usr/bin/env bash
                cd "$(dirname "$0")"
                if [[ -f ci/target/impulse/built && ! pom.xml -nt ci/target/impulse/built ]]; then echo at once; else echo building; fi
                echo "$* $IMPULSE_JAVA_HOME"
                """);
        assertThat(clone.resolve("impulse").toFile().setExecutable(true)).isTrue();
        Path built = clone.resolve("ci/target/impulse/built");
        Files.createDirectories(built.getParent());
        Map<String, String> environment = Map.of("IMPULSE_HOME", clone.toString(), "IMPULSE_JAVA_HOME", "a jdk");

        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        assertThat(bash("Build Impulse", environment).said()).isEqualTo("building\n--version a jdk\n");

        Files.writeString(built, "");
        Files.setLastModifiedTime(built, FileTime.from(Instant.EPOCH));
        assertThat(bash("Build Impulse", environment).said()).isEqualTo("at once\n--version a jdk\n");
    }

    @Test
    void theResultIsKeptHoweverTheRunEnded() {
        JsonNode keep = step("Keep the result");
        assertThat(keep.get("if").asString()).startsWith("always() && ");
        assertThat(keep.at("/with/path").asString()).isEqualTo("${{ inputs.working-directory }}/${{ inputs.result }}");
    }

    @Test
    void gitHubsOwnLanguageServiceFindsNothingWrong() throws Exception {
        Path service = Foreign.npmModule("@actions/languageservice");
        // Its modules are for bundlers, which need not be told what a file of JSON is.
        Files.writeString(folder.resolve("json.mjs"), """
                import { register } from 'node:module';
                register('data:text/javascript,' + encodeURIComponent(`export const load = (url, context, next) =>
                  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context)`));
                """);
        Files.writeString(folder.resolve("check.mjs"), """
                import { readFileSync } from 'node:fs';
                const { validate } = await import(process.argv[2]);
                const text = readFileSync(process.argv[3], 'utf8');
                const lines = () => text.split('\\n').length;
                const found = await validate({ uri: 'file:///action.yml', languageId: 'yaml', version: 1, getText: () => text,
                  positionAt: character => ({ line: 0, character }), offsetAt: () => 0, lineCount: lines() });
                console.log('found ' + found.length);
                found.forEach(each => console.log(each.message));
                """);
        assertThat(checked(service, ACTION).said()).contains("found 0\n");

        Path broken = Files.writeString(
                folder.resolve("action.yml"),
                Files.readString(ACTION).replace("shell: bash", "shel: bash").replace("steps.run.", "steps.runn."));
        assertThat(checked(service, broken).said()).contains("Unexpected value 'shel'");
    }

    private Ended checked(Path service, Path file) throws IOException, InterruptedException {
        return workplace.run(
                Map.of("NODE_NO_WARNINGS", "1"),
                "node",
                "--import",
                folder.resolve("json.mjs").toUri().toString(),
                folder.resolve("check.mjs").toString(),
                service.resolve("dist/index.js").toUri().toString(),
                file.toString());
    }

    /// The step that runs the load test, with the command that these tests are about.
    private Ended run(Map<String, String> given) throws IOException, InterruptedException {
        Map<String, String> inputs = Steps.inputs(action.get("inputs"), given);
        inputs.put("command", "impulse");
        Map<String, String> environment = new HashMap<>();
        step("run")
                .get("env")
                .forEachEntry((name, value) -> environment.put(name, Steps.ofGitHub(value.asString(), inputs)));
        return bash("run", environment);
    }

    /// Runs a step's text as GitHub's runner does for `shell: bash`.
    private Ended bash(String step, Map<String, String> environment) throws IOException, InterruptedException {
        assertThat(step(step).get("shell").asString()).isEqualTo("bash");
        Path script = folder.resolve("step.sh");
        Files.writeString(script, step(step).get("run").asString());
        Map<String, String> all = new HashMap<>(environment);
        all.put("GITHUB_OUTPUT", output.toString());
        all.put("GITHUB_STEP_SUMMARY", summary.toString());
        all.put("RUNNER_TEMP", folder.toString());
        return workplace.run(all, "bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
    }

    /// By id, or by name where it has none.
    private JsonNode step(String wanted) {
        return action.at("/runs/steps")
                .valueStream()
                .filter(step -> wanted.equals(step.path("id").asString(""))
                        || wanted.equals(step.path("name").asString("")))
                .findFirst()
                .orElseThrow();
    }
}
