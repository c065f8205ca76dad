package dev.impulse.benchmarks.soak;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Tries each of [Suspects] on the loop and on threads of its own, each in a JVM of its own that is ended when it takes
/// too long. `benchmarks/soak/trials` starts it.
public final class Trials {
    private static final long SECONDS_ALLOWED = 60;
    private static final long SECONDS_UNTIL_INPUT = 3;

    private Trials() {}

    /// Runs them, and prints what came of each.
    ///
    /// @param arguments parts of the names of those to try; all when there is none
    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (var suspect : Suspects.all().keySet()) {
            if (arguments.length == 0 || List.of(arguments).stream().anyMatch(suspect::contains)) {
                for (var threads : List.of("loop", "own")) {
                    System.out.println("## " + suspect + " (threads: " + threads + ")");
                    System.out.println(tried(suspect, threads));
                }
            }
        }
    }

    private static String tried(String suspect, String threads) throws IOException, InterruptedException {
        var output = Files.createTempFile("trial", ".txt");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dimpulse.loops=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Trial.class.getName(),
                suspect,
                threads));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        boolean ended = process.waitFor(SECONDS_UNTIL_INPUT, TimeUnit.SECONDS);
        if (!ended) {
            try (var input = process.outputWriter()) { // for the suspect that reads it
                input.write("read by the suspect");
            }
            ended = process.waitFor(SECONDS_ALLOWED - SECONDS_UNTIL_INPUT, TimeUnit.SECONDS);
        }
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        var said = Files.readString(output).strip();
        Files.delete(output);
        return ended ? said : said + "\nNOT ENDED within " + SECONDS_ALLOWED + " s";
    }
}
