package dev.impulse.ci.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Calls of this very command, for processes of their own: by the same JVM, with the same options and classes, and so
/// with the same AOT cache.
final class OwnCommand {
    /// What one JVM alone may have: agents, and what writes a file or listens on a port.
    private static final List<String> NOT_TWICE = List.of(
            "-agentlib:",
            "-agentpath:",
            "-javaagent:",
            "-XX:AOTCacheOutput",
            "-XX:AOTConfiguration",
            "-XX:AOTMode",
            "-XX:StartFlightRecording",
            "-Xlog:gc",
            "-Dcom.sun.management.",
            "-Dimpulse.aot.log");

    private OwnCommand() {}

    /// Program and arguments.
    static List<String> of(Stream<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_TWICE.stream().noneMatch(option::startsWith))
                .forEach(words::add);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(Impulse.class.getName());
        arguments.forEach(words::add);
        return words;
    }
}
