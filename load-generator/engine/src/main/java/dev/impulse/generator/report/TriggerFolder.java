package dev.impulse.generator.report;

import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.log.FileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Where a single trigger is kept: a file for each request and each answer, and all of it in `debug.json`.
public final class TriggerFolder {
    private static final String ALL = "debug.json";

    /// What the system under test wrote is kept beside it by who started that.
    private static final Pattern OWN =
            Pattern.compile("debug\\.json|system\\.log|\\d{2,}-.*\\.(request|response)\\.(txt|json)");

    private TriggerFolder() {}

    /// Whether it may be written into: it is not there, or holds nothing but what an earlier trigger has left.
    public static boolean takes(Path folder) {
        try {
            return !Files.exists(folder)
                    || Files.isDirectory(folder) && files(folder).stream().allMatch(TriggerFolder::isOwn);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Makes the folder, if there is none, and takes out what an earlier trigger has left.
    ///
    /// @throws IOException when that cannot be done
    public static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : files(folder)) {
            if (isOwn(file)) {
                Files.delete(file);
            }
        }
    }

    /// Writes the files.
    ///
    /// @throws IOException when the folder cannot be written
    public static void write(DebuggedTrigger trigger, Path folder) throws IOException {
        for (var call : trigger.calls().toList()) {
            write(call, folder);
        }
        write(folder.resolve(ALL), TriggerJson.text(trigger));
    }

    private static boolean isOwn(Path file) {
        return OWN.matcher(file.getFileName().toString()).matches();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void write(SeenCall call, Path folder) throws IOException {
        var base = (call.number() < 10 ? "0" : "") + call.number() + "-" + new FileNames().next(call.name());
        var request = CallText.request(call);
        if (!request.isEmpty()) {
            write(folder.resolve(base + ".request.txt"), String.join("\n", request) + "\n");
        }
        var answer = CallText.answer(call);
        if (!answer.isEmpty()) {
            write(folder.resolve(base + ".response.txt"), String.join("\n", answer) + "\n");
        }
        var body = call.received() == null ? null : call.received().body();
        var json = body == null ? null : BodyText.json(body);
        if (json != null) {
            write(folder.resolve(base + ".response.json"), json + "\n");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
