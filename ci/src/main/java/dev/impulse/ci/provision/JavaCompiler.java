package dev.impulse.ci.provision;

import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The compiler of the JDK that runs this.
final class JavaCompiler implements Compiler {

    @Override
    public String version() {
        return "javac " + Runtime.version();
    }

    @Override
    public String compile(Path source, List<Path> classPath, Path into) throws ScenarioMistake {
        javax.tools.JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new ScenarioMistake(
                    "%s: this Java has no compiler: %s (expected: a JDK, not a JRE; Impulse's image has one when it is built with --build-arg BASE=eclipse-temurin:25)"
                            .formatted(source, System.getProperty("java.home")));
        }
        StringWriter written = new StringWriter();
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        // One file is one scenario: an empty source path keeps javac from reading its neighbours.
        List<String> options = List.of(
                "-d",
                into.toString(),
                "-cp",
                path,
                "-sourcepath",
                "",
                "-proc:none",
                "-parameters",
                "-g",
                "-nowarn",
                "-Xlint:none");
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(written, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            return compiled ? "" : written.toString();
        } catch (java.io.IOException closing) {
            throw new java.io.UncheckedIOException(closing);
        }
    }
}
