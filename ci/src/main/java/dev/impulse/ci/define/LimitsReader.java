package dev.impulse.ci.define;

import dev.impulse.generator.Backlog;
import dev.impulse.generator.Limits;
import dev.impulse.schema.Durations;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `limits`: what is left out is as in [Limits#DEFAULT].
final class LimitsReader {

    static final Keys KEYS = Keys.of(
            "triggers-in-flight",
            "connections-per-host",
            "connect-timeout",
            "request-timeout",
            "start-timeout",
            "grace",
            "backlog");

    static final Map<String, Backlog> BACKLOGS =
            Stream.of(Backlog.values()).collect(Collectors.toMap(Backlog::text, backlog -> backlog));

    private static final int MOST = 1_000_000;

    private LimitsReader() {}

    static @Nullable Limits read(Value value) {
        Section limits = value.section(KEYS);
        if (limits == null) {
            return null;
        }
        Limits standard = Limits.DEFAULT;
        return new Limits(
                limits.optional("triggers-in-flight", standard.triggersInFlight(), count -> count.integer(1, MOST)),
                limits.optional("connections-per-host", standard.connectionsPerHost(), count -> count.integer(1, MOST)),
                limits.optional("connect-timeout", standard.connectTimeout(), Value::duration),
                limits.optional("request-timeout", standard.requestTimeout(), Value::duration),
                limits.optional("start-timeout", standard.startTimeout(), Value::duration),
                limits.optional("grace", standard.grace(), grace -> grace.parsed(Durations.EXPECTED, Durations::parse)),
                limits.optional("backlog", standard.backlog(), words -> words.oneOf(BACKLOGS)));
    }
}
