package dev.impulse.wire.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The header field `Date` (RFC 9110, section 6.6.1), formatted once a second. For one thread.
public final class DateField {

    static final int LENGTH = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".length();

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.US);
    private static final long SECOND = 1_000_000_000L;

    private final Clock clock;
    private byte[] bytes = new byte[0];
    private long untilNanos;

    /// One by the machine's clock.
    public DateField() {
        this(Clock.systemUTC());
    }

    DateField(Clock clock) {
        this.clock = clock;
    }

    /// The whole line.
    byte[] bytes(long nowNanos) {
        if (bytes.length == 0 || nowNanos - untilNanos >= 0) {
            var now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            bytes = FORMAT.format(now).getBytes(StandardCharsets.US_ASCII);
            untilNanos = nowNanos + SECOND - now.getNano();
        }
        return bytes;
    }
}
