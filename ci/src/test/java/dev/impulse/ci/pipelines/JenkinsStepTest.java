package dev.impulse.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.ci.pipelines.Workplace.Ended;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shared library's step `ci/pipelines/jenkins/vars/impulseRun.groovy`, by the Groovy that Jenkins has. Its `sh` is
/// a shell, called as Jenkins calls it; what else it asks Jenkins for is written down.
class JenkinsStepTest {
    private static final Path STEP = Workplace.PIPELINES.resolve("jenkins/vars/impulseRun.groovy");

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, Object> build = new TreeMap<>();
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
    void aRunThatPassesGivesItsVerdict() throws Exception {
        assertThat(call(Map.of("file", "passes.yaml", "options", List.of("--name", "it's $HOME"))))
                .isEqualTo("passed");
        assertThat(asked)
                .containsExactly(
                        "archiveArtifacts {allowEmptyArchive=true, artifacts=impulse-result/**}",
                        "junit {skipMarkingBuildUnstable=true, testResults=impulse-result/junit.xml}");
        assertThat(workplace.file("impulse-result/junit.xml")).content().contains("it's $HOME");
        assertThat(build.get("description")).hasToString("load test: passed");
    }

    @Test
    void aGateThatIsNotMetFailsTheBuildAfterItsResultWasKept() {
        assertThatThrownBy(() -> call(Map.of("file", "fails.yaml", "result", "its result")))
                .hasMessage("load test fails.yaml: failed");
        assertThat(asked)
                .containsExactly(
                        "archiveArtifacts {allowEmptyArchive=true, artifacts=its result/**}",
                        "junit {skipMarkingBuildUnstable=true, testResults=its result/junit.xml}",
                        "error load test fails.yaml: failed");
        assertThat(workplace.file("its result/junit.xml")).content().contains("<failure");
        assertThat(build.get("description")).hasToString("load test: failed");
    }

    @Test
    void aRunThatIsInconclusiveFailsOrWarnsAsTheSettingSays() throws Exception {
        assertThat(call(Map.of("file", "inconclusive.yaml", "inconclusive", "warn")))
                .isEqualTo("inconclusive");
        assertThat(asked).last().isEqualTo("unstable load test inconclusive.yaml: inconclusive");

        String command = workplace.program("ends", "exit 2");
        assertThatThrownBy(() -> call(Map.of("file", "a.yaml", "command", command)))
                .hasMessage("load test a.yaml: inconclusive");
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "4, 2", "5, 2", "70, 2"})
    void withoutAVerdictTheBuildFailsAndShowsNoTests(int code, int steps) throws Exception {
        String command = workplace.program("ends", "exit " + code);
        assertThatThrownBy(() -> call(Map.of("file", "a.yaml", "command", command)))
                .hasMessage("impulseRun: no verdict (exit code " + code + "); the log above says why");
        // What an earlier build left in the workspace is not this one's result.
        assertThat(asked).hasSize(steps).noneMatch(step -> step.startsWith("junit"));
        assertThat(build.get("description")).hasToString("load test: no verdict (exit code " + code + ")");
    }

    @Test
    void settingsThatAreWrongAreTold() {
        assertThatThrownBy(() -> call(Map.of("file", "a.yaml", "fiel", "b.yaml")))
                .hasMessage("impulseRun: fiel: no such setting"
                        + " (expected: one of file, options, inconclusive, result, command)");
        assertThatThrownBy(() -> call(Map.of("options", List.of()))).hasMessageContaining("file: not given");
        assertThatThrownBy(() -> call(Map.of("file", "a.yaml", "inconclusive", "pass")))
                .hasMessageContaining("inconclusive: pass (expected: fail or warn)");
    }

    private Object call(Map<String, Object> settings) throws IOException {
        Script step = new GroovyShell(binding()).parse(STEP.toFile());
        return step.invokeMethod("call", settings);
    }

    private Binding binding() {
        Binding binding = new Binding();
        binding.setVariable("currentBuild", build);
        binding.setVariable("sh", step(this::sh));
        for (String name : List.of("archiveArtifacts", "junit", "unstable", "error")) {
            binding.setVariable(name, step(arguments -> {
                asked.add(name + " " + (arguments instanceof Map<?, ?> named ? new TreeMap<>(named) : arguments));
                if (name.equals("error")) {
                    throw new IllegalStateException(arguments.toString());
                }
                return "";
            }));
        }
        return binding;
    }

    /// Jenkins writes a script without a first line of its own for `sh -xe`.
    private Object sh(Object arguments) {
        Map<?, ?> named = (Map<?, ?>) arguments;
        assertThat(named.get("returnStatus")).isEqualTo(true);
        try {
            Path script = Files.writeString(folder.resolve("script.sh"), String.valueOf(named.get("script")));
            Ended ended = workplace.run(Map.of(), "sh", "-xe", script.toString());
            return ended.code();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private Closure<Object> step(Function<Object, Object> does) {
        return new Closure<Object>(this) {
            @Override
            public Object call(Object... arguments) {
                return does.apply(arguments[0]);
            }
        };
    }
}
