package dev.impulse.maven;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The command, in a JVM of its own.
///
/// @param jdk the home of a JDK 25
/// @param classPath the command's
/// @param directory where it is called
record Command(Path jdk, List<Path> classPath, Path directory) {
    /// As the script `impulse` has them, which says why.
    static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final int GRACE_SECONDS = 30;

    /// Runs it to its end, and hands on each line that it writes. When Maven is ended, it is too: in order, with what
    /// it has started.
    ///
    /// @return its exit code
    int run(List<String> arguments, Consumer<String> lines) throws IOException, InterruptedException {
        List<String> call = new ArrayList<>();
        call.add(jdk.resolve("bin/java").toString());
        call.addAll(JVM_OPTIONS);
        call.add("-cp");
        call.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        call.add("dev.impulse.ci.command.Impulse");
        call.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(call).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        Thread ending = new Thread(() -> end(process), "end of the load test");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            process.getOutputStream().close();
            try (BufferedReader written = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = written.readLine(); line != null; line = written.readLine()) {
                    lines.accept(line);
                }
            }
            return process.waitFor();
        } finally {
            end(process);
            forget(ending);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException atOnce) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException alreadyEnding) {
            // Maven is being ended, and so is what the hook ends.
        }
    }
}
