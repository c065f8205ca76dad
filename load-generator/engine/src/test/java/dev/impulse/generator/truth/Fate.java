package dev.impulse.generator.truth;

import dev.impulse.load.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What becomes of a request.
enum Fate {
    /// It is answered.
    ANSWERED(null),
    /// It is answered with status 503.
    STATUS(ErrorKind.STATUS),
    /// It is answered with what is no HTTP.
    GARBAGE(ErrorKind.PROTOCOL),
    /// The connection is closed in the middle of the answer.
    CUT(ErrorKind.RESET),
    /// The connection is closed instead.
    CLOSED(ErrorKind.RESET),
    /// The connection is reset instead.
    RESET(ErrorKind.RESET),
    /// It is never answered.
    MUTE(ErrorKind.REQUEST_TIMEOUT);

    private final @Nullable ErrorKind counted;

    Fate(@Nullable ErrorKind counted) {
        this.counted = counted;
    }

    /// As what it is to be counted, when it is not sent again; null when it is ok.
    @Nullable
    ErrorKind counted() {
        return counted;
    }

    /// Which fate a request meets.
    @FunctionalInterface
    interface Dealer {
        /// @param before how often the request has come already
        Fate of(long id, int before);
    }

    /// A share of the requests meets a fate other than to be answered, all others equally often; whichever it is, it is
    /// the same each time that the request comes.
    static Dealer share(double share, long seed) {
        return (id, before) -> {
            var random = ServiceTime.random(seed, id);
            return random.nextDouble() < share ? values()[1 + random.nextInt(values().length - 1)] : ANSWERED;
        };
    }
}
