package dev.impulse.wire.loop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is chosen is decided once a JVM: each case has one of its own.
class SchedulingTest {
    private static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    @Test
    void virtualThreadsRunOnTheLoopsWhereTheJvmLetsThem() throws Exception {
        assertThat(told(OPEN)).isEqualTo("ON_LOOP, on the loop: true, virtual threads on the event loops");
    }

    @Test
    void withoutTheOpenedPackageTheJvmsSchedulerIsTakenAndTheReasonSaysWhatToDo() throws Exception {
        assertThat(told())
                .isEqualTo("DEFAULT, on the loop: false, virtual threads on the JVM's scheduler: java.lang is closed"
                        + " (start with --add-opens java.base/java.lang=ALL-UNNAMED)");
    }

    @Test
    void thePropertyAsksForTheJvmsScheduler() throws Exception {
        assertThat(told(OPEN, "-Dimpulse.scheduler=default"))
                .isEqualTo("DEFAULT, on the loop: false, virtual threads on the JVM's scheduler:"
                        + " impulse.scheduler=default was set");
    }

    private static String told(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of(arguments));
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, Telling.class.getName()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        return told.strip();
    }

    /// Runs in the JVM that is started: tells what was chosen, and where a virtual thread of a loop ran.
    static final class Telling {
        private Telling() {}

        public static void main(String[] arguments) throws Exception {
            try (var loops = Loops.of(1)) {
                var loop = loops.all().getFirst();
                boolean onLoop = Running.onVirtualThread(loop, loop::onLoop);
                System.out.println(
                        Scheduling.available() + ", on the loop: " + onLoop + ", " + Scheduling.description());
            }
        }
    }
}
