package dev.impulse.ci.command;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/// Where scenarios find classes.
final class ClassPathOption {
    @Option(
            names = "--classpath",
            paramLabel = "PATHS",
            description =
                    "Jars and folders of classes that scenarios need, parted as Java parts them; beside those that"
                            + " a load test's file names.")
    private String classPath = "";

    List<Path> paths() {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }
}
