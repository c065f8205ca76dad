package dev.impulse.ci.define;

import dev.impulse.generator.Scrub;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Reads `scrub`: what is taken out of samples beyond what always is.
final class ScrubReader {

    static final Keys KEYS = Keys.of("headers", "fields", "patterns");

    private static final String HEADER = "the name of a header field, such as X-Customer";
    private static final String FIELD = "the name of a field in JSON, a form or a query, such as iban";
    private static final String PATTERN = "a regular expression such as card-\\d+";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private ScrubReader() {}

    static @Nullable Scrub read(Value value) {
        Section scrub = value.section(KEYS);
        return scrub == null
                ? null
                : new Scrub(
                        all(scrub, "headers", ScrubReader::header),
                        all(scrub, "fields", field -> field.text(FIELD)),
                        all(scrub, "patterns", ScrubReader::pattern));
    }

    private static <T> List<T> all(Section scrub, String key, Function<Value, ? extends @Nullable T> reader) {
        List<T> all = new ArrayList<>();
        Value values = scrub.optional(key);
        if (values != null) {
            for (Value item : values.itemOrItems()) {
                T read = reader.apply(item);
                if (read != null) {
                    all.add(read);
                }
            }
        }
        return all;
    }

    private static @Nullable String header(Value value) {
        return value.parsed(HEADER, name -> TOKEN.matcher(name).matches() ? name : null);
    }

    private static @Nullable Pattern pattern(Value value) {
        String text = value.text(PATTERN);
        if (text == null) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            value.refuseAt(Math.max(0, e.getIndex()), text + ": " + e.getDescription(), "a regular expression");
            return null;
        }
    }
}
