package dev.impulse.wire.http;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a `Content-Type` says (RFC 9110, section 8.3). Any thread.
public final class ContentType {
    private static final String CHARSET = "charset=";

    private ContentType() {}

    /// The charset that it names; UTF-8 when it names none, or one that is not known.
    ///
    /// @param value null when there is no such field
    public static Charset charset(@Nullable String value) {
        int at = value == null ? -1 : value.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (value == null || at < 0) {
            return StandardCharsets.UTF_8;
        }
        var name = value.substring(at + CHARSET.length()).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
