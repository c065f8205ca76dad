package dev.impulse.ci.define;

import dev.impulse.generator.Trace;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `trace`: `off`, or a mapping.
final class TraceReader {

    static final Keys KEYS = Keys.of("sampled");
    static final String OFF = "off";

    private static final String EXPECTED = "off, or { sampled: 1 % }";
    private static final String SHARE = "a share such as 1 %, from 0 % to 100 %";
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,18})?)\\s*%");

    private TraceReader() {}

    static @Nullable Trace read(Value value) {
        if (value.isScalar()) {
            return value.parsed(EXPECTED, text -> text.equals(OFF) ? Trace.OFF : null);
        }
        Section trace = value.section(KEYS);
        return trace == null
                ? null
                : trace.optional("sampled", Trace.DEFAULT, share -> share.parsed(SHARE, TraceReader::sampled));
    }

    private static @Nullable Trace sampled(String text) {
        var percent = PERCENT.matcher(text.strip());
        if (!percent.matches()) {
            return null;
        }
        double share = new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue();
        return share > 1 ? null : Trace.sampled(share);
    }
}
