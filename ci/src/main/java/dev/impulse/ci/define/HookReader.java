package dev.impulse.ci.define;

import dev.impulse.ci.define.DefinedHook.Action;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Durations;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `hooks`. For one thread.
final class HookReader {

    static final Keys KEYS = Keys.of("at", "command", "restart", "directory", "environment", "timeout", "may-fail");
    static final String SYSTEM = "system";

    private static final String MOMENT = "a moment of a phase, such as 5s in steady";
    private static final Pattern AT = Pattern.compile("\\s*(?<time>.*?\\S)\\s+in\\s+(?<phase>\\S.*?)\\s*");

    private final @Nullable List<Phase> phases;
    private final @Nullable DefinedSystem system;
    private final boolean startsSystem;

    /// @param phases before a profile scales them; null after a mistake in them
    /// @param system null when the file starts none, and after a mistake in it
    /// @param startsSystem whether the file says how the system is started, right or wrong
    HookReader(@Nullable List<Phase> phases, @Nullable DefinedSystem system, boolean startsSystem) {
        this.phases = phases;
        this.system = system;
        this.startsSystem = startsSystem;
    }

    /// The names of all, also of those with mistakes.
    static List<String> names(@Nullable Value hooks) {
        return hooks != null && hooks.node() instanceof Node.Mapping mapping
                ? mapping.entries().stream().map(entry -> entry.key().text()).toList()
                : List.of();
    }

    @Nullable
    List<DefinedHook> read(Value value) {
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return null;
        }
        List<DefinedHook> hooks = new ArrayList<>();
        section.named().forEach((name, body) -> {
            if (!Names.fits(name)) {
                body.refuseKey("no name for a hook", Names.EXPECTED);
            }
            DefinedHook hook = hook(name, body);
            if (hook != null) {
                hooks.add(hook);
            }
        });
        return hooks;
    }

    private @Nullable DefinedHook hook(String name, Value value) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        Moment moment = section.required("at", MOMENT, this::moment);
        Action action = action(section);
        Duration usual = action instanceof Action.RestartSystem && system != null
                ? system.startTimeout().plus(DefinedHook.TO_END)
                : DefinedHook.TIMEOUT;
        Duration timeout = section.optional("timeout", usual, Value::duration);
        boolean mayFail = section.optional("may-fail", false, Value::flag);
        return moment == null || action == null
                ? null
                : new DefinedHook(name, moment.phase(), moment.at(), action, timeout, mayFail);
    }

    private record Moment(Duration at, String phase) {}

    private @Nullable Moment moment(Value value) {
        String text = value.text(MOMENT);
        if (text == null) {
            return null;
        }
        var parts = AT.matcher(text);
        Duration at = parts.matches() ? Durations.parse(parts.group("time")) : null;
        if (at == null) {
            value.refuse(MOMENT);
            return null;
        }
        String phase = parts.group("phase");
        if (phases == null) {
            return new Moment(at, phase);
        }
        List<Phase> named = phases.stream()
                .filter(one ->
                        phase.equals(one.name()) || phase.equals(one.kind().text()))
                .toList();
        if (named.isEmpty()) {
            List<String> known = phases.stream()
                    .flatMap(one -> Stream.of(one.name(), one.kind().text()))
                    .distinct()
                    .toList();
            value.refuseAt(parts.start("phase"), phase + ": no such phase", Nearest.advice(phase, known));
            return null;
        }
        for (Phase one : named) {
            if (at.compareTo(one.lasting()) >= 0) {
                value.refuseAt(
                        parts.start("time"),
                        parts.group("time") + ": " + one.name() + " is over by then",
                        "less than its " + Durations.text(one.lasting()));
                return null;
            }
        }
        return new Moment(at, phase);
    }

    private @Nullable Action action(Section section) {
        Value command = section.optional("command");
        Value restart = section.optional("restart");
        if (command != null && restart != null) {
            restart.refuseKey("a second thing to do", "either command or restart");
            return null;
        }
        if (command != null) {
            List<String> words = CommandWords.of(command);
            Path directory = section.optional("directory", Paths.folder(section.value()), SystemReader::directory);
            Map<String, String> environment = section.optional("environment", Map.of(), SystemReader::environment);
            return words == null ? null : new Action.Command(words, directory, environment);
        }
        if (restart != null) {
            return restart(section, restart);
        }
        if (!section.isMisspelt("command") && !section.isMisspelt("restart")) {
            section.value().refuseKey("nothing to do", "command, or restart: system");
        }
        return null;
    }

    private @Nullable Action restart(Section section, Value restart) {
        for (String key : List.of("directory", "environment")) {
            Value foreign = section.optional(key);
            if (foreign != null) {
                foreign.refuseKey("belongs to a command", "it to be left out: the system is started as system says");
            }
        }
        String what = restart.oneOf(Map.of(SYSTEM, SYSTEM));
        if (what != null && !startsSystem) {
            restart.refuse("the file starts no system", "system with its command, or a command of its own here");
            return null;
        }
        return what == null ? null : new Action.RestartSystem();
    }
}
