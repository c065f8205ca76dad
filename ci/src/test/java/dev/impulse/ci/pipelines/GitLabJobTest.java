package dev.impulse.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.pipelines.Workplace.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The job of `ci/pipelines/gitlab/impulse.yml`: its script by both shells that a runner may find in an image, and all
/// of it by gitlab-ci-local, which knows GitLab's schema and runs jobs as a runner does.
class GitLabJobTest {
    private static final Path INCLUDE = Workplace.PIPELINES.resolve("gitlab/impulse.yml");

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void begin() throws IOException {
        workplace = new Workplace(Files.createDirectory(folder.resolve("a project")));
    }

    @AfterEach
    void end() {
        workplace.close();
    }

    @Test
    void aGateThatIsNotMetFailsTheJobAndTheResultIsThere() throws Exception {
        Ended job = run("sh", Map.of("file", "fails.yaml", "options", "--name=a b\n\n--gate=errors < 1 %\n"));
        assertThat(job.code()).as(job.said()).isEqualTo(1);
        assertThat(job.said()).contains("failed", "p99", "errors < 1 %");
        assertThat(workplace.file("impulse-result/junit.xml")).content().contains("a b", "<failure");
        assertThat(workplace.file("impulse-result/summary.md")).exists();
    }

    @Test
    void scenariosAreCompiledIntoTheJobsCache() throws Exception {
        Ended job = run("bash", Map.of("file", "inconclusive.yaml", "inconclusive", "warn", "result", "its result"));
        assertThat(job.code()).as(job.said()).isEqualTo(2);
        assertThat(workplace.file(".impulse-cache/impulse")).isNotEmptyDirectory();
        assertThat(workplace.file("its result/junit.xml")).content().contains("<error");
        assertThat(job().at("/cache/paths/0").asString()).isEqualTo(".impulse-cache");
        assertThat(job().at("/cache/when").asString()).isEqualTo("always");
    }

    @ParameterizedTest
    @CsvSource({
        "0, fail, 0",
        "1, fail, 1",
        "2, fail, 1",
        "3, fail, 3",
        "4, fail, 4",
        "5, fail, 5",
        "0, warn, 0",
        "1, warn, 1",
        "2, warn, 2",
        "3, warn, 3",
        "70, warn, 70"
    })
    void exitCodesAreTheJobs(int ofTheCommand, String inconclusive, int ofTheJob) throws Exception {
        String command = workplace.program("ends", "exit " + ofTheCommand);
        for (String shell : List.of("sh", "bash")) {
            Ended job = run(shell, Map.of("command", command, "inconclusive", inconclusive));
            assertThat(job.code()).as(shell + ": " + job.said()).isEqualTo(ofTheJob);
        }
        assertThat(job().at("/allow_failure/exit_codes").toString()).isEqualTo("[2]");
    }

    @Test
    void theResultIsKeptAndShownHoweverTheRunEnded() throws Exception {
        JsonNode artifacts = job().get("artifacts");
        assertThat(artifacts.get("when").asString()).isEqualTo("always");
        assertThat(artifacts.at("/paths/0").asString()).isEqualTo("$[[ inputs.result ]]/");
        assertThat(artifacts.at("/reports/junit").asString()).isEqualTo("$[[ inputs.result ]]/junit.xml");
    }

    @Test
    void includedInAPipelineItIsAJobThatWarnsAndKeepsTheResult() throws Exception {
        String runner = Foreign.program("gitlab-ci-local");
        Foreign.program("rsync"); // by which it isolates a job
        Files.copy(INCLUDE, workplace.file("impulse.yml"));
        Files.writeString(workplace.file(".gitlab-ci.yml"), """
                include:
                  - local: impulse.yml
                    inputs:
                      image: registry.example.com/impulse
                      file: inconclusive.yaml
                      inconclusive: warn
                      job: load
                      options: |
                        --name=of a pipeline
                """);
        git("init", "--quiet");
        git("remote", "add", "origin", "git@gitlab.example.com:team/shop.git");
        git("add", "--all");
        git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=All");

        Ended pipeline = workplace.run(
                Map.of(), runner, "--force-shell-executor", "--shell-isolation", "--artifacts-to-source", "load");
        assertThat(pipeline.said())
                .contains("json schema validated", "? inconclusive", "WARN")
                .doesNotContain("FAIL");
        assertThat(pipeline.code()).as(pipeline.said()).isZero();
        assertThat(workplace.file("impulse-result/junit.xml")).content().contains("of a pipeline");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        String[] call = new String[arguments.length + 1];
        call[0] = "git";
        System.arraycopy(arguments, 0, call, 1, arguments.length);
        Ended git = workplace.run(Map.of(), call);
        assertThat(git.code()).as(git.said()).isZero();
    }

    private static JsonNode job() throws IOException {
        return Steps.documents(INCLUDE).get(1).get("$[[ inputs.job ]]");
    }

    /// Runs the job's script as GitLab's runner does, with errors that end it.
    private Ended run(String shell, Map<String, String> given) throws IOException, InterruptedException {
        Map<String, String> inputs =
                Steps.inputs(Steps.documents(INCLUDE).getFirst().at("/spec/inputs"), given);
        Map<String, String> environment = new HashMap<>();
        environment.put("CI_PROJECT_DIR", workplace.file("").toString());
        job().get("variables")
                .forEachEntry((name, value) -> environment.put(name, Steps.ofGitLab(value.asString(), inputs)));
        Path script = folder.resolve("job.sh");
        Files.write(
                script,
                job().get("script").valueStream().map(JsonNode::asString).toList());
        return workplace.run(environment, shell, "-e", script.toString());
    }
}
