package dev.impulse.benchmarks.soak;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Dumps the threads of this JVM, virtual ones with it, while they run. For one thread.
final class Dumps {
    /// Every so many dumps are made by `jcmd` as well, from another process, as people would.
    private static final int DUMPS_BETWEEN_JCMD = 5;

    private static final int KEPT = 3;
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\": true");

    private final Path folder;
    private int taken;
    private int byJcmd;
    private long virtualThreadsSeen;

    Dumps(Path folder) {
        this.folder = folder;
    }

    /// Takes one; the newest few are kept as files.
    ///
    /// @throws IOException when a dump could not be made
    void take() throws IOException, InterruptedException {
        var file = folder.resolve("threads-" + taken % KEPT + ".json");
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
        virtualThreadsSeen += VIRTUAL.matcher(Files.readString(file)).results().count();
        if (taken % DUMPS_BETWEEN_JCMD == 0) {
            byJcmd();
        }
        taken++;
    }

    private void byJcmd() throws IOException, InterruptedException {
        var file = folder.resolve("threads.txt");
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        String.valueOf(ProcessHandle.current().pid()),
                        "Thread.print")
                .redirectOutput(file.toFile())
                .redirectErrorStream(true)
                .start();
        if (!jcmd.waitFor(60, TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
            jcmd.destroy();
            throw new IOException("jcmd Thread.print did not end well; it said:\n" + Files.readString(file));
        }
        byJcmd++;
    }

    int taken() {
        return taken;
    }

    int takenByJcmd() {
        return byJcmd;
    }

    /// Over all dumps: above 0 shows that they saw scenarios at work.
    long virtualThreadsSeen() {
        return virtualThreadsSeen;
    }
}
