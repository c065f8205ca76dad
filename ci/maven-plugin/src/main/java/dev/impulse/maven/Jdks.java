package dev.impulse.maven;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/// Where a JDK may be, and which of them the command can run on.
final class Jdks {
    static final int RELEASE = 25;

    private static final String JDK = "jdk";

    private Jdks() {}

    /// Those of the build: the one that was chosen for it, then others that Maven knows.
    static List<Path> ofToolchains(ToolchainManager toolchains, MavenSession session) {
        List<Toolchain> known = new ArrayList<>();
        Toolchain chosen = toolchains.getToolchainFromBuildContext(JDK, session);
        if (chosen != null) {
            known.add(chosen);
        }
        known.addAll(
                toolchains.getToolchains(session, JDK, Map.of("version", "[" + RELEASE + "," + (RELEASE + 1) + ")")));
        List<Path> homes = new ArrayList<>();
        for (Toolchain toolchain : known) {
            String java = toolchain.findTool("java");
            if (java != null) {
                homes.add(Path.of(java, "..", "..").normalize());
            }
        }
        return homes;
    }

    /// Those of the machine, in the places in which the script `impulse` looks.
    static List<Path> usual(Map<String, String> environment, String running, String userHome) {
        List<Path> homes = new ArrayList<>();
        for (String name : List.of("IMPULSE_JAVA_HOME", "JAVA_HOME")) {
            Optional.ofNullable(environment.get(name))
                    .filter(home -> !home.isEmpty())
                    .map(Path::of)
                    .ifPresent(homes::add);
        }
        homes.add(Path.of(running));
        Path user = Path.of(userHome);
        for (Path folder : List.of(
                Path.of("/usr/lib/jvm"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                user.resolve(".asdf/installs/java"),
                user.resolve(".local/share/mise/installs/java"),
                Path.of("/opt/java"))) {
            homes.addAll(children(folder));
        }
        for (Path folder : List.of(
                Path.of("/Library/Java/JavaVirtualMachines"), user.resolve("Library/Java/JavaVirtualMachines"))) {
            children(folder).forEach(child -> homes.add(child.resolve("Contents/Home")));
        }
        return homes;
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
                found.forEach(children::add);
            } catch (IOException unreadable) {
                return List.of();
            }
        }
        children.sort(null);
        return children;
    }

    /// Whether it is a JDK, with a compiler, of the release that the command needs.
    static boolean fits(Path home) {
        return version(home).matches(RELEASE + "([.+-].*)?")
                && Files.isExecutable(home.resolve("bin/java"))
                && Files.isExecutable(home.resolve("bin/javac"));
    }

    /// What a place has, for a message.
    static String found(Path home) {
        String version = version(home);
        return version.isEmpty() ? "no JDK" : version;
    }

    /// Empty where there is none.
    private static String version(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring("JAVA_VERSION=".length())
                            .replace("\"", "")
                            .strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException none) {
            return "";
        }
    }
}
