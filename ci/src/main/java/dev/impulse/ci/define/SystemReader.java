package dev.impulse.ci.define;

import dev.impulse.ci.define.DefinedSystem.Ready;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads `system`.
final class SystemReader {

    static final Keys KEYS = Keys.of("command", "ready", "directory", "environment", "start-timeout");
    static final Keys READY = Keys.of("get", "port", "log");

    private static final String READY_EXPECTED = "GET /health, or one of get, port and log with its value";

    private final @Nullable URI target;

    /// @param target null after a mistake in it
    SystemReader(@Nullable URI target) {
        this.target = target;
    }

    @Nullable
    DefinedSystem read(Value value) {
        Section system = value.section(KEYS);
        if (system == null) {
            return null;
        }
        List<String> command = system.required("command", CommandWords.EXPECTED, CommandWords::of);
        Ready ready = system.optional("ready") == null ? targetListens() : system.optional("ready", this::ready);
        Path directory = system.optional("directory", Paths.folder(value), SystemReader::directory);
        Map<String, String> environment = system.optional("environment", Map.of(), SystemReader::environment);
        Duration startTimeout = system.optional("start-timeout", DefinedSystem.START_TIMEOUT, Value::duration);
        return command == null || ready == null
                ? null
                : new DefinedSystem(command, ready, directory, environment, startTimeout);
    }

    private @Nullable Ready ready(Value value) {
        if (value.isScalar()) {
            String text = value.text(READY_EXPECTED);
            if (text == null) {
                return null;
            }
            if (text.startsWith("GET ")) {
                return answers(value, text.substring("GET ".length()).strip());
            }
            value.refuse(READY_EXPECTED);
            return null;
        }
        Section ready = value.section(READY);
        if (ready == null) {
            return null;
        }
        Ready answers = ready.optional("get", get -> {
            String path = get.text(Urls.PATH);
            return path == null ? null : answers(get, path);
        });
        Ready listens = ready.optional("port", port -> {
            Integer number = port.integer(1, 65_535);
            return number == null ? null : new Ready.Listens(target == null ? "localhost" : target.getHost(), number);
        });
        Ready says = ready.optional("log", SystemReader::says);
        long given = READY.known().stream()
                .filter(key -> ready.optional(key) != null)
                .count();
        if (given != 1) {
            value.refuse(given == 0 ? "nothing" : "more than one of get, port and log", READY_EXPECTED);
            return null;
        }
        return answers != null ? answers : listens != null ? listens : says;
    }

    private @Nullable Ready answers(Value value, String path) {
        URI url = Urls.requested(path, target);
        if (url == null && (target != null || Urls.requested(path, URI.create("http://localhost")) == null)) {
            value.refuse(Urls.PATH);
        }
        return url == null ? null : new Ready.Answers(url);
    }

    private @Nullable Ready targetListens() {
        return target == null ? null : new Ready.Listens(target.getHost(), Urls.port(target));
    }

    private static @Nullable Ready says(Value value) {
        String text = value.text("a regular expression such as Started in .* seconds");
        if (text == null) {
            return null;
        }
        try {
            return new Ready.Says(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            value.refuseAt(Math.max(0, e.getIndex()), text + ": " + e.getDescription(), "a regular expression");
            return null;
        }
    }

    static @Nullable Path directory(Value value) {
        Path directory = Paths.in(value, "the path of a folder");
        if (directory == null || Files.isDirectory(directory)) {
            return directory;
        }
        Paths.refuseAbsent(directory, value, "folder");
        return null;
    }

    static @Nullable Map<String, String> environment(Value value) {
        Section names = value.section(Keys.andNames());
        if (names == null) {
            return null;
        }
        Map<String, String> environment = new LinkedHashMap<>();
        names.named().forEach((name, variable) -> {
            String text = variable.textOrBlank();
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                variable.refuseKey(name.isEmpty() ? "nothing" : name, "a variable's name, without =");
            } else if (text != null) {
                environment.put(name, text);
            }
        });
        return environment;
    }
}
