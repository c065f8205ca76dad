package dev.impulse.generator.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Generator;
import dev.impulse.generator.Result.Machine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a result says of where it comes from. Asked once a run is over: the JVM's management takes a while to load.
final class ThisMachine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private ThisMachine() {}

    static Generator generator() {
        var version = Result.class.getPackage().getImplementationVersion();
        return new Generator(
                version == null ? "not from a jar" : version,
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                machine());
    }

    private static Machine machine() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                cpu());
    }

    /// As Linux says on x86; elsewhere the architecture has to do.
    private static String cpu() {
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
