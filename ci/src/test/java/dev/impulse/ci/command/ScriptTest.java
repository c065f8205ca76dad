package dev.impulse.ci.command;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `impulse`: how it looks for a JDK, builds, makes the AOT cache, and what it leaves behind when it is
/// ended. Maven and the JDK are small scripts here that write down how they were called; `FreshCloneTest` has the real
/// ones.
class ScriptTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// Builds what the script looks for.
    private static final String BUILDS = """
            echo '[INFO] Scanning for projects...'
            echo '[INFO] Building Impulse: wire 0.1.0-SNAPSHOT                         [2/9]'
            mkdir -p "$clone/ci/target/impulse/lib"
            echo jar >"$clone/ci/target/impulse/lib/impulse-ci.jar"
            """;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Path clone;
    private Path jdk;
    private Path tools;

    @BeforeEach
    void lay() throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        jdk = folder.resolve("a jdk");
        tools = folder.resolve("tools");
        Files.copy(Path.of("..", "impulse"), clone.resolve("impulse"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        for (var source : List.of("ci/src/main/java/Main.java", "ci/src/test/java/MainTest.java")) {
            Files.createDirectories(clone.resolve(source).getParent());
            Files.writeString(clone.resolve(source), "class Main {}");
        }
        Files.createDirectories(jdk);
        Files.writeString(
                jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=25.0.3+9\nIMPLEMENTOR=\"Us\"\n");
        program(jdk.resolve("bin/javac"), "");
        trains("echo cache >\"$file\"");
        program(tools.resolve("mvn"), BUILDS);
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        for (var pid : lines("pids")) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aHomeWithoutAJdkIsToldWithWhatToDo() throws Exception {
        Files.delete(jdk.resolve("release"));
        var run = impulse();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said()).contains("IMPULSE_JAVA_HOME").contains("25");
    }

    @Test
    void anOlderJdkIsNotTaken() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        var run = impulse();
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said()).contains("IMPULSE_JAVA_HOME").contains("expected: the home of a JDK 25; found: 17.0.15");
    }

    @Test
    void firstUseBuildsAndMakesACacheAndTheNextStartsAtOnce() throws Exception {
        var first = impulse("quick", "a b");
        assertThat(first.code()).isZero();
        assertThat(first.said())
                .contains(
                        "impulse: building: first use",
                        "impulse:   [2/9] Impulse: wire",
                        "impulse: built in ",
                        "impulse: making the AOT cache for 25.0.3+9-Us")
                .doesNotContain("Scanning");
        assertThat(first.written()).contains("dev.impulse.ci.command.Impulse|quick|a b|");

        var second = impulse("quick", "a b");
        assertThat(second.said()).isEmpty();
        assertThat(second.written())
                .contains("|-XX:AOTCache=" + clone.toRealPath().resolve("ci/target/impulse/impulse-25.0.3+9-Us.aot|"));
        assertThat(lines("calls of mvn")).hasSize(1);
        assertThat(lines("calls of java")).hasSize(3);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aLinkToItIsFollowed() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/load"), Path.of("../a clone/impulse"));
        var run = finished(start(Map.of(), folder.resolve("bin/load").toString(), "--version"));
        assertThat(run.written()).contains("-Dimpulse.home=" + clone.toRealPath() + "|");
    }

    @Test
    void mavenGetsTheJdkThatWasFoundAndTheUsersOptions() throws Exception {
        program(tools.resolve("mvn"), "echo \"[ERROR] $JAVA_HOME $MAVEN_OPTS\"\n" + BUILDS);
        var run = finished(
                start(Map.of("JAVA_HOME", "/usr/lib/jvm/java-17", "MAVEN_OPTS", "-Xmx1g -Da=b"), "./impulse", "-V"));
        assertThat(run.said()).containsPattern("impulse:   " + jdk + " --enable-native-access.* -Xmx1g -Da=b\n");
    }

    @Test
    void aSourceThatIsNewerIsBuiltAndNamedAndATestIsNot() throws Exception {
        impulse("--version");
        age();
        Files.writeString(clone.resolve("ci/src/test/java/MainTest.java"), "class MainTest { int changed; }");
        Files.createDirectories(clone.resolve("examples/shop/results"));
        Files.writeString(clone.resolve("examples/shop/results/result.json"), "{}");
        assertThat(impulse("--version").said()).isEmpty();

        Files.writeString(clone.resolve("ci/src/main/java/Main.java"), "class Main { int changed; }");
        assertThat(impulse("--version").said())
                .contains("building: ci/src/main/java/Main.java is newer than what was built", "making the AOT cache");
        assertThat(impulse("--version").said()).isEmpty();
        assertThat(lines("calls of mvn")).hasSize(2);
    }

    @Test
    void aJarThatIsNewerThanTheCacheMakesAnotherCache() throws Exception {
        impulse("--version");
        age();
        Files.writeString(clone.resolve("ci/target/impulse/lib/impulse-ci.jar"), "of mvn verify");
        assertThat(impulse("--version").said()).contains("making the AOT cache").doesNotContain("building");
        assertThat(lines("calls of mvn")).hasSize(1);
    }

    @Test
    void withoutMavenItIsToldWhatToInstall() throws Exception {
        Files.delete(tools.resolve("mvn"));
        var run = finished(start(Map.of("PATH", pathWithoutMaven()), "./impulse", "--version"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said())
                .contains("Maven was not found on PATH; it builds Impulse (first use)", "apt install maven");
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aBuildThatFailsShowsItsErrorsAndIsDoneAgain() throws Exception {
        program(tools.resolve("mvn"), """
                echo '[INFO] Building Impulse: wire 0.1.0-SNAPSHOT                         [2/9]'
                echo '[ERROR] Loop.java:[3,1] class expected'
                echo '[ERROR] -> [Help 1]'
                echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
                exit 1
                """);
        var run = impulse("--version");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said())
                .contains(
                        "impulse:   Loop.java:[3,1] class expected",
                        "the build failed; all of it is in "
                                + clone.toRealPath().resolve("ci/target/impulse-build.log"))
                .doesNotContain("Help", "Re-run", "AOT");
        assertThat(clone.resolve("ci/target/impulse-build.log")).content().contains("[ERROR] Re-run Maven");
        assertThat(lines("calls of java")).isEmpty();
        assertThat(leftBehind()).isEmpty();

        program(tools.resolve("mvn"), BUILDS);
        assertThat(impulse("--version").said()).contains("building: first use", "built in");
    }

    @Test
    void aBuildThatFailsWithoutAnErrorOfMavensShowsItsLastLines() throws Exception {
        program(tools.resolve("mvn"), "echo \"Unrecognized VM option 'UseBiasedLocking'\" >&2\nexit 1");
        var run = impulse("--version");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said()).contains("impulse:   Unrecognized VM option 'UseBiasedLocking'", "the build failed");
    }

    @Test
    void twoRunsAtOnceBuildOnce() throws Exception {
        program(tools.resolve("mvn"), "until [[ -e \"$clone/go\" ]]; do sleep 0.05; done\n" + BUILDS);
        var one = start(Map.of(), "./impulse", "one");
        await().atMost(SOON).until(() -> lines("calls of mvn").size() == 1);
        var two = start(Map.of(), "./impulse", "two");
        await().atMost(SOON).until(() -> said(two).contains("process " + one.pid() + "); waiting for it"));
        Files.createFile(clone.resolve("go"));

        assertThat(finished(one).written()).contains("Impulse|one|");
        assertThat(finished(two).written()).contains("Impulse|two|");
        assertThat(said(two)).doesNotContain("building:", "making");
        assertThat(lines("calls of mvn")).hasSize(1);
        assertThat(lines("calls of java")).hasSize(3);
    }

    @Test
    void whatHoldsTheLockAfterARunWasKilledIsNotWaitedFor() throws Exception {
        program(tools.resolve("mvn"), waits());
        var killed = start(Map.of(), "./impulse");
        await().atMost(SOON).until(() -> lines("pids").size() == 1);
        killed.destroyForcibly().waitFor();
        program(tools.resolve("mvn"), BUILDS);
        assertThat(impulse().code()).isZero();

        var lock = clone.resolve("ci/target/impulse-build.lock");
        Files.delete(clone.resolve("ci/target/impulse/built"));
        Files.createDirectory(lock);
        assertThat(impulse().said())
                .as("a lock without a process")
                .contains("building")
                .doesNotContain("waiting");

        // In containers the first process of each has the same id.
        Files.delete(clone.resolve("ci/target/impulse/built"));
        Files.createDirectory(lock);
        var same = start(Map.of(), "bash", "-c", "echo $$ >\"$1/pid\"; exec ./impulse", "bash", lock.toString());
        assertThat(finished(same).said())
                .as("a lock of its own id")
                .contains("building")
                .doesNotContain("waiting");
        assertThat(lines("calls of mvn")).hasSize(4);
    }

    @Test
    void aBuildThatIsEndedTakesMavenDownAndIsDoneAgain() throws Exception {
        program(tools.resolve("mvn"), waits());
        var ended = start(Map.of(), "./impulse");
        await().atMost(SOON).until(() -> lines("pids").size() == 1);
        ended.destroy();
        assertThat(finished(ended).code()).isEqualTo(143);
        assertThat(isAlive(lines("pids").getFirst())).isFalse();
        assertThat(lines("calls of java")).isEmpty();
        assertThat(leftBehind()).isEmpty();

        program(tools.resolve("mvn"), BUILDS);
        assertThat(impulse().said()).contains("building: first use", "built in");
    }

    @Test
    void aTrainingThatIsEndedStartsNothing() throws Exception {
        trains("echo half >\"$file\"\n" + waits());
        var ended = start(Map.of(), "./impulse");
        await().atMost(SOON).until(() -> lines("pids").size() == 1);
        ended.destroy();
        assertThat(finished(ended).code()).isEqualTo(143);
        assertThat(isAlive(lines("pids").getFirst())).isFalse();
        assertThat(lines("calls of java")).hasSize(1);
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void aTrainingThatMakesNoCacheIsToldOnceAndNothingElseIsWrong() throws Exception {
        trains("echo 'no space left on device'; exit 1");
        var first = impulse("--version");
        assertThat(first.code()).isZero();
        assertThat(first.said()).contains("no AOT cache could be made: starts take longer. Why is in");
        assertThat(clone.resolve("ci/target/impulse/training.log")).content().contains("no space left");
        var second = impulse("--version");
        assertThat(second.said()).isEmpty();
        assertThat(second.written()).contains("Impulse|--version|").doesNotContain("-XX:AOTCache=");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTold() throws Exception {
        Files.createFile(clone.resolve("ci/target"));
        var run = impulse("--version");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.said()).contains("ci/target cannot be written to, and Impulse is to be built: first use");
    }

    /// What a run that has ended gave.
    private record Run(int code, String written, String said) {}

    private Run impulse(String... arguments) throws IOException, InterruptedException {
        return finished(start(
                Map.of(),
                Stream.concat(Stream.of("./impulse"), Stream.of(arguments)).toArray(String[]::new)));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(clone.toFile());
        builder.environment().remove("MAVEN_OPTS");
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("IMPULSE_JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        int number = started.size();
        builder.redirectOutput(folder.resolve("written " + number).toFile());
        builder.redirectError(folder.resolve("said " + number).toFile());
        var process = builder.start();
        started.add(process);
        return process;
    }

    private Run finished(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(SOON.toSeconds(), SECONDS)).as(said(process)).isTrue();
        int number = started.indexOf(process);
        return new Run(process.exitValue(), Files.readString(folder.resolve("written " + number)), said(process));
    }

    private String said(Process process) throws IOException {
        return Files.readString(folder.resolve("said " + started.indexOf(process)));
    }

    /// A program that writes down that it was called, and then does what is given.
    private void program(Path file, String does) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                #!/usr/bin/env bash
                set -eu
                clone='%s' folder='%s'
                printf '%%s|' "$@" >>"$folder/calls of ${0##*/}"
                echo >>"$folder/calls of ${0##*/}"
                """.formatted(clone, folder) + does);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// A JDK's java: in a training it does what is given, with `file` for where the cache goes; otherwise it shows how
    /// it was called.
    private void trains(String does) throws IOException {
        program(jdk.resolve("bin/java"), """
                case $1 in
                -XX:AOTCacheOutput=*)
                    file=${1#*=}
                    %s
                    ;;
                *) printf '%%s|' "$@" ;;
                esac
                """.formatted(does));
    }

    /// Stays until it is ended, under an id that is written down.
    private static String waits() {
        return "echo $$ >>\"$folder/pids\"; exec sleep 1000";
    }

    /// Everything that was built was so a minute ago.
    private void age() throws IOException {
        try (var built = Files.walk(clone)) {
            for (var file : built.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }

    private List<String> lines(String name) throws IOException {
        var file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Locks, and files that are not finished.
    private List<Path> leftBehind() throws IOException {
        try (var files = Files.walk(clone.resolve("ci/target"))) {
            return files.filter(file -> file.getFileName().toString().matches(".*(lock|begun|aot\\.).*"))
                    .toList();
        }
    }

    /// What the script needs of the system, and no more: Maven may be in the same folder.
    private String pathWithoutMaven() throws IOException {
        var few = Files.createDirectories(folder.resolve("few"));
        for (var name : List.of("bash", "cat", "find", "mkdir", "mv", "rm", "sleep")) {
            var found = Stream.of(System.getenv("PATH").split(":", -1))
                    .map(entry -> Path.of(entry, name).toAbsolutePath())
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            var wrapper = Files.writeString(few.resolve(name), "#!/bin/sh\nexec '" + found + "' \"$@\"\n");
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return few.toString();
    }

    /// A process that has ended and was not yet collected by its parent is dead as well.
    private static boolean isAlive(String pid) throws IOException {
        var status = Path.of("/proc", pid, "stat");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return Files.exists(status) && !Files.readString(status).contains(") Z ");
        }
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }
}
