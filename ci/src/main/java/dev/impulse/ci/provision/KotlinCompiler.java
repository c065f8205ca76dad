package dev.impulse.ci.provision;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Kotlin's embeddable compiler, from a folder of its own. Its 60 MB and what they bring along never meet a scenario or
/// the load generator: the class loader that holds them has the JDK alone above it, and is let go after each use.
final class KotlinCompiler implements Compiler {
    private final Path folder;

    /// @param folder with the compiler's jars
    KotlinCompiler(Path folder) {
        this.folder = folder;
    }

    @Override
    public String version() {
        return jars().stream()
                .map(jar -> jar.getFileName().toString())
                .filter(name -> name.startsWith("kotlin-compiler-embeddable-"))
                .map(name -> "Kotlin "
                        + name.substring("kotlin-compiler-embeddable-".length(), name.length() - ".jar".length()))
                .findFirst()
                .orElse("Kotlin, not there");
    }

    @Override
    public String compile(Path source, List<Path> classPath, Path into) throws ScenarioMistake {
        List<Path> jars = jars();
        if (jars.isEmpty()) {
            throw new ScenarioMistake(
                    "%s: Kotlin's compiler is not in %s (expected: kotlin-compiler-embeddable-*.jar; ./impulse puts it there)"
                            .formatted(source, folder));
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader("kotlin-compiler", urls(jars), ClassLoader.getPlatformClassLoader());
                PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            Class<?> compiler = loader.loadClass("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
            Object code = inContextOf(
                    loader,
                    () -> compiler.getMethod("exec", PrintStream.class, String[].class)
                            .invoke(
                                    compiler.getConstructor().newInstance(),
                                    stream,
                                    arguments(source, classPath, into)));
            return code.toString().equals("OK") ? "" : written.toString(StandardCharsets.UTF_8);
        } catch (ReflectiveOperationException unknown) {
            throw new ScenarioMistake("%s: %s could not be used: %s".formatted(source, version(), unknown));
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }

    private static String[] arguments(Path source, List<Path> classPath, Path into) {
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new String[] {
            "-d",
            into.toString(),
            "-classpath",
            path,
            "-no-stdlib",
            "-no-reflect",
            "-nowarn",
            "-java-parameters",
            "-jvm-target",
            String.valueOf(Runtime.version().feature()),
            "-jdk-home",
            System.getProperty("java.home"),
            "-module-name",
            "scenario",
            source.toString()
        };
    }

    private interface Use {
        Object run() throws ReflectiveOperationException;
    }

    /// The compiler looks for its services by the thread's class loader.
    private static Object inContextOf(ClassLoader loader, Use use) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return use.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
                found.forEach(jars::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return jars;
    }

    private static URL[] urls(List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }
}
