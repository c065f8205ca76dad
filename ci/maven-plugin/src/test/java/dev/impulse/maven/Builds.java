package dev.impulse.maven;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Builds other projects with a real Maven, and with what this build has made as if it were installed: a local
/// repository of its own that has just that, and else is the one of this build.
final class Builds {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("impulse.version", "0.1.0-SNAPSHOT");
    private static final long SOON_SECONDS = 170;

    /// What users' projects need, by the folder of its module.
    private static final Map<String, String> ARTIFACTS = Map.ofEntries(
            Map.entry("foundation/wire", "impulse-wire"),
            Map.entry("foundation/measure", "impulse-measure"),
            Map.entry("foundation/schema", "impulse-schema"),
            Map.entry("load-generator/api", "impulse-load-generator-api"),
            Map.entry("load-generator/engine", "impulse-load-generator"),
            Map.entry("load-generator/kotlin-api", "impulse-load-generator-kotlin"),
            Map.entry("dependency-mocker/api", "impulse-dependency-mocker-api"),
            Map.entry("dependency-mocker/engine", "impulse-dependency-mocker"),
            Map.entry("dependency-mocker/kotlin-api", "impulse-dependency-mocker-kotlin"),
            Map.entry("dependency-mocker/junit", "impulse-dependency-mocker-junit"),
            Map.entry("ci", "impulse-ci"),
            Map.entry("ci/maven-plugin", "impulse-maven-plugin"));

    /// Outside of folders that a test deletes: it is full of links into the other one.
    private final Path repository = Path.of("target/repository").toAbsolutePath();

    Builds() throws IOException {
        Path ours = Files.createDirectories(repository.resolve("dev/impulse"));
        Path outer =
                Path.of(System.getProperty("impulse.repository", System.getProperty("user.home") + "/.m2/repository"));
        link(outer, repository);
        link(outer.resolve("dev"), repository.resolve("dev"));
        install(ours, ".", "impulse");
        install(ours, "bom", "impulse-bom");
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            install(ours, artifact.getKey(), artifact.getValue());
        }
    }

    /// Leads each entry that is not there yet to the other repository's.
    private static void link(Path from, Path into) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                Path link = into.resolve(entry.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, entry);
                }
            }
        }
    }

    private static void install(Path ours, String module, String artifact) throws IOException {
        Path folder = Files.createDirectories(ours.resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        Files.copy(ROOT.resolve(module).resolve("pom.xml"), folder.resolve(name + ".pom"), REPLACE_EXISTING);
        for (String place : List.of("target/impulse/lib", "target")) {
            Path jar = ROOT.resolve(module).resolve(place).resolve(name + ".jar");
            if (Files.exists(jar)) {
                Files.copy(jar, folder.resolve(name + ".jar"), REPLACE_EXISTING);
                return;
            }
        }
    }

    /// What a build that has ended gave.
    record Build(int code, String said) {}

    /// @param environment put over this one's
    Build maven(Path project, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        String home = System.getProperty("impulse.maven");
        List<String> call = new ArrayList<>();
        call.add(home == null ? "mvn" : home + "/bin/mvn");
        call.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository));
        call.addAll(List.of(arguments));
        Path said = Files.createTempFile("maven-", ".log");
        ProcessBuilder builder = new ProcessBuilder(call)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeAll(List.of("IMPULSE_JAVA_HOME", "MAVEN_OPTS"));
        builder.environment().put("MAVEN_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(SOON_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("not ended within " + SOON_SECONDS + " s: " + Files.readString(said));
            }
            return new Build(process.exitValue(), Files.readString(said));
        } finally {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
            Files.delete(said);
        }
    }

    /// A copy of an example of the tree, without what a build has left in it.
    static Path copied(String example, Path into) throws IOException {
        Path from = ROOT.resolve("examples").resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).startsWith("target"))
                    .forEach(file -> copy(file, into.resolve(from.relativize(file))));
        }
        return into;
    }

    private static void copy(Path file, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
