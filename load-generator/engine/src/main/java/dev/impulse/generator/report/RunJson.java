package dev.impulse.generator.report;

import dev.impulse.generator.report.RunState.GivenUp;
import dev.impulse.generator.report.RunState.Running;
import dev.impulse.generator.report.RunState.Starting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What `run.json` holds while a run has no result.
///
/// @param process the id of the one that writes
/// @param at when it was written
record RunJson(RunState state, long process, Instant at) {
    static final String FILE = "run.json";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// Puts it in the place of the last one at once: whoever reads it sees one or the other.
    void write(Path folder) throws IOException {
        var tree = MAPPER.createObjectNode().put("version", ResultJson.VERSION);
        switch (state) {
            case Starting() -> tree.put("state", "starting");
            case Running running -> {
                tree.put("state", "running").put("loadTest", running.loadTest()).put("phase", running.phase());
                tree.set("reached", ResultJson.millis(running.reached().toNanos()));
                tree.set("of", ResultJson.millis(running.of().toNanos()));
            }
            case GivenUp(String why) -> tree.put("state", "given up").put("why", why);
        }
        tree.put("process", process).put("at", at.toString());
        var unfinished = folder.resolve(FILE + ResultFile.UNFINISHED);
        Files.write(unfinished, (tree.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(
                unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Reads it.
    ///
    /// @return null when there is none, or one that Impulse has not written
    static @Nullable RunJson read(Path folder) {
        try {
            var tree = new JsonPart(MAPPER.readTree(Files.readString(folder.resolve(FILE))), FILE + ": ");
            return new RunJson(state(tree), tree.count("process"), tree.text("at", "a moment", Instant::parse));
        } catch (IOException | JacksonException | UnreadableResult none) {
            return null;
        }
    }

    private static RunState state(JsonPart tree) throws UnreadableResult {
        return switch (tree.text("state")) {
            case "running" ->
                new Running(tree.text("loadTest"), tree.text("phase"), tree.duration("reached"), tree.duration("of"));
            case "given up" -> new GivenUp(tree.text("why"));
            default -> new Starting();
        };
    }
}
