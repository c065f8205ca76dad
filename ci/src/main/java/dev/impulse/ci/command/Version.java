package dev.impulse.ci.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/// Which Impulse this is, and how it runs.
final class Version {
    private static final Pattern REASON = Pattern.compile(
            "has changed|[Mm]ismatch|not the one used|not the same|[Uu]nable to|validation: failed|error has occurred|created by a different|corrupt|truncated");

    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "impulse " + (version == null ? "(not from a jar)" : version);
    }

    /// Text, and lines for the JDK, the AOT cache, the heap and the scheduler.
    static String inDetail() {
        return String.join(
                System.lineSeparator(),
                text(),
                "java       " + Runtime.version() + ", " + System.getProperty("java.vendor") + ", "
                        + System.getProperty("java.home"),
                "aot cache  " + cache(),
                "heap       up to " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB, " + collectors(),
                "processors " + Runtime.getRuntime().availableProcessors(),
                "scheduler  " + scheduler());
    }

    private static String collectors() {
        boolean serial = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .anyMatch(bean -> bean.getName().equals("Copy"));
        return serial
                ? "serial collector"
                : ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName();
    }

    /// The script has the JVM write down what it did with its cache; only the JVM knows.
    private static String cache() {
        String log = System.getProperty("impulse.aot.log");
        if (log == null) {
            return "not used (not started by ./impulse)";
        }
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        String file = arguments.stream()
                .filter(argument -> argument.startsWith("-XX:AOTCache="))
                .map(argument -> argument.substring("-XX:AOTCache=".length()))
                .findFirst()
                .orElse("");
        if (file.isEmpty()) {
            return "not there: it could not be made; see training.log beside " + log;
        }
        try {
            return judged(file, Files.readAllLines(Path.of(log), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return file + ", but what the JVM did with it is not known: " + unreadable.getMessage();
        }
    }

    /// Reads what HotSpot wrote under the tags aot, cds and class+path: it maps a cache, or says first why it does not.
    static String judged(String file, List<String> log) {
        if (log.stream().anyMatch(line -> line.startsWith("Mapped static"))) {
            return "used: " + file;
        }
        List<String> reasons = log.stream()
                .filter(line -> REASON.matcher(line).find())
                .map(String::strip)
                .limit(2)
                .toList();
        return "rejected by the JVM: " + file + " ("
                + (reasons.isEmpty() ? "it does not say why" : String.join("; ", reasons)) + ")";
    }

    private static String scheduler() {
        try {
            Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
            Constructor<?> constructor = builder.getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return "on the event loops";
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return "the JVM's own: its internals are closed to us ("
                    + closed.getClass().getSimpleName() + "); needs --add-opens java.base/java.lang=ALL-UNNAMED";
        }
    }
}
