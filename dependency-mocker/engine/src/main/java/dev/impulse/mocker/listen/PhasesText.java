package dev.impulse.mocker.listen;

import dev.impulse.mocker.MockPhase;
import dev.impulse.mocker.MockPhases;
import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.BehaviourReader;
import dev.impulse.mocker.stub.PhaseName;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import dev.impulse.schema.YamlFile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The phases of a load test as the administration is told them, in JSON or YAML.
///
/// ```json
/// {"begin": "2026-11-21T10:00:00.250Z",
///  "phases": [{"name": "peak", "kind": "peak", "seconds": 20, "with": {"payments": {"delay": "500 ms"}}}]}
/// ```
///
/// What stands under `with` is what files of stubs say of `delay` and `errors`.
final class PhasesText {
    private static final Keys KEYS = Keys.of("begin", "phases");
    private static final Keys OF_PHASE = Keys.of("name", "kind", "seconds", "with");
    private static final String INSTANT = "an instant such as 2026-11-21T10:00:00.250Z";
    private static final String SECONDS = "seconds above 0, such as 20 or 0.5";

    private PhasesText() {}

    /// @throws IllegalArgumentException with all mistakes when there are some
    static MockPhases read(String text) {
        return switch (YamlFile.parse("phases", text, PhasesText::phases)) {
            case Reading.Whole<MockPhases>(var phases) -> phases;
            case Reading.Mistaken<MockPhases>(var mistakes) ->
                throw new IllegalArgumentException(
                        mistakes.all().stream().map(Mistake::text).collect(Collectors.joining("\n")));
        };
    }

    private static @Nullable MockPhases phases(Value value) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        Instant begin = section.required("begin", INSTANT, each -> each.parsed(INSTANT, PhasesText::instant));
        List<MockPhase> phases = section.required("phases", "a list", PhasesText::list);
        return begin == null || phases == null ? null : new MockPhases(begin, phases);
    }

    private static @Nullable List<MockPhase> list(Value value) {
        List<Value> items = value.items();
        if (items == null) {
            return null;
        }
        List<MockPhase> phases = new ArrayList<>();
        for (Value item : items) {
            MockPhase phase = phase(item);
            if (phase != null) {
                phases.add(phase);
            }
        }
        return phases.size() == items.size() ? phases : null;
    }

    private static @Nullable MockPhase phase(Value value) {
        Section section = value.section(OF_PHASE);
        if (section == null) {
            return null;
        }
        String name = section.required("name", "the phase's name", Value::text);
        String kind = section.required("kind", "warm-up, steady or peak", Value::text);
        Duration length = section.required("seconds", SECONDS, each -> each.parsed(SECONDS, PhasesText::length));
        return name == null || kind == null || length == null
                ? null
                : new MockPhase(new PhaseName(name, kind), length, asked(section));
    }

    /// What is asked of dependencies, by their names.
    private static Map<String, Behaviour> asked(Section section) {
        Map<String, Behaviour> asked = new HashMap<>();
        section.optional("with", value -> {
            Section with = value.section(Keys.andNames());
            if (with != null) {
                with.named().forEach((dependency, said) -> {
                    Behaviour behaviour = BehaviourReader.read(said);
                    if (behaviour != null) {
                        asked.put(dependency, behaviour);
                    }
                });
            }
            return null;
        });
        return asked;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    private static @Nullable Duration length(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return null;
        }
        var length = Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue());
        return length.isZero() ? null : length;
    }
}
